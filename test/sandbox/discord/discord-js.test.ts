import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputApplicationCommandData,
  Client,
  ContainerBuilder,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  type MessageApplicationCommandData,
  MessageFlags,
  ModalBuilder,
  Partials,
  PermissionFlagsBits,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import sharp from "sharp";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { type Person, person } from "../../support/person.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

/** An unchanged discord.js client, as a bot would make it. */
async function login(discord: SandboxDiscord, intents: GatewayIntentBits[] = []): Promise<Client<true>> {
  const rest = { api: discord.apiUrl };
  const client = new Client({ intents, partials: [Partials.Channel], rest, allowedMentions: { parse: [] } });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

const picture = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

const DRAW: ChatInputApplicationCommandData = {
  name: "draw",
  integrationTypes: [ApplicationIntegrationType.GuildInstall],
  nameLocalizations: { "zh-CN": "画" },
  description: "Draws",
  options: [
    { type: ApplicationCommandOptionType.String, name: "prompt", description: "What", required: true },
    { type: ApplicationCommandOptionType.String, name: "style", description: "How", autocomplete: true },
    { type: ApplicationCommandOptionType.Attachment, name: "image", description: "From what" },
    { type: ApplicationCommandOptionType.User, name: "for", description: "For whom" },
  ],
};
const REDRAW: MessageApplicationCommandData = { name: "Redraw", type: ApplicationCommandType.Message };

describe("a discord.js client at the sandbox's Discord", () => {
  let discord: SandboxDiscord;
  let client: Client<true>;
  let mira: Person;
  /** Rules that a test breaks on purpose. */
  let wanted: string[];
  beforeEach(async () => {
    wanted = [];
    discord = await startSandboxDiscord();
    client = await login(discord);
    await client.application.commands.set([DRAW, REDRAW]);
    mira = await person(discord, "Mira");
  });
  afterEach(async () => {
    await client.destroy();
    await discord.stop();
    assert.deepEqual(
      discord.violations().map((violation) => violation.rule),
      wanted,
    );
  });

  /** Runs `answer` on the next interaction; rejects with whatever it throws. */
  const next = <T>(answer: (interaction: Interaction) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      client.once(Events.InteractionCreate, (interaction) => answer(interaction).then(resolve, reject));
    });

  it("registers commands and reads them back with their localizations", async () => {
    const fetched = await client.application.commands.fetch({ withLocalizations: true });
    const draw = fetched.find((command) => command.name === "draw");
    assert.deepEqual(draw?.nameLocalizations, { "zh-CN": "画" });
    assert.equal(draw?.equals(DRAW), true);
    await draw?.edit({ description: "Draws a picture" });
    assert.equal((await mira.commands())[0]?.description, "Draws a picture");
    await draw?.delete();
    assert.deepEqual(
      (await mira.commands()).map((command) => command.name),
      ["Redraw"],
    );
  });

  it("defers, then edits a Components V2 message with a picture into the reply", async () => {
    const file = await picture();
    const answered = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      assert.ok(interaction.appPermissions.has(PermissionFlagsBits.AttachFiles));
      assert.equal(interaction.attachmentSizeLimit, 10 * 1024 * 1024);
      assert.equal(interaction.options.getUser("for")?.username, "theo");
      assert.ok(Math.abs(interaction.createdTimestamp - Date.now()) < 60_000);
      await interaction.deferReply();
      const gallery = new MediaGalleryBuilder().addItems(
        new MediaGalleryItemBuilder().setURL("attachment://sea.png").setDescription("the sea"),
      );
      return interaction.editReply({
        flags: MessageFlags.IsComponentsV2,
        allowedMentions: { parse: [] },
        components: [new TextDisplayBuilder().setContent(interaction.options.getString("prompt", true)), gallery],
        files: [new AttachmentBuilder(file, { name: "sea.png", description: "the sea" })],
      });
    });
    const theo = await person(discord, "Theo");
    await mira.command("draw", { prompt: "the sea", for: theo.id }, { channel: "art" });
    const reply = await answered;
    assert.deepEqual(await theo.transcript("art"), ["Easel: the sea", "Easel: <sea.png 64×48> “the sea”"]);
    assert.equal(reply.interactionMetadata?.user.username, "mira");
  });

  it("takes a person's picture and answers with it, for that person only", async () => {
    const answered = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      const image = interaction.options.getAttachment("image", true);
      assert.deepEqual([image.contentType, image.width, image.height], ["image/png", 64, 48]);
      const bytes = Buffer.from(await (await fetch(image.url)).arrayBuffer());
      const files = [new AttachmentBuilder(bytes, { name: "same.png", description: "the same" })];
      const sent = await interaction.reply({ files, flags: MessageFlags.Ephemeral, withResponse: true });
      assert.equal(sent.resource?.message?.attachments.first()?.name, "same.png");
      await interaction.followUp({ content: "for all" });
    });
    await mira.command("draw", { prompt: "x", image: { name: "a.png", type: "image/png", bytes: await picture() } });
    await answered;
    const lines = ["Easel (only you): <same.png 64×48> “the same”", "Easel: for all"];
    assert.deepEqual(await mira.transcript(), lines);
    assert.deepEqual(await (await person(discord, "Nils")).transcript(), lines.slice(1));
  });

  it("offers choices while a person types", async () => {
    const answered = next(async (interaction) => {
      assert.ok(interaction.isAutocomplete());
      assert.equal(interaction.options.getFocused(), "oi");
      await interaction.respond([{ name: "Oil", value: "oil" }]);
    });
    const typing = await mira.autocomplete("draw", { prompt: "s", style: "oi" }, "style");
    await answered;
    assert.deepEqual(typing, { outcome: "choices", choices: [{ name: "Oil", value: "oil" }] });
  });

  it("updates its message from a button and a menu", async () => {
    const cancel = new ButtonBuilder().setCustomId("cancel:1").setLabel("Cancel").setStyle(ButtonStyle.Danger);
    const menu = new StringSelectMenuBuilder().setCustomId("size").addOptions({ label: "Large", value: "l" });
    const container = new ContainerBuilder()
      .addTextDisplayComponents(new TextDisplayBuilder().setContent("place 3"))
      .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(cancel))
      .addActionRowComponents(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu));
    const replied = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      await interaction.reply({ flags: MessageFlags.IsComponentsV2, components: [container] });
    });
    await mira.command("draw", { prompt: "x" });
    await replied;
    const selected = next(async (interaction) => {
      assert.ok(interaction.isStringSelectMenu());
      assert.deepEqual(interaction.values, ["l"]);
      await interaction.deferUpdate();
    });
    assert.equal((await mira.select(await mira.lastMessage(), "size", ["l"])).outcome, "answered");
    await selected;
    const pressed = next(async (interaction) => {
      assert.ok(interaction.isButton());
      const text = new TextDisplayBuilder().setContent("canceled");
      await interaction.update({ flags: MessageFlags.IsComponentsV2, components: [text] });
    });
    await mira.press(await mira.lastMessage(), "Cancel");
    await pressed;
    assert.deepEqual(await mira.transcript(), ["Easel: canceled"]);
  });

  it("opens a form and reads what was filled in", async () => {
    const input = new TextInputBuilder().setCustomId("prompt").setStyle(TextInputStyle.Paragraph);
    const modal = new ModalBuilder()
      .setCustomId("again:1")
      .setTitle("Again")
      .addLabelComponents(new LabelBuilder().setLabel("Prompt").setTextInputComponent(input));
    const opened = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      await interaction.showModal(modal);
    });
    const form = await mira.command("draw", { prompt: "x" });
    await opened;
    const submitted = next(async (interaction) => {
      assert.ok(interaction.isModalSubmit());
      await interaction.reply(interaction.fields.getTextInputValue("prompt"));
    });
    await mira.submitModal(form.outcome === "modal" ? form.modal : "", { prompt: "a calmer sea" });
    await submitted;
    assert.deepEqual(await mira.transcript(), ["Easel: a calmer sea"]);
  });

  it("answers a command on a message", async () => {
    const written = await mira.write("a lighthouse");
    const answered = next(async (interaction) => {
      assert.ok(interaction.isMessageContextMenuCommand());
      await interaction.reply(`again: ${interaction.targetMessage.content}`);
    });
    await mira.command("Redraw", {}, { target: written.id });
    await answered;
    assert.deepEqual(await mira.transcript(), ["Mira: a lighthouse", "Easel: again: a lighthouse"]);
  });

  it("hears Discord's code when it answers twice", async () => {
    const answered = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      await interaction.deferReply();
      const again = client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
        auth: false,
        body: { type: 5 },
      });
      return again.then(
        () => undefined,
        (error: unknown) => error,
      );
    });
    await mira.command("draw", { prompt: "x" });
    const error = await answered;
    assert.ok(error instanceof DiscordAPIError);
    assert.deepEqual([error.status, error.code], [400, 40060]);
    wanted = ["40060"];
  });

  it("comes back by itself after its connection broke, and goes on", async () => {
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.faults.add({ kind: "gateway_drop" });
    await resumed;
    const answered = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      await interaction.reply("still here");
    });
    await mira.command("draw", { prompt: "x" });
    await answered;
    assert.deepEqual(await mira.transcript(), ["Easel: still here"]);
  });

  it("waits out a 429 and tries again", async () => {
    discord.faults.add({ kind: "429", route: /^PATCH \/webhooks/, retryAfterMs: 20 });
    const answered = next(async (interaction) => {
      assert.ok(interaction.isChatInputCommand());
      await interaction.deferReply();
      await interaction.editReply("after a while");
    });
    await mira.command("draw", { prompt: "x" });
    await answered;
    assert.deepEqual(await mira.transcript(), ["Easel: after a while"]);
  });

  it("knows guild, channels and members when it asks for guilds", async () => {
    const other = await login(discord, [GatewayIntentBits.Guilds]);
    const guild = other.guilds.cache.first();
    assert.equal(guild?.name, "Easel Studio");
    const art = guild?.channels.cache.find((channel) => channel.name === "art");
    assert.equal(art?.permissionsFor(other.user)?.has(PermissionFlagsBits.SendMessages), true);
    const news = guild?.channels.cache.find((channel) => channel.name === "announcements");
    assert.equal(news?.permissionsFor(other.user)?.has(PermissionFlagsBits.SendMessages), false);
    assert.equal((await guild?.members.fetch(mira.id))?.displayName, "Mira");
    await other.destroy();
  });
});
