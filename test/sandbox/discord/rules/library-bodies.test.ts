import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  EmbedBuilder,
  FileUploadBuilder,
  LabelBuilder,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  MessageFlags,
  MessagePayload,
  type MessagePayloadOption,
  ModalBuilder,
  SectionBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  WebhookClient,
} from "discord.js";
import { type CheckedRequest, checkRequest } from "../../../../sandbox/discord/rules/check-request.ts";
import { callback, editReply, followUp, openApi, putCommands } from "./rule-case.ts";

/** What crosses the wire: values that JSON has no word for are gone. */
const sent = (body: unknown): unknown => JSON.parse(JSON.stringify(body));

function isTaken(request: CheckedRequest): void {
  assert.deepEqual(checkRequest(request), { violations: [], formError: null });
  assert.deepEqual(openApi?.(request) ?? [], []);
}

/** A message as discord.js sends it: its body, and its files under the names it gives them. */
async function payload(options: MessagePayloadOption) {
  const webhook = new WebhookClient({ id: "123456789012345678", token: "token" });
  const { body, files } = await MessagePayload.create(webhook, options).resolveBody().resolveFiles();
  const parts = (files ?? []).map(({ name, data }, at) => {
    assert.ok(Buffer.isBuffer(data));
    return { field: `files[${at}]`, name, bytes: data.length };
  });
  return { body: sent(body), files: parts };
}

const quiet = { allowedMentions: { parse: [] } };

test("Commands that discord.js builds are taken", () => {
  const flux = new SlashCommandBuilder()
    .setName("flux")
    .setNameLocalizations({ "zh-CN": "画图" })
    .setDescription("Draw a picture")
    .setDescriptionLocalizations({ "zh-CN": "画一幅画" })
    .setDefaultMemberPermissions(0)
    .addStringOption((option) =>
      option.setName("prompt").setDescription("What to draw").setRequired(true).setMaxLength(6000),
    )
    .addStringOption((option) =>
      option
        .setName("size")
        .setDescription("How large")
        .addChoices({ name: "Square", value: "square", name_localizations: { "zh-CN": "方形" } }),
    )
    .addNumberOption((option) => option.setName("guidance").setDescription("1 to 20").setMinValue(1).setMaxValue(20))
    .addIntegerOption((option) => option.setName("seed").setDescription("Any").setAutocomplete(true))
    .addAttachmentOption((option) => option.setName("image").setDescription("A picture"))
    .addChannelOption((option) => option.setName("place").setDescription("Where"));
  const limits = new SlashCommandBuilder()
    .setName("limits")
    .setDescription("Who may do what")
    .addSubcommand((command) => command.setName("show").setDescription("Show them"))
    .addSubcommandGroup((group) =>
      group
        .setName("set")
        .setDescription("Set them")
        .addSubcommand((command) => command.setName("daily").setDescription("Per day")),
    );
  const menu = new ContextMenuCommandBuilder().setName("Draw this").setType(3);
  isTaken(putCommands(sent([flux, limits, menu])));
});

test("A Components V2 reply with a file, as discord.js sends it, is taken", async () => {
  const again = new ButtonBuilder().setCustomId("again:1").setLabel("Again").setStyle(ButtonStyle.Primary);
  const container = new ContainerBuilder()
    .setAccentColor(0x3fa77a)
    .addTextDisplayComponents(new TextDisplayBuilder().setContent("A lighthouse"))
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(new TextDisplayBuilder().setContent("Again?"))
        .setButtonAccessory(again),
    )
    .addMediaGalleryComponents(
      new MediaGalleryBuilder().addItems(
        new MediaGalleryItemBuilder().setURL("attachment://easel-1.png").setDescription("A lighthouse at dusk"),
      ),
    );
  const files = [new AttachmentBuilder(Buffer.from("png"), { name: "easel-1.png", description: "A lighthouse" })];
  const { body, files: parts } = await payload({
    ...quiet,
    flags: MessageFlags.IsComponentsV2,
    components: [container],
    files,
  });
  isTaken(followUp(body, { files: parts }));
  isTaken(editReply(body, { files: parts, context: { messageIsV2: true } }));
});

test("An older message with embed, select and picture, as discord.js sends it, is taken", async () => {
  const select = new StringSelectMenuBuilder()
    .setCustomId("model")
    .addOptions({ label: "FLUX", value: "flux", emoji: "🖼" }, { label: "Kontext", value: "kontext" });
  const { body, files } = await payload({
    ...quiet,
    content: "Done",
    embeds: [new EmbedBuilder().setTitle("A lighthouse").setImage("attachment://a.webp").setTimestamp(0)],
    components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select)],
    files: [new AttachmentBuilder(Buffer.from("webp"), { name: "a.webp", description: "A lighthouse" })],
  });
  isTaken(followUp(body, { files }));
});

test("A modal that discord.js builds is taken", () => {
  const modal = new ModalBuilder()
    .setCustomId("edit:1")
    .setTitle("Change it")
    .addTextDisplayComponents(new TextDisplayBuilder().setContent("Tell what to change."))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel("Prompt")
        .setTextInputComponent(new TextInputBuilder().setCustomId("prompt").setStyle(TextInputStyle.Paragraph)),
      new LabelBuilder()
        .setLabel("Mask")
        .setDescription("White is painted over")
        .setFileUploadComponent(new FileUploadBuilder().setCustomId("mask").setMinValues(1).setMaxValues(1)),
    );
  isTaken(callback(9, sent(modal)));
});
