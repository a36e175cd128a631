import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  ContainerBuilder,
  EmbedBuilder,
  FileBuilder,
  type Interaction,
  MediaGalleryBuilder,
  MessageFlags,
  type ModalComponentData,
  RoleSelectMenuBuilder,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  UserSelectMenuBuilder,
} from "discord.js";
import { drawDusk } from "./draw-dusk.ts";

const TEXT = `# Heading one
## Heading two
### Heading three
-# subtext under it
**bold** *italic* __underlined__ ~~gone~~ \`code\` ||a secret|| \\*\\*not bold\\*\\*
> a quote
> of two lines
- a list
  - with one inside
- [a link](https://example.com/)
1. first
2. second
\`\`\`ts
const dusk = true;
\`\`\``;

/** Answers with every component there is, so that the page can be looked at. */
export async function answerShowcase(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand() && interaction.commandName === "showcase") {
    await interaction.reply(await showcase(interaction.user.id, interaction.channelId));
  } else if (interaction.isChatInputCommand() && interaction.commandName === "legacy") {
    await interaction.reply(await legacy());
  } else if (interaction.isAnySelectMenu()) {
    await interaction.reply({ content: `You chose ${interaction.values.join(", ")}.`, flags: MessageFlags.Ephemeral });
  } else if (interaction.isModalSubmit()) {
    const prompt = interaction.fields.getTextInputValue("prompt");
    await interaction.reply({ content: `The form says: ${prompt}`, flags: MessageFlags.Ephemeral });
  } else if (interaction.isRepliable()) {
    await interaction.reply({ content: "Noted.", flags: MessageFlags.Ephemeral });
  }
}

async function showcase(user: string, channel: string) {
  const container = new ContainerBuilder()
    .setAccentColor(0x4c8dd6)
    .addTextDisplayComponents(
      new TextDisplayBuilder().setContent(TEXT),
      new TextDisplayBuilder().setContent(`<@${user}> in <#${channel}> at <t:1795000000:F>`),
    )
    .addSeparatorComponents(new SeparatorBuilder().setDivider(true))
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(new TextDisplayBuilder().setContent("**A section**\nwith a button beside it"))
        .setButtonAccessory(
          new ButtonBuilder().setCustomId("form").setLabel("Open form").setStyle(ButtonStyle.Primary),
        ),
      new SectionBuilder()
        .addTextDisplayComponents(new TextDisplayBuilder().setContent("**Another one**\nwith a thumbnail"))
        .setThumbnailAccessory((thumbnail) => thumbnail.setURL("attachment://a.jpg").setDescription("Dusk, small")),
    )
    .addMediaGalleryComponents(
      new MediaGalleryBuilder().addItems(
        { media: { url: "attachment://a.jpg" }, description: "Dusk, once" },
        { media: { url: "attachment://b.jpg" }, description: "Dusk, twice" },
        { media: { url: "attachment://c.jpg" }, description: "Dusk, hidden", spoiler: true },
      ),
    )
    .addFileComponents(new FileBuilder().setURL("attachment://notes.txt"))
    .addActionRowComponents(
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder().setCustomId("one").setLabel("Primary").setStyle(ButtonStyle.Primary),
        new ButtonBuilder().setCustomId("two").setLabel("Secondary").setEmoji("🌊").setStyle(ButtonStyle.Secondary),
        new ButtonBuilder().setCustomId("three").setLabel("Success").setStyle(ButtonStyle.Success),
        new ButtonBuilder().setCustomId("four").setLabel("Danger").setStyle(ButtonStyle.Danger).setDisabled(true),
        new ButtonBuilder().setURL("https://example.com/").setLabel("Link").setStyle(ButtonStyle.Link),
      ),
    );
  addMenus(container);
  const files = [
    ...(await Promise.all(
      ["a", "b", "c"].map(async (name, index) => new AttachmentBuilder(await drawDusk(index), { name: `${name}.jpg` })),
    )),
    new AttachmentBuilder(Buffer.from("Notes about dusk.\n"), { name: "notes.txt" }),
  ];
  return { flags: MessageFlags.IsComponentsV2, components: [container], files } as const;
}

function addMenus(container: ContainerBuilder): void {
  const select = new StringSelectMenuBuilder()
    .setCustomId("style")
    .setPlaceholder("Choose a style")
    .setMinValues(1)
    .setMaxValues(2)
    .addOptions(
      { label: "Ink", value: "ink", description: "Black on white", emoji: "🖋️" },
      { label: "Oil", value: "oil", description: "Thick and slow", emoji: "🎨" },
      { label: "Pastel", value: "pastel", description: "Soft" },
    );
  container
    .addActionRowComponents(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select))
    .addActionRowComponents(
      new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
        new UserSelectMenuBuilder().setCustomId("user").setPlaceholder("Choose a person"),
      ),
    )
    .addActionRowComponents(
      new ActionRowBuilder<RoleSelectMenuBuilder>().addComponents(
        new RoleSelectMenuBuilder().setCustomId("role").setPlaceholder("Choose a role"),
      ),
    )
    .addActionRowComponents(
      new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(
        new ChannelSelectMenuBuilder().setCustomId("channel").setPlaceholder("Choose a channel"),
      ),
    );
}

async function legacy() {
  const embed = new EmbedBuilder()
    .setColor(0xd9822b)
    .setAuthor({ name: "Easel" })
    .setTitle("An embed")
    .setURL("https://example.com/")
    .setDescription("With a *description* and fields.")
    .addFields(
      { name: "Seed", value: "4242", inline: true },
      { name: "Size", value: "1024×768", inline: true },
      { name: "Far away", value: "The picture below lies on another server." },
    )
    .setImage("https://example.com/far-away.png")
    .setFooter({ text: "FLUX.1 [dev]" })
    .setTimestamp(0);
  const files = [
    new AttachmentBuilder(await drawDusk(0), { name: "dusk.jpg", description: "Dusk as an attachment" }),
    new AttachmentBuilder(Buffer.from("a,b\n1,2\n"), { name: "table.csv" }),
  ];
  return { content: "Content **above** an embed.", embeds: [embed], files };
}

/** A form with a field of every kind. */
export function demoModal(): ModalComponentData {
  const modal = {
    customId: "change",
    title: "Change the picture",
    components: [
      { type: 10, content: "Say what should be **different**." },
      {
        type: 18,
        label: "Prompt",
        description: "What the picture should show",
        component: { type: 4, customId: "prompt", style: 2, minLength: 3, maxLength: 200, required: true },
      },
      {
        type: 18,
        label: "Size",
        component: {
          type: 3,
          customId: "size",
          required: false,
          options: [
            { label: "Square", value: "square" },
            { label: "Landscape", value: "landscape" },
          ],
        },
      },
      {
        type: 18,
        label: "Quality",
        component: {
          type: 21,
          customId: "quality",
          options: [
            { label: "Draft", value: "draft", description: "Fast" },
            { label: "Fine", value: "fine", default: true },
          ],
        },
      },
      {
        type: 18,
        label: "A picture to begin with",
        component: { type: 19, customId: "picture", required: false, maxValues: 2 },
      },
    ],
  };
  return modal as unknown as ModalComponentData;
}
