import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  ContainerBuilder,
  Events,
  type Interaction,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  MessageFlags,
  REST,
  Routes,
  TextDisplayBuilder,
} from "discord.js";
import { demoCommands } from "./demo-commands.ts";
import { answerShowcase, demoModal } from "./demo-showcase.ts";
import { drawDusk } from "./draw-dusk.ts";

export interface DemoBot {
  /** Lets the pictures of `/flux` arrive; until then the reply says where the request stands in the queue. */
  finish(): Promise<void>;
  /** How many replies wait for it. */
  readonly waiting: number;
  stop(): Promise<void>;
}

interface DemoBotOptions {
  apiUrl: string;
  token: string;
  applicationId: string;
}

/** A bot for the page's tests, on discord.js alone: it meets the page only through the sandbox's Discord. */
export async function startDemoBot({ apiUrl, token, applicationId }: DemoBotOptions): Promise<DemoBot> {
  const waiting: (() => Promise<void>)[] = [];
  const client = new Client({ intents: [], allowedMentions: { parse: [] }, rest: { api: apiUrl } });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction, waiting));
  client.on(Events.Error, () => undefined);
  const rest = new REST({ api: apiUrl }).setToken(token);
  await rest.put(Routes.applicationCommands(applicationId), { body: demoCommands });
  await client.login(token);
  await ready;
  return {
    get waiting() {
      return waiting.length;
    },
    async finish() {
      for (const done of waiting.splice(0)) await done();
    },
    async stop() {
      await client.destroy();
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
}

async function answer(interaction: Interaction, waiting: (() => Promise<void>)[]): Promise<void> {
  if (interaction.isChatInputCommand() && interaction.commandName === "flux") return queue(interaction, waiting);
  if (interaction.isChatInputCommand() && interaction.commandName === "silent") return;
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const styles = ["gouache", "ink", "linocut", "oil", "pastel", "watercolour"];
    const fitting = styles.filter((style) => style.includes(typed));
    return interaction.respond(fitting.map((style) => ({ name: style, value: style })));
  }
  if (interaction.isButton() && interaction.customId === "delete") {
    await interaction.deferUpdate();
    return interaction.deleteReply();
  }
  if (interaction.isButton() && interaction.customId === "again") {
    await interaction.reply({ content: "Again it is: **one more** like this.", flags: MessageFlags.Ephemeral });
    return;
  }
  if (interaction.isButton() && interaction.customId === "form") return interaction.showModal(demoModal());
  if (interaction.isMessageContextMenuCommand()) {
    const words = interaction.targetMessage.content.length;
    await interaction.reply({ content: `That message has ${words} characters.`, flags: MessageFlags.Ephemeral });
    return;
  }
  await answerShowcase(interaction);
}

const ACCENT = 0xd9822b;

async function queue(interaction: ChatInputCommandInteraction, waiting: (() => Promise<void>)[]): Promise<void> {
  const prompt = interaction.options.getString("prompt", true);
  const count = interaction.options.getInteger("count") ?? 2;
  await interaction.deferReply();
  const container = new ContainerBuilder()
    .setAccentColor(ACCENT)
    .addTextDisplayComponents(
      new TextDisplayBuilder().setContent(`### FLUX.1 [dev]\n> ${prompt}`),
      new TextDisplayBuilder().setContent(
        `In the relay's queue · place **3** · since <t:${Math.floor(Date.now() / 1000)}:R>`,
      ),
    )
    .addActionRowComponents(
      row(new ButtonBuilder().setCustomId("cancel").setLabel("Cancel").setStyle(ButtonStyle.Secondary)),
    );
  await interaction.editReply({ flags: MessageFlags.IsComponentsV2, components: [container] });
  waiting.push(() => deliver(interaction, prompt, count));
}

async function deliver(interaction: ChatInputCommandInteraction, prompt: string, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `picture-${index + 1}.jpg`);
  const files = await Promise.all(
    names.map(async (name, index) => new AttachmentBuilder(await drawDusk(index), { name })),
  );
  const items = names.map((name, index) =>
    new MediaGalleryItemBuilder()
      .setURL(`attachment://${name}`)
      .setDescription(`Picture ${index + 1} of ${count}: ${prompt}`),
  );
  const container = new ContainerBuilder()
    .setAccentColor(ACCENT)
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(`### FLUX.1 [dev]\n> ${prompt}`))
    .addMediaGalleryComponents(new MediaGalleryBuilder().addItems(...items))
    .addTextDisplayComponents(new TextDisplayBuilder().setContent("-# seed 4242 · 1024×768 · FLUX.1 [dev] · 3.2 s"))
    .addActionRowComponents(
      row(
        new ButtonBuilder().setCustomId("again").setLabel("Again").setStyle(ButtonStyle.Primary),
        new ButtonBuilder().setCustomId("form").setLabel("Change…").setStyle(ButtonStyle.Secondary),
        new ButtonBuilder().setCustomId("delete").setLabel("Delete").setStyle(ButtonStyle.Danger),
      ),
    );
  await interaction.editReply({ flags: MessageFlags.IsComponentsV2, components: [container], files });
}

function row(...buttons: ButtonBuilder[]): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);
}
