import assert from "node:assert/strict";
import { test } from "node:test";
import { type CheckedRequest, checkRequest } from "../../../../sandbox/discord/rules/check-request.ts";
import { type Body, createCommand, editCommand, guildCommand, leaves, putCommands, testRules } from "./rule-case.ts";

const flux = (more: Body = {}): Body => ({ name: "flux", description: "Draw a picture", ...more });
const option = (more: Body = {}): Body => ({ type: 3, name: "prompt", description: "What to draw", ...more });
const withOption = (more: Body) => createCommand(flux({ options: [option(more)] }));
const choices = (count: number, more: Body = {}) =>
  Array.from({ length: count }, (_, at) => ({ name: `choice ${at}`, value: `${at}`, ...more }));
const good = createCommand(
  flux({ options: [option({ required: true }), option({ name: "size", choices: choices(25) })] }),
);

testRules([
  { rule: "field-missing", broken: createCommand({ name: "flux" }), good, refused: "description BASE_TYPE_REQUIRED" },
  {
    rule: "bad-length",
    broken: createCommand(flux({ description: "d".repeat(101) })),
    good: createCommand(flux({ description: "d".repeat(100) })),
    refused: "description BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "command-name",
    broken: createCommand(flux({ name: "Flux" })),
    good: createCommand(flux({ name: "flux-schnell" })),
    refused: "name APPLICATION_COMMAND_INVALID_NAME",
  },
  {
    rule: "command-name",
    broken: createCommand(flux({ name_localizations: { "zh-CN": "画 图" } })),
    good: createCommand(flux({ name_localizations: { "zh-CN": "画图", hi: "चित्र", th: "ที่", fr: "l'image" } })),
    refused: "name_localizations.zh-CN APPLICATION_COMMAND_INVALID_NAME",
  },
  {
    rule: "wrong-type",
    broken: createCommand(flux({ name_localizations: ["zh-CN"] })),
    good: createCommand(flux({ name_localizations: null })),
    refused: "name_localizations DICT_TYPE_CONVERT",
  },
  {
    rule: "locale-unknown",
    broken: createCommand(flux({ description_localizations: { zh: "画图" } })),
    good: createCommand(flux({ description_localizations: { "zh-TW": "畫圖" } })),
    refused: "description_localizations BASE_TYPE_CHOICES",
  },
  {
    rule: "command-name",
    broken: withOption({ name: "Image_Size" }),
    good: withOption({ name: "image_size" }),
    refused: "options.0.name APPLICATION_COMMAND_INVALID_NAME",
  },
  {
    rule: "bad-length",
    broken: createCommand(flux({ options: Array.from({ length: 26 }, (_, at) => option({ name: `o${at}` })) })),
    good: createCommand(flux({ options: Array.from({ length: 25 }, (_, at) => option({ name: `o${at}` })) })),
    refused: "options BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "required-after-optional",
    broken: createCommand(flux({ options: [option(), option({ name: "image", type: 11, required: true })] })),
    good: createCommand(flux({ options: [option({ name: "image", type: 11, required: true }), option()] })),
    refused: "options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
  },
  {
    rule: "option-name-twice",
    broken: createCommand(flux({ options: [option(), option({ type: 4 })] })),
    good: createCommand(flux({ options: [option(), option({ type: 4, name: "seed" })] })),
    refused: "options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
  },
  {
    rule: "options-mixed",
    broken: createCommand(flux({ options: [option(), { type: 1, name: "set", description: "Set it" }] })),
    good: createCommand(flux({ options: [{ type: 1, name: "set", description: "Set it", options: [option()] }] })),
    refused: "options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
  },
  {
    rule: "option-type",
    broken: withOption({ type: 12 }),
    good: withOption({ type: 11 }),
    refused: "options.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "option-type",
    broken: withOption({ type: 2, options: [option({ type: 2, name: "deeper" })] }),
    good: withOption({ type: 2, options: [option({ type: 1, name: "deeper" })] }),
    refused: "options.0.options.0 UNION_TYPE_CHOICES",
  },
  {
    rule: "option-field-foreign",
    broken: withOption({ type: 3, min_value: 1 }),
    good: withOption({ type: 4, min_value: 1 }),
  },
  {
    rule: "option-field-foreign",
    broken: withOption({ type: 11, choices: choices(1) }),
    good: withOption({ type: 11, file_types: ["image", ".psd"] }),
  },
  {
    rule: "file-type",
    broken: withOption({ type: 11, file_types: ["png"] }),
    good: withOption({ type: 11, file_types: ["image"] }),
    refused: "options.0.file_types.0 BASE_TYPE_CHOICES",
  },
  {
    rule: "out-of-range",
    broken: withOption({ max_length: 6001 }),
    good: withOption({ min_length: 0, max_length: 6000 }),
    refused: "options.0.max_length NUMBER_TYPE_MAX",
  },
  {
    rule: "min-over-max",
    broken: withOption({ type: 10, min_value: 2.5, max_value: 1 }),
    good: withOption({ type: 10, min_value: 1, max_value: 2.5 }),
    refused: "options.0.min_value NUMBER_TYPE_MAX",
  },
  {
    rule: "wrong-type",
    broken: withOption({ type: 4, min_value: 0.5 }),
    good: withOption({ type: 4, min_value: 0 }),
    refused: "options.0.min_value NUMBER_TYPE_COERCE",
  },
  {
    rule: "bad-length",
    broken: withOption({ choices: choices(26) }),
    good: withOption({ choices: choices(25) }),
    refused: "options.0.choices BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "bad-length",
    broken: withOption({ choices: [{ name: "n".repeat(101), value: "a" }] }),
    good: withOption({ choices: [{ name: "n".repeat(100), value: "a" }] }),
    refused: "options.0.choices.0.name BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "bad-length",
    broken: withOption({ choices: [{ name: "one", value: "v".repeat(101) }] }),
    good: withOption({ choices: [{ name: "one", value: "v".repeat(100) }] }),
    refused: "options.0.choices.0.value BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "choice-name-twice",
    broken: withOption({ choices: [...choices(1), { name: "choice 0", value: "other" }] }),
    good: withOption({ choices: choices(2) }),
    refused: "options.0.choices.1.name APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
  },
  {
    rule: "choice-value-twice",
    broken: withOption({ choices: [...choices(1), { name: "other", value: "0" }] }),
    good: withOption({ choices: choices(2) }),
  },
  {
    rule: "wrong-type",
    broken: withOption({ type: 4, choices: [{ name: "one", value: 1.5 }] }),
    good: withOption({ type: 4, choices: [{ name: "one", value: 1 }] }),
    refused: "options.0.choices.0.value NUMBER_TYPE_COERCE",
  },
  {
    rule: "autocomplete-and-choices",
    broken: withOption({ autocomplete: true, choices: choices(1) }),
    good: withOption({ autocomplete: true }),
    refused: "options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
  },
  {
    rule: "menu-description",
    broken: createCommand({ type: 3, name: "Draw this", description: "Draws it" }),
    good: createCommand({ type: 3, name: "Draw this" }),
    refused: "description APPLICATION_COMMAND_INVALID_DESCRIPTION",
  },
  {
    rule: "menu-options",
    broken: createCommand({ type: 2, name: "Their pictures", options: [option()] }),
    good: createCommand({ type: 2, name: "Their pictures", description: "", options: [] }),
    refused: "options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
  },
  {
    rule: "not-a-choice",
    broken: createCommand(flux({ contexts: [0, 3] })),
    good: createCommand(flux({ contexts: [0, 1, 2], integration_types: [0, 1] })),
    refused: "contexts.1 BASE_TYPE_CHOICES",
  },
  {
    rule: "set-repeats",
    broken: createCommand(flux({ integration_types: [1, 1] })),
    good: createCommand(flux({ integration_types: [1] })),
    refused: "integration_types.1 SET_TYPE_ALREADY_CONTAINS_VALUE",
  },
  {
    rule: "context-unreachable",
    broken: createCommand(flux({ contexts: [0, 2], integration_types: [0] })),
    good: createCommand(flux({ contexts: [0, 2], integration_types: [0, 1] })),
  },
  {
    rule: "guild-command-field",
    broken: guildCommand(flux({ contexts: [0] })),
    good: guildCommand(flux({ default_member_permissions: "32" })),
  },
  {
    rule: "permissions-as-number",
    broken: createCommand(flux({ default_member_permissions: 32 })),
    good: createCommand(flux({ default_member_permissions: "0", nsfw: false })),
  },
  {
    rule: "permissions-malformed",
    broken: createCommand(flux({ default_member_permissions: "MANAGE_GUILD" })),
    good: createCommand(flux({ default_member_permissions: null })),
    refused: "default_member_permissions NUMBER_TYPE_COERCE",
  },
  {
    rule: "command-name-twice",
    broken: putCommands([flux(), flux()]),
    good: putCommands([flux(), flux({ name: "kontext" }), { type: 3, name: "flux" }]),
    refused: "1 APPLICATION_COMMANDS_DUPLICATE_NAME",
  },
  {
    rule: "too-many-commands",
    broken: putCommands(Array.from({ length: 101 }, (_, at) => flux({ name: `flux-${at}` }))),
    good: putCommands(Array.from({ length: 100 }, (_, at) => flux({ name: `flux-${at}` }))),
  },
  {
    rule: "too-many-commands",
    broken: putCommands(Array.from({ length: 16 }, (_, at) => ({ type: 3, name: `Draw ${at}` }))),
    good: putCommands(Array.from({ length: 15 }, (_, at) => ({ type: 3, name: `Draw ${at}` }))),
  },
  { rule: "wrong-type", broken: putCommands({ name: "flux" }), good: putCommands([]), refused: "LIST_TYPE_CONVERT" },
  {
    rule: "bad-length",
    broken: editCommand({ description: "" }),
    good: editCommand({ default_member_permissions: "0" }),
    refused: "description BASE_TYPE_BAD_LENGTH",
  },
]);

