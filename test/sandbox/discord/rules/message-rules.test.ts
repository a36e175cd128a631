import {
  button,
  callback,
  channelEdit,
  channelMessage,
  editReply,
  file,
  followUp,
  gallery,
  item,
  quiet,
  row,
  testRules,
  text,
  V2,
  v2,
} from "./rule-case.ts";

const container = (...components: unknown[]) => ({ type: 17, components });
const shows = (name: string, more = {}) => gallery(item(`attachment://${name}`, more));
const words = (content: string, more = {}) => followUp({ content, ...quiet, ...more });
const embed = (more = {}) => followUp({ embeds: [{ description: "a picture", ...more }] });
const good = followUp(v2([text()]));
const tens = (count: number) =>
  Array.from({ length: count }, () => gallery(...Array.from({ length: 10 }, () => item())));
const full = Array.from({ length: 39 }, () => text("line"));

testRules([
  {
    rule: "v2-legacy-field",
    broken: followUp(v2([text()], { content: "hello" })),
    good,
    refused: "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "v2-legacy-field",
    broken: editReply(v2([text()], { embeds: [{ description: "a picture" }] })),
    good: editReply(v2([text()], { content: null, embeds: [] })),
    refused: "embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "v2-legacy-field",
    broken: channelMessage(v2([text()], { sticker_ids: ["7"] })),
    good: channelMessage(v2([text()], { sticker_ids: [] })),
    refused: "sticker_ids MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "v2-legacy-field",
    broken: channelMessage(v2([text()], { poll: { question: { text: "?" }, answers: [] } })),
    good: channelMessage(v2([text()], { poll: null })),
    refused: "poll MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "v2-legacy-field",
    broken: editReply({ content: "It failed.", ...quiet }, { context: { messageIsV2: true } }),
    good: editReply({ content: "It failed.", ...quiet }, { context: { messageIsV2: false } }),
    refused: "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "v2-legacy-left",
    broken: editReply(v2([text()]), { context: { messageHasLegacyFields: true } }),
    good: editReply(v2([text()], { content: null, embeds: [] }), { context: { messageHasLegacyFields: true } }),
    refused: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "v2-flag-removed",
    broken: editReply({ flags: 0 }, { context: { messageIsV2: true } }),
    good: editReply({ flags: V2 }, { context: { messageIsV2: true } }),
  },
  {
    rule: "v2-flag-left-out",
    broken: editReply({ components: [row(button())] }, { context: { messageIsV2: true } }),
    good: editReply({ components: [row(button())], flags: V2 }, { context: { messageIsV2: true } }),
  },
  {
    rule: "component-misplaced",
    broken: followUp({ ...quiet, components: [text()] }),
    good,
    refused: "components.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "component-misplaced",
    broken: followUp(v2([container(container(text()))])),
    good: followUp(v2([container(text(), { type: 14, divider: true, spacing: 2 }, row(button()))])),
    refused: "components.0.components.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "v2-too-many-components",
    broken: followUp(v2([container(...full), text()])),
    good: followUp(v2([container(...full)])),
    refused: "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
  },
  {
    rule: "v2-too-much-text",
    broken: followUp(v2([text("a".repeat(4000)), text("a")])),
    good: followUp(v2([text("a".repeat(3999)), text("a")])),
    refused: "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
  },
  {
    rule: "v2-text-bytes",
    broken: followUp(
      v2([gallery(...Array.from({ length: 10 }, () => item(undefined, { description: "画".repeat(340) })))]),
    ),
    good: followUp(
      v2([gallery(...Array.from({ length: 10 }, () => item(undefined, { description: "画".repeat(339) })))]),
    ),
  },
  {
    rule: "v2-too-many-media",
    broken: followUp(v2([...tens(6), gallery(...Array.from({ length: 5 }, () => item()))])),
    good: followUp(v2([...tens(6), gallery(...Array.from({ length: 4 }, () => item()))])),
  },
  {
    rule: "v2-text-bytes",
    broken: followUp(v2([text("画".repeat(3387))])),
    good: followUp(v2([text("画".repeat(3386))])),
  },
  {
    rule: "bad-length",
    broken: words("a".repeat(2001)),
    good: words("🖼".repeat(2000)),
    refused: "content BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "bad-length",
    broken: words("hello", { components: Array.from({ length: 6 }, (_, at) => row(button({ custom_id: `${at}` }))) }),
    good: words("hello", { components: Array.from({ length: 5 }, (_, at) => row(button({ custom_id: `${at}` }))) }),
    refused: "components BASE_TYPE_MAX_LENGTH",
  },
  { rule: "message-empty", broken: followUp({ content: "" }), good: words("hello") },
  {
    rule: "message-empty",
    broken: callback(4, { flags: 64 }),
    good: callback(4, { flags: 64, content: "Hi", ...quiet }),
  },
  { rule: "wrong-type", broken: followUp([]), good, refused: "MODEL_TYPE_CONVERT" },
  {
    rule: "wrong-type",
    broken: words("hello", { tts: "no" }),
    good: words("hello", { tts: false }),
    refused: "tts BOOLEAN_TYPE_CONVERT",
  },
  {
    rule: "wrong-type",
    broken: words("hello", { content: 5 }),
    good: words("hello"),
    refused: "content STRING_TYPE_CONVERT",
  },
  {
    rule: "wrong-type",
    broken: words("hello", { flags: "V2" }),
    good: words("hello", { flags: 4 }),
    refused: "flags NUMBER_TYPE_COERCE",
  },
  {
    rule: "wrong-type",
    broken: words("hello", { embeds: {} }),
    good: words("hello", { embeds: [] }),
    refused: "embeds LIST_TYPE_CONVERT",
  },
  { rule: "number-as-text", broken: followUp({ ...v2([text()]), flags: "32768" }), good },
  {
    rule: "flag-without-effect",
    broken: channelMessage({ ...v2([text()]), flags: V2 | 64 }),
    good: followUp({ ...v2([text()]), flags: V2 | 64 }),
  },
  {
    rule: "flag-without-effect",
    broken: editReply({ ...v2([text()]), flags: V2 | 64 }),
    good: editReply({ ...v2([text()]), flags: V2 | 64 }, { context: { ephemeral: true } }),
  },
  {
    rule: "bad-length",
    broken: words("hello", { nonce: "n".repeat(26) }),
    good: words("hello", { nonce: 5 }),
    refused: "nonce BASE_TYPE_MAX_LENGTH",
  },

  { rule: "allowed-mentions-missing", broken: followUp({ content: "hello" }), good: words("hello") },
  {
    rule: "allowed-mentions-missing",
    broken: editReply({ flags: V2, components: [text()] }),
    good: editReply(v2([text()])),
  },
  {
    rule: "mentions-open",
    broken: followUp({ content: "hello", allowed_mentions: { parse: ["users"] } }),
    good: words("hello @everyone"),
  },
  {
    rule: "not-a-choice",
    broken: followUp({ content: "hello", allowed_mentions: { parse: ["user"] } }),
    good: followUp({ content: "hello", allowed_mentions: { users: ["7"], replied_user: false } }),
    refused: "allowed_mentions.parse.0 BASE_TYPE_CHOICES",
  },
  {
    rule: "not-a-snowflake",
    broken: followUp({ content: "hello", allowed_mentions: { users: ["me"] } }),
    good: followUp({ content: "hello", allowed_mentions: { users: ["7"] } }),
    refused: "allowed_mentions.users.0 NUMBER_TYPE_COERCE",
  },
  {
    rule: "set-repeats",
    broken: followUp({ embeds: [{ title: "a" }], allowed_mentions: { users: ["7", "7"] } }),
    good: followUp({ embeds: [{ title: "a" }], allowed_mentions: { users: [] } }),
    refused: "allowed_mentions.users.1 SET_TYPE_ALREADY_CONTAINS_VALUE",
  },
  {
    rule: "set-repeats",
    broken: followUp({ content: "hello", allowed_mentions: { roles: ["7", "7"] } }),
    good: followUp({ content: "hello", allowed_mentions: { roles: ["7", "8"] } }),
    refused: "allowed_mentions.roles.1 SET_TYPE_ALREADY_CONTAINS_VALUE",
  },

  {
    rule: "bad-length",
    broken: embed({ title: "t".repeat(257) }),
    good: embed({ title: "t".repeat(256) }),
    refused: "embeds.0.title BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "bad-length",
    broken: embed({ fields: [{ name: "", value: "v" }] }),
    good: embed({ fields: [{ name: "n", value: "v" }] }),
    refused: "embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "embeds-too-long",
    broken: followUp({ embeds: [{ description: "d".repeat(4000) }, { description: "d".repeat(2001) }] }),
    good: followUp({ embeds: [{ description: "d".repeat(4000) }, { description: "d".repeat(2000) }] }),
    refused: "embeds MAX_EMBED_SIZE_EXCEEDED",
  },
  {
    rule: "embed-empty",
    broken: followUp({ embeds: [{}] }),
    good: embed(),
    refused: "embeds.0.description BASE_TYPE_REQUIRED",
  },
  {
    rule: "timestamp-malformed",
    broken: embed({ timestamp: "soon" }),
    good: embed({ timestamp: "2026-11-21T07:30:00Z" }),
    refused: "embeds.0.timestamp DATE_TIME_TYPE_PARSE",
  },
  {
    rule: "address-scheme",
    broken: embed({ url: "ftp://example.com" }),
    good: embed({ url: "https://example.com" }),
    refused: "embeds.0.url URL_TYPE_INVALID_SCHEME",
  },
  {
    rule: "address-malformed",
    broken: embed({ url: "example" }),
    good: embed({ url: "https://example.com" }),
    refused: "embeds.0.url URL_TYPE_INVALID_URL",
  },
  {
    rule: "embed-image-format",
    broken: embed({ image: { url: "https://example.com/a.avif" } }),
    good: embed({ image: { url: "https://example.com/a.webp" } }),
  },

  {
    rule: "reference-dangling",
    broken: followUp(v2([shows("b.png"), shows("a.png")]), { files: [file("a.png")] }),
    good: followUp(v2([shows("a.png")]), { files: [file("a.png")] }),
    refused: "components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "reference-dangling",
    broken: editReply(v2([shows("a.png")], { attachments: [] }), {
      context: { existingAttachments: [{ id: "9", filename: "a.png" }] },
    }),
    good: editReply(v2([shows("a.png")]), { context: { existingAttachments: [{ id: "9", filename: "a.png" }] } }),
    refused: "components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "reference-dangling",
    broken: followUp({ embeds: [{ image: { url: "attachment://b.png" } }] }),
    good: followUp(
      { embeds: [{ image: { url: "attachment://b.png" } }], attachments: [{ id: 0, description: "a lighthouse" }] },
      { files: [file("b.png")] },
    ),
    refused: "embeds.0.image.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "kept-attachment-nameless",
    broken: editReply(v2([shows("a.png")], { attachments: [{ id: "9" }] }), {
      context: { existingAttachments: [{ id: "9", filename: "a.png" }] },
    }),
    good: editReply(v2([shows("a.png")], { attachments: [{ id: "9", filename: "a.png" }] }), {
      context: { existingAttachments: [{ id: "9", filename: "a.png" }] },
    }),
  },
  {
    rule: "file-not-shown",
    broken: followUp(v2([shows("a.png")]), { files: [file("a.png"), file("b.png", 1)] }),
    good: followUp(v2([gallery(item("attachment://a.png"), item("attachment://b.png"))]), {
      files: [file("a.png"), file("b.png", 1)],
    }),
  },
  {
    rule: "alt-text-missing",
    broken: followUp(v2([shows("a.png", { description: null })]), { files: [file()] }),
    good: followUp(v2([shows("a.png")]), { files: [file()] }),
  },
  {
    rule: "alt-text-missing",
    broken: followUp({ content: "done", ...quiet, attachments: [{ id: "0", description: " " }] }, { files: [file()] }),
    good: followUp(
      { content: "done", ...quiet, attachments: [{ id: "0", description: "a lighthouse" }] },
      { files: [file()] },
    ),
  },
  {
    rule: "attachment-unknown",
    broken: words("done", { attachments: [{ id: "1", description: "a" }] }),
    good: followUp(
      { content: "done", ...quiet, attachments: [{ id: 1, description: "a" }] },
      { files: [file("a.png", 1)] },
    ),
    refused: "attachments.0 ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "attachment-unknown",
    broken: channelEdit(
      { attachments: [{ id: "8" }] },
      { context: { existingAttachments: [{ id: "9", filename: "a.png" }] } },
    ),
    good: channelEdit(
      { attachments: [{ id: "9" }] },
      { context: { existingAttachments: [{ id: "9", filename: "a.png" }] } },
    ),
    refused: "attachments.0 ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "field-missing",
    broken: words("done", { attachments: [{ description: "a lighthouse" }] }),
    good: words("done", { attachments: [] }),
    refused: "attachments.0.id BASE_TYPE_REQUIRED",
  },
  {
    rule: "attachment-entry-missing",
    broken: followUp({ content: "done", ...quiet, attachments: [] }, { files: [file("a.json")] }),
    good: followUp({ content: "done", ...quiet, attachments: [{ id: 0 }] }, { files: [file("a.json")] }),
  },
  {
    rule: "bad-length",
    broken: followUp(
      { content: "done", ...quiet, attachments: [{ id: 0, description: "d".repeat(1025) }] },
      { files: [file()] },
    ),
    good: followUp(
      { content: "done", ...quiet, attachments: [{ id: 0, description: "d".repeat(1024) }] },
      { files: [file()] },
    ),
    refused: "attachments.0.description BASE_TYPE_MAX_LENGTH",
  },
]);
