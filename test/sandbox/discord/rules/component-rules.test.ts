import { type Body, button, file, followUp, gallery, item, row, testRules, text, v2 } from "./rule-case.ts";

const shown = (...components: unknown[]) => followUp(v2(components));
const one = (more: Body) => shown(row(button(more)));
const good = one({});
const link = (more: Body = {}) => shown(row({ type: 2, style: 5, label: "Open", url: "https://example.com", ...more }));
const premium = (more: Body = {}) => shown(row({ type: 2, style: 6, sku_id: "77", ...more }));
const buttons = (count: number) => Array.from({ length: count }, (_, at) => button({ custom_id: `b${at}` }));
const options = (count: number, more: Body = {}) =>
  Array.from({ length: count }, (_, at) => ({ label: `Option ${at}`, value: `${at}`, ...more }));
const select = (more: Body = {}): Body => ({ type: 3, custom_id: "pick", options: options(3), ...more });
const choose = (more: Body) => shown(row(select(more)));
const section = (more: Body = {}) =>
  shown({ type: 9, components: [text()], accessory: { type: 11, ...item() }, ...more });
const items = (count: number) => Array.from({ length: count }, () => item());
const container = (more: Body = {}) => shown({ type: 17, components: [text()], ...more });

testRules([
  { rule: "bad-length", broken: shown(row()), good, refused: "components.0.components BASE_TYPE_BAD_LENGTH" },
  {
    rule: "row-too-wide",
    broken: shown(row(button(), select())),
    good: shown(row(button()), row(select())),
    refused: "components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED",
  },
  {
    rule: "component-misplaced",
    broken: shown(row(text())),
    good: shown(row(...buttons(5))),
    refused: "components.0.components.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "component-misplaced",
    broken: shown(button()),
    good,
    refused: "components.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "component-id-duplicated",
    broken: shown({ ...text(), id: 3 }, { ...text(), id: 3 }),
    good: shown({ ...text(), id: 3 }, { ...text(), id: 0 }, { ...text(), id: 0 }),
    refused: "components.1.id COMPONENT_ID_DUPLICATED",
  },
  {
    rule: "custom-id-duplicated",
    broken: shown(row(button()), row(button({ disabled: true }))),
    good: shown(row(button()), row(button({ custom_id: "other" }))),
    refused: "components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
  },
  {
    rule: "bad-length",
    broken: one({ custom_id: "c".repeat(101) }),
    good: one({ custom_id: "c".repeat(100) }),
    refused: "components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: one({ label: "l".repeat(81) }),
    good: one({ label: "l".repeat(80) }),
    refused: "components.0.components.0.label BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "not-a-choice",
    broken: one({ style: 7 }),
    good: one({ style: 4 }),
    refused: "components.0.components.0.style BASE_TYPE_CHOICES",
  },
  {
    rule: "field-missing",
    broken: one({ style: undefined }),
    good,
    refused: "components.0.components.0.style BASE_TYPE_REQUIRED",
  },
  {
    rule: "button-id-missing",
    broken: one({ custom_id: null }),
    good,
    refused: "components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
  },
  {
    rule: "button-url-and-id",
    broken: one({ url: "https://example.com" }),
    good,
    refused: "components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
  },
  {
    rule: "button-url-and-id",
    broken: link({ custom_id: "go" }),
    good: link(),
    refused: "components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
  },
  {
    rule: "button-url-missing",
    broken: link({ url: null }),
    good: link(),
    refused: "components.0.components.0.url BUTTON_COMPONENT_URL_REQUIRED",
  },
  {
    rule: "address-scheme",
    broken: link({ url: "steam://connect" }),
    good: link({ url: "discord://-/settings" }),
    refused: "components.0.components.0.url URL_TYPE_INVALID_SCHEME",
  },
  {
    rule: "bad-length",
    broken: link({ url: `https://example.com/${"p".repeat(493)}` }),
    good: link({ url: `https://example.com/${"p".repeat(492)}` }),
    refused: "components.0.components.0.url BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "button-field-unwanted",
    broken: premium({ label: "Buy" }),
    good: premium(),
    refused: "components.0.components.0.label COMPONENT_VALIDATION_FAILED",
  },
  {
    rule: "button-field-unwanted",
    broken: one({ sku_id: "77" }),
    good,
    refused: "components.0.components.0.sku_id COMPONENT_VALIDATION_FAILED",
  },
  {
    rule: "button-icon-only",
    broken: link({ label: "", emoji: { name: "🔗" } }),
    good: link({ emoji: { name: "🔗" } }),
  },
  {
    rule: "button-icon-only",
    broken: one({ label: null, emoji: { name: "🔁" } }),
    good: one({ emoji: { name: "🔁" } }),
  },
  {
    rule: "emoji-empty",
    broken: one({ emoji: {} }),
    good: one({ emoji: { id: "77", name: "again" } }),
    refused: "components.0.components.0.emoji BASE_TYPE_REQUIRED",
  },

  {
    rule: "bad-length",
    broken: choose({ options: options(26) }),
    good: choose({ options: options(25) }),
    refused: "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: choose({ max_values: 4 }),
    good: choose({ min_values: 0, max_values: 3 }),
    refused: "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: choose({ placeholder: "p".repeat(151) }),
    good: choose({ placeholder: "p".repeat(150) }),
    refused: "components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "min-over-max",
    broken: choose({ min_values: 2 }),
    good: choose({ min_values: 2, max_values: 2 }),
    refused: "components.0.components.0.min_values COMPONENT_VALIDATION_FAILED",
  },
  {
    rule: "out-of-range",
    broken: choose({ min_values: -1 }),
    good: choose({ min_values: 0 }),
    refused: "components.0.components.0.min_values NUMBER_TYPE_MIN",
  },
  {
    rule: "option-value-duplicated",
    broken: choose({ options: [...options(1), { label: "Other", value: "0" }] }),
    good: choose({ options: options(2) }),
    refused: "components.0.components.0.options.1 SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
  },
  {
    rule: "too-many-defaults",
    broken: choose({ options: options(2, { default: true }) }),
    good: choose({ max_values: 2, options: options(2, { default: true }) }),
    refused: "components.0.components.0.options SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
  },
  {
    rule: "too-many-defaults",
    broken: shown(
      row({
        type: 5,
        custom_id: "who",
        default_values: [
          { id: "7", type: "user" },
          { id: "8", type: "user" },
        ],
      }),
    ),
    good: shown(row({ type: 5, custom_id: "who", default_values: [{ id: "7", type: "user" }] })),
    refused: "components.0.components.0.default_values SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
  },
  {
    rule: "not-a-choice",
    broken: shown(row({ type: 6, custom_id: "which", default_values: [{ id: "7", type: "user" }] })),
    good: shown(row({ type: 7, custom_id: "which", default_values: [{ id: "7", type: "user" }] })),
    refused: "components.0.components.0.default_values.0.type BASE_TYPE_CHOICES",
  },

  {
    rule: "bad-length",
    broken: section({ components: [text(), text(), text(), text()] }),
    good: section({ components: [text(), text(), text()] }),
    refused: "components.0.components BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "component-misplaced",
    broken: section({ components: [row(button())] }),
    good: section({ accessory: button() }),
    refused: "components.0.components.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "field-missing",
    broken: section({ accessory: null }),
    good: section(),
    refused: "components.0.accessory BASE_TYPE_REQUIRED",
  },
  {
    rule: "component-misplaced",
    broken: section({ accessory: select() }),
    good: section(),
    refused: "components.0.accessory UNION_TYPE_CHOICES",
  },
  {
    rule: "bad-length",
    broken: shown(gallery(...items(11))),
    good: shown(gallery(...items(10))),
    refused: "components.0.items BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: shown(gallery(item(undefined, { description: "d".repeat(1025) }))),
    good: shown(gallery(item(undefined, { description: "d".repeat(1024) }))),
    refused: "components.0.items.0.description BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "alt-text-missing",
    broken: section({ accessory: { type: 11, media: { url: "https://example.com/a.png" } } }),
    good: section(),
  },
  {
    rule: "address-scheme",
    broken: followUp(v2([{ type: 13, file: { url: "https://example.com/a.txt" } }])),
    good: followUp(v2([{ type: 13, file: { url: "attachment://a.txt" } }]), { files: [file("a.txt")] }),
    refused: "components.0.file.url URL_TYPE_INVALID_SCHEME",
  },
  {
    rule: "not-a-choice",
    broken: shown({ type: 14, spacing: 3 }),
    good: shown({ type: 14, spacing: 1 }),
    refused: "components.0.spacing BASE_TYPE_CHOICES",
  },
  {
    rule: "out-of-range",
    broken: container({ accent_color: 0x1000000 }),
    good: container({ accent_color: 0xffffff, spoiler: true }),
    refused: "components.0.accent_color NUMBER_TYPE_MAX",
  },
  {
    rule: "bad-length",
    broken: shown(text("")),
    good: shown(text()),
    refused: "components.0.content BASE_TYPE_BAD_LENGTH",
  },
]);
