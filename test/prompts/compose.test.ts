import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelDefinition } from "../../src/models/definition.ts";
import { flux } from "../../src/models/flux.ts";
import { compose, type Ingredients } from "../../src/prompts/compose.ts";
import { isPresetProblem, keptSettings, type Preset, presetName, presetOf } from "../../src/prompts/preset.ts";
import { applyTemplate } from "../../src/prompts/template.ts";

const preset = (changes: Partial<Preset> = {}): Preset => ({
  ...{ id: "p1", scope: "user:1", name: "noir", words: "{prompt}, film noir", negative: "", settings: "" },
  ...{ madeBy: "1", sharedAt: null },
  ...changes,
});

/** As a model with a negative prompt. */
const withNegative: ModelDefinition = {
  ...flux,
  fields: [
    ...flux.fields,
    {
      ...{ kind: "text", name: "negative_prompt", path: "negative_prompt", maxLength: 500 },
      ...{ displayName: { "en-US": "negative_prompt" }, description: { "en-US": "What should not be there" } },
    },
  ],
};

function made(changes: Partial<Ingredients>) {
  return compose({
    ...{ definition: flux, prompt: "a cat", given: new Set<string>(), style: undefined, privately: undefined },
    ...{ presets: [], preferences: [], fits: () => true },
    ...changes,
  });
}

function composed(changes: Partial<Ingredients>) {
  const result = made(changes);
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

test("with nothing but a prompt, nothing is added and nothing is told", () => {
  const { prompt, settings, applied, privately } = composed({});
  assert.deepEqual([prompt, settings, applied, privately], ["a cat", {}, null, undefined]);
});

test("options win over suffixes, suffixes over a style, a style over a member's defaults", () => {
  const { prompt, settings, applied } = composed({
    prompt: "a cat --steps 10 --seed 5 --style noir",
    given: new Set(["seed"]),
    presets: [preset({ settings: "--steps 20 --cfg 4" })],
    preferences: keptSettings("--steps 30 --cfg 5 --format png"),
  });
  assert.equal(prompt, "a cat, film noir");
  assert.deepEqual(settings, { steps: 10, guidance: 4, format: "png" });
  assert.deepEqual(applied?.preferred, ["format"]);
  assert.equal(applied?.typed, "a cat --steps 10 --seed 5 --style noir");
  assert.deepEqual(
    applied?.suffixes.map(({ written, overruled }) => [written, overruled]),
    [
      ["--steps 10", false],
      ["--seed 5", true],
      ["--style noir", false],
    ],
  );
});

test("what a style has and the model does not take is left out and told", () => {
  const { settings, applied } = composed({
    style: "NOIR",
    presets: [preset({ negative: "colour, text", settings: "--tile --steps 20 --format bmp" })],
  });
  assert.deepEqual(settings, { steps: 20 });
  assert.deepEqual(applied?.preset?.leftOut, ["--no colour, text", "--tile", "--format bmp"]);
});

test("what should not be there reaches a model that can be told", () => {
  const { settings } = composed({ definition: withNegative, prompt: "a garden --no cats --no red dogs" });
  assert.deepEqual(settings, { negative_prompt: "cats, red dogs" });
  const byStyle = composed({ definition: withNegative, style: "noir", presets: [preset({ negative: "colour" })] });
  assert.deepEqual(byStyle.settings, { negative_prompt: "colour" });
});

test("who sees the result is said by an option, a suffix, a style or the defaults, in that order", () => {
  const preferences = keptSettings("--private");
  assert.equal(composed({ preferences }).privately, true);
  assert.equal(composed({ preferences, prompt: "a cat --public" }).privately, false);
  assert.equal(composed({ preferences, prompt: "a cat --private", privately: false }).privately, false);
  assert.equal(composed({ prompt: "a cat --private off", preferences }).privately, false);
});

test("a model without a place for a style's words still gets its settings", () => {
  const bare: ModelDefinition = { ...flux, fields: flux.fields.filter(({ kind }) => kind !== "text") };
  const { prompt, settings } = composed({
    ...{ definition: bare, prompt: undefined, style: "noir", presets: [preset({ settings: "--steps 9" })] },
  });
  assert.deepEqual([prompt, settings], [undefined, { steps: 9 }]);
});

test("every problem is told at once", () => {
  const result = made({ prompt: "a cat --ar wide --sede 5 --tile --style gone" });
  assert.ok(!result.ok);
  assert.deepEqual(
    result.problems.map(({ kind }) => kind),
    ["bad_value", "unknown", "not_taken", "no_such_style"],
  );
});

test("words stand around a prompt, behind it, or alone without leaving gaps", () => {
  assert.equal(applyTemplate("{prompt}, ink", "a cat"), "a cat, ink");
  assert.equal(applyTemplate("ink drawing of {prompt}", "a $& cat"), "ink drawing of a $& cat");
  assert.equal(applyTemplate("ink, fine lines", "a cat"), "a cat, ink, fine lines");
  assert.equal(applyTemplate("{prompt}, ink, {prompt}, lines", ""), "ink, lines");
  assert.equal(applyTemplate("", " a cat "), "a cat");
});

test("a filled form is a style, or a problem with a name", () => {
  const form = { name: " Film noir! ", words: " dark ", negative: "", settings: "--ar 16:9, --steps 30" };
  const good = presetOf(form);
  assert.deepEqual(good, { name: "Film-noir", words: "dark", negative: "", settings: "--ar 16:9 --steps 30" });
  const kind = (changes: Partial<typeof form>) => {
    const problem = presetOf({ ...form, ...changes });
    return isPresetProblem(problem) ? problem.kind : "none";
  };
  assert.equal(kind({ name: " ! " }), "no_name");
  assert.equal(kind({ words: "", settings: "" }), "empty");
  assert.equal(kind({ settings: "ar 16:9" }), "not_a_setting");
  assert.equal(kind({ settings: "--style other" }), "not_a_setting");
  assert.equal(kind({ settings: "--a 1 ".repeat(13) }), "too_many_settings");
  assert.equal(presetName("水墨 画"), "水墨-画");
});
