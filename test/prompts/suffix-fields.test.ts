import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { builtInModels } from "../../src/models/built-in.ts";
import type { ChoiceField, Field, ModelDefinition, SizeField } from "../../src/models/definition.ts";
import { flux } from "../../src/models/flux.ts";
import { kontext } from "../../src/models/kontext.ts";
import { choiceFor, shapeIn, sizeFor } from "../../src/prompts/shapes.ts";
import { settable, suffixNameOf, takenBy, valueFor, wishOf, wordsOf } from "../../src/prompts/suffix-fields.ts";

function fieldOf(definition: ModelDefinition, suffix: string): Field {
  const wish = wishOf(definition, suffix);
  assert.ok(wish.kind === "field", `${suffix} is ${wish.kind}`);
  return wish.field;
}

const value = (definition: ModelDefinition, suffix: string, words: string) => {
  const read = valueFor(fieldOf(definition, suffix), words);
  return read.ok ? read.value : "not understood";
};

test("--ar becomes the preset of that ratio, the largest of several", () => {
  assert.equal(value(flux, "ar", "16:9"), "landscape_16_9");
  assert.equal(value(flux, "ar", "4:3"), "landscape_4_3");
  assert.equal(value(flux, "aspect", "9:16"), "portrait_16_9");
  assert.equal(value(flux, "ar", "1:1"), "square_hd");
});

test("--ar that no preset has becomes a width and a height, in steps and within the bounds", () => {
  assert.deepEqual(value(flux, "ar", "21:9"), { width: 1360, height: 576 });
  assert.deepEqual(value(flux, "ar", "8:1"), { width: 2048, height: 256 });
  assert.equal(value(flux, "ar", "50:1"), "not understood");
});

test("--ar becomes the nearest choice of a model that has ratios to choose from", () => {
  assert.equal(value(kontext, "ar", "16:9"), "16:9");
  assert.equal(value(kontext, "ar", "16:10"), "3:2");
  assert.equal(value(kontext, "ar", "1.5:1"), "3:2");
  assert.equal(value(kontext, "ar", "6:1"), "not understood");
});

test("--size takes pixels, a preset's name, and the first of a kind", () => {
  assert.equal(value(flux, "size", "1024x768"), "landscape_4_3");
  assert.deepEqual(value(flux, "size", "1000×800"), { width: 1000, height: 800 });
  assert.equal(value(flux, "size", "square_hd"), "square_hd");
  assert.equal(value(flux, "size", "portrait"), "portrait_4_3");
  assert.equal(value(flux, "size", "enormous"), "not understood");
});

test("names from elsewhere mean the model's own settings", () => {
  for (const [suffix, path] of Object.entries({
    n: "num_images",
    cfg: "guidance_scale",
    guidance: "guidance_scale",
    steps: "num_inference_steps",
    seed: "seed",
    format: "output_format",
    acceleration: "acceleration",
  }))
    assert.equal(fieldOf(flux, suffix).path, path);
  assert.equal(wishOf(flux, "no").kind, "not taken");
  assert.equal(wishOf(flux, "tile").kind, "not taken");
  assert.equal(wishOf(flux, "nonsense").kind, "unknown");
});

test("a sentence lists each suffix once, and no prompt or file", () => {
  for (const model of builtInModels) {
    const taken = takenBy(model);
    assert.equal(new Set(taken).size, taken.length);
    for (const suffix of taken) assert.notEqual(wishOf(model, suffix.slice(2)).kind, "unknown", suffix);
    assert.ok(!taken.includes("--prompt") && !taken.includes("--image"));
  }
});

test("every value that a suffix sets can be written as one again", () => {
  for (const model of builtInModels)
    for (const field of settable(model)) {
      const values = field.kind === "size" ? field.presets : field.kind === "choice" ? field.choices : [];
      assert.equal(fieldOf(model, suffixNameOf(model, field)), field);
      for (const { value } of values)
        assert.deepEqual(valueFor(field, wordsOf(field, value) ?? ""), { ok: true, value }, `${field.name} ${value}`);
    }
});

test("a shape keeps to what was asked for, however wild that is", () => {
  const size = flux.fields.find((field): field is SizeField & (typeof flux.fields)[number] => field.kind === "size");
  const ratios = fieldOf(kontext, "ar") as ChoiceField;
  assert.ok(size?.custom !== undefined);
  const { minimum, maximum } = size.custom;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 63 }), fc.integer({ min: 1, max: 63 }), (width, height) => {
      const shape = shapeIn(`${width}:${height}`);
      assert.ok(shape?.kind === "ratio");
      const given = sizeFor(size, shape);
      if (typeof given === "object" && given !== null && !Array.isArray(given)) {
        const sides = [Number(given["width"]), Number(given["height"])];
        for (const side of sides) assert.ok(side >= minimum && side <= maximum && side % 16 === 0);
        const [wide = 0, high = 0] = sides;
        assert.ok(Math.abs(Math.log(wide / high / (width / height))) < 0.07, `${wide}x${high}`);
      } else if (given !== undefined) assert.ok(size.presets.some((preset) => preset.value === given));
      const choice = choiceFor(ratios, shape);
      if (choice !== undefined) assert.ok(ratios.choices.some((each) => each.value === choice));
    }),
  );
});
