import { type Body, button, callback, file, gallery, item, quiet, row, testRules, text, V2, v2 } from "./rule-case.ts";

const input = (more: Body = {}): Body => ({ type: 4, custom_id: "prompt", style: 2, ...more });
const label = (component: Body = input(), more: Body = {}): Body => ({ type: 18, label: "Prompt", component, ...more });
const modal = (more: Body = {}) => callback(9, { custom_id: "again", title: "Again", components: [label()], ...more });
const control = (component: Body) => modal({ components: [label(component)] });
const labels = (count: number) => Array.from({ length: count }, (_, at) => label(input({ custom_id: `i${at}` })));
const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `Option ${at}`, value: `${at}` }));
const upload = (more: Body = {}) => control({ type: 19, custom_id: "mask", ...more });
const choices = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `${at} steps`, value: at }));
const command = { context: { interactionType: 2 } };
const press = { context: { interactionType: 3, fromMessage: true } };

testRules([
  {
    rule: "field-missing",
    broken: callback(undefined as never),
    good: callback(1),
    refused: "type BASE_TYPE_REQUIRED",
  },
  { rule: "not-a-choice", broken: callback(3), good: callback(6), refused: "type BASE_TYPE_CHOICES" },
  {
    rule: "not-a-choice",
    broken: callback(6, undefined, command),
    good: callback(6, undefined, press),
    refused: "type BASE_TYPE_CHOICES",
  },
  {
    rule: "not-a-choice",
    broken: callback(5, undefined, { context: { interactionType: 4 } }),
    good: callback(8, { choices: [] }, { context: { interactionType: 4 } }),
    refused: "type BASE_TYPE_CHOICES",
  },
  {
    rule: "not-a-choice",
    broken: { ...modal(), context: { interactionType: 5 } },
    good: { ...modal(), context: { interactionType: 2 } },
    refused: "type BASE_TYPE_CHOICES",
  },
  {
    rule: "not-a-choice",
    broken: callback(7, v2([text()]), { context: { interactionType: 5 } }),
    good: callback(7, v2([text()]), { context: { interactionType: 5, fromMessage: true, messageIsV2: true } }),
    refused: "type BASE_TYPE_CHOICES",
  },
  {
    rule: "field-missing",
    broken: callback(4),
    good: callback(4, { content: "Hi", ...quiet }),
    refused: "data BASE_TYPE_REQUIRED",
  },
  {
    rule: "v2-legacy-field",
    broken: callback(4, v2([text()], { content: "hello" })),
    good: callback(4, { ...v2([text()]), flags: V2 | 64 }),
    refused: "data.content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  },
  {
    rule: "custom-id-duplicated",
    broken: callback(7, v2([row(button()), row(button())]), press),
    good: callback(7, v2([row(button())]), press),
    refused: "data.components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
  },
  {
    rule: "reference-dangling",
    broken: callback(4, v2([gallery(item("attachment://a.png"))])),
    good: callback(4, v2([gallery(item("attachment://a.png"))]), { files: [file()] }),
    refused: "data.components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  { rule: "flag-without-effect", broken: callback(5, { flags: V2 | 64 }), good: callback(5, { flags: 64 }) },
  {
    rule: "flag-without-effect",
    broken: callback(7, { ...v2([text()]), flags: V2 | 64 }, press),
    good: callback(7, v2([text()]), press),
  },
  { rule: "callback-data-unused", broken: callback(5, { content: "soon" }), good: callback(5) },
  { rule: "callback-data-unused", broken: callback(6, { flags: 64 }), good: callback(6) },
  { rule: "callback-files-unused", broken: callback(5, {}, { files: [file()] }), good: callback(5, {}) },

  {
    rule: "bad-length",
    broken: callback(8, { choices: choices(26) }),
    good: callback(8, { choices: choices(25) }),
    refused: "data.choices BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "bad-length",
    broken: callback(8, { choices: [{ name: "a", value: "v".repeat(101) }] }),
    good: callback(8, { choices: [{ name: "a", value: "v".repeat(100) }] }),
    refused: "data.choices.0.value BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "choices-mixed",
    broken: callback(8, {
      choices: [
        { name: "a", value: 1 },
        { name: "b", value: "2" },
      ],
    }),
    good: callback(8, { choices: choices(2) }),
    refused: "data.choices UNION_TYPE_CHOICES",
  },
  {
    rule: "field-missing",
    broken: callback(8, {}),
    good: callback(8, { choices: [] }),
    refused: "data.choices BASE_TYPE_REQUIRED",
  },

  {
    rule: "bad-length",
    broken: modal({ title: "t".repeat(46) }),
    good: modal({ title: "t".repeat(45) }),
    refused: "data.title BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "field-missing",
    broken: modal({ custom_id: null }),
    good: modal(),
    refused: "data.custom_id BASE_TYPE_REQUIRED",
  },
  {
    rule: "bad-length",
    broken: modal({ components: labels(6) }),
    good: modal({ components: labels(5) }),
    refused: "data.components BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: modal({ components: [] }),
    good: modal({ components: [text("Words"), label()] }),
    refused: "data.components BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "component-misplaced",
    broken: modal({ components: [input()] }),
    good: modal(),
    refused: "data.components.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "component-misplaced",
    broken: control(button()),
    good: control({ type: 3, custom_id: "pick", options: options(2) }),
    refused: "data.components.0.component UNION_TYPE_CHOICES",
  },
  {
    rule: "custom-id-duplicated",
    broken: modal({ components: [label(), label()] }),
    good: modal({ components: labels(2) }),
    refused: "data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
  },
  {
    rule: "bad-length",
    broken: modal({ components: [label(input(), { label: "l".repeat(46) })] }),
    good: modal({ components: [label(input(), { label: "l".repeat(45), description: "d".repeat(100) })] }),
    refused: "data.components.0.label BASE_TYPE_BAD_LENGTH",
  },
  { rule: "modal-action-row", broken: modal({ components: [row(input({ label: "Prompt" }))] }), good: modal() },
  { rule: "input-labeled-twice", broken: control(input({ label: "Prompt" })), good: modal() },
  {
    rule: "bad-length",
    broken: control(input({ value: "v".repeat(4001) })),
    good: control(input({ value: "v".repeat(4000) })),
    refused: "data.components.0.component.value BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "bad-length",
    broken: control(input({ value: "abc", max_length: 2 })),
    good: control(input({ value: "ab", max_length: 2 })),
    refused: "data.components.0.component.value BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "min-over-max",
    broken: control(input({ min_length: 3, max_length: 2 })),
    good: control(input({ min_length: 2, max_length: 2 })),
    refused: "data.components.0.component.min_length COMPONENT_VALIDATION_FAILED",
  },
  {
    rule: "not-a-choice",
    broken: control(input({ style: 3 })),
    good: control(input({ style: 1, placeholder: "p".repeat(100) })),
    refused: "data.components.0.component.style BASE_TYPE_CHOICES",
  },
  {
    rule: "modal-select-disabled",
    broken: control({ type: 5, custom_id: "who", disabled: true }),
    good: control({ type: 5, custom_id: "who", required: false }),
    refused: "data.components.0.component.disabled COMPONENT_VALIDATION_FAILED",
  },
  { rule: "required-of-none", broken: upload({ min_values: 0 }), good: upload({ min_values: 0, required: false }) },
  {
    rule: "out-of-range",
    broken: upload({ max_values: 11 }),
    good: upload({ max_values: 10, file_types: ["image"] }),
    refused: "data.components.0.component.max_values NUMBER_TYPE_MAX",
  },
  {
    rule: "file-type",
    broken: upload({ file_types: ["image/png"] }),
    good: upload({ file_types: [".png"] }),
    refused: "data.components.0.component.file_types.0 BASE_TYPE_CHOICES",
  },
  {
    rule: "bad-length",
    broken: control({ type: 21, custom_id: "size", options: options(1) }),
    good: control({ type: 21, custom_id: "size", options: options(10) }),
    refused: "data.components.0.component.options BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: control({ type: 22, custom_id: "more", options: options(11) }),
    good: control({ type: 22, custom_id: "more", options: options(10), max_values: 10 }),
    refused: "data.components.0.component.options BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "wrong-type",
    broken: control({ type: 23, custom_id: "safe", default: 1 }),
    good: control({ type: 23, custom_id: "safe", default: true }),
    refused: "data.components.0.component.default BOOLEAN_TYPE_CONVERT",
  },
]);