/** A command of 7,918 characters and its description's. */
const large = (description: Body) => {
  const hundreds = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `${at}`.padStart(2, "0"), value: `${at}`.padEnd(98, "v") }));
  const options = ["o0", "o1", "o2", "o3"].map((name) => option({ name, description: "d", choices: hundreds(19) }));
  const last = option({ name: "o4", description: "d".repeat(100), choices: hundreds(2) });
  return createCommand(flux({ ...description, options: [...options, last] }));
};
const refusalsOf = (request: CheckedRequest) => leaves(checkRequest(request).formError?.errors ?? {});

test("A command may have 8000 characters of names, descriptions and values, and not one more", () => {
  assert.deepEqual(refusalsOf(large({ description: "d".repeat(82) })), []);
  assert.deepEqual(refusalsOf(large({ description: "d".repeat(83) })), ["APPLICATION_COMMAND_TOO_LARGE"]);
  const [first] = checkRequest(large({ description: "d".repeat(83) })).violations;
  assert.equal(first?.rule, "command-too-large");
});

test("Of a text and its localizations only the longest counts towards the size", () => {
  const shorter = { description: "d".repeat(82), description_localizations: { "zh-CN": "画".repeat(82), ja: "画" } };
  const longer = { description: "d", description_localizations: { "zh-CN": "画".repeat(83), ja: "画" } };
  assert.deepEqual(refusalsOf(large(shorter)), []);
  assert.deepEqual(refusalsOf(large(longer)), ["APPLICATION_COMMAND_TOO_LARGE"]);
});
