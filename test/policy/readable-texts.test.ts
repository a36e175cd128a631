import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field, ModelDefinition } from "../../src/models/definition.ts";
import { flux } from "../../src/models/flux.ts";
import { adjustInput } from "../../src/policy/adjust-input.ts";
import { guildSettings } from "../../src/policy/settings.ts";
import { decisionTable, requestOf } from "./decision-row.ts";

const named = (name: string) => ({
  name,
  displayName: { "en-US": name },
  description: { "en-US": name },
  path: name,
});
const fields: readonly Field[] = [
  ...flux.fields,
  { kind: "json", ...named("scenes"), schema: {} },
  { kind: "list", ...named("moods"), maximum: 5 },
  { kind: "list", ...named("sides"), maximum: 2, choices: ["left", "right"] },
  { kind: "choice", ...named("voice"), choices: [], open: true },
];
/** Takes words wherever a model can. */
const wordy: ModelDefinition = { ...flux, fields };
const settings = { content: { forbiddenWords: ["gore", "left"] } };
const scenes = (...texts: string[]) => JSON.stringify(texts.map((text) => ({ text, seconds: 5 })));

decisionTable("words outside the prompt", [
  [
    "in JSON, however deep",
    { settings, model: wordy, input: { scenes: scenes("a lake", "much g0re") } },
    "no, forbidden_word, gore",
  ],
  ["in a list", { settings, model: wordy, input: { moods: '["calm","GORE"]' } }, "no, forbidden_word, gore"],
  ["in a choice that takes others", { settings, model: wordy, input: { voice: "gore" } }, "no, forbidden_word, gore"],
  ["not in a choice that the model names itself", { settings, model: wordy, input: { sides: '["left"]' } }, "yes"],
  [
    "not in an address",
    { settings, model: wordy, input: { scenes: JSON.stringify([{ image_url: "https://a.example/gore.png" }]) } },
    "yes",
  ],
  ["none of them", { settings, model: wordy, input: { scenes: scenes("a lake"), moods: '["calm"]' } }, "yes"],
]);

test("words are replaced in JSON and lists as in the prompt, and all else stays as it was written", () => {
  const replacing = guildSettings.parse({ content: { replacedWords: [{ word: "dragon", by: "lizard" }] } });
  const input = { prompt: "a dragon", scenes: scenes("the dragon", "a lake"), moods: '[ "calm" ]' };
  const adjusted = adjustInput(replacing, requestOf({ model: wordy, input }));
  assert.deepEqual(adjusted, {
    input: { prompt: "a lizard", scenes: scenes("the lizard", "a lake"), moods: '[ "calm" ]' },
    adjustments: [{ kind: "words_replaced", words: ["dragon"] }],
  });
});
