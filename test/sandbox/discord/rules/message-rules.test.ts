import {
  button,
  callback,
  channelMessage,
  editReply,
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
const words = (content: string, more = {}) => followUp({ content, ...quiet, ...more });
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
]);
