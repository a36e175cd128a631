import assert from "node:assert/strict";
import { test } from "node:test";
import { builtInModels } from "../../src/models/built-in.ts";
import type { ModelInput } from "../../src/models/definition.ts";
import { type Answered, unhonoured } from "../../src/models/honoured.ts";

const flux = builtInModels.find(({ command }) => command === "flux");
const file = { mime: "image/png", width: 512, height: 512 };
const answered: Answered = { seed: "7", files: [file] };
const of = (input: ModelInput, answer: Partial<Answered> = {}) => {
  assert.ok(flux);
  return unhonoured(flux, input, { ...answered, ...answer });
};

test("what came as it was asked, and what nobody asked for, is no difference", () => {
  const asked = { prompt: "a fox", seed: 7, size: { width: 512, height: 512 }, format: "png", count: 1 };
  assert.deepEqual(of(asked), []);
  assert.deepEqual(of({ prompt: "a fox" }, { files: [{ ...file, mime: "image/jpeg", width: 1024, height: 768 }] }), []);
});

test("each parameter that the relay did not take is named with what was asked and what came", () => {
  const size = { width: 640, height: 480 };
  assert.deepEqual(of({ prompt: "a fox", size }), [{ what: "size", asked: "640×480", got: "512×512" }]);
  assert.deepEqual(of({ prompt: "a fox", seed: 8 }), [{ what: "seed", asked: "8", got: "7" }]);
  assert.deepEqual(of({ prompt: "a fox", [countName()]: 4 }), [{ what: "images", asked: "4", got: "1" }]);
  const jpeg = { files: [{ ...file, mime: "image/jpeg" }] };
  assert.deepEqual(of({ prompt: "a fox", [formatName()]: "png" }, jpeg), [
    { what: "format", asked: "png", got: "jpeg" },
  ]);
});

test("a seed that the relay does not tell, or tells as words, or with more digits than a number keeps", () => {
  assert.deepEqual(of({ prompt: "a fox", seed: 8 }, { seed: null }), []);
  assert.deepEqual(of({ prompt: "a fox", seed: 8 }, { seed: "random" }), [{ what: "seed", asked: "8", got: "random" }]);
  assert.deepEqual(of({ prompt: "a fox", seed: "18446744073709551615" }, { seed: "18446744073709551615" }), []);
});

test("pictures without known pixels are not held against a size", () => {
  assert.deepEqual(
    of({ prompt: "a fox", size: { width: 640, height: 480 } }, { files: [{ ...file, width: null, height: null }] }),
    [],
  );
});

const named = (path: string) => flux?.fields.find((field) => field.path === path)?.name ?? "";
const countName = () => named("num_images");
const formatName = () => named("output_format");
