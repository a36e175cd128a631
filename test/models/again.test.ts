import assert from "node:assert/strict";
import { test } from "node:test";
import { withNewSeed } from "../../src/models/again.ts";
import { flux } from "../../src/models/flux.ts";

test("asking again replaces the seed and keeps the rest", () => {
  const input = { prompt: "a", seed: 1, steps: 20 };
  assert.deepEqual(withNewSeed(flux, input, 99), { prompt: "a", seed: 99, steps: 20 });
  assert.equal(input.seed, 1, "what was asked first stays as it was");
});

test("asking again without a seed sets one", () => {
  assert.deepEqual(withNewSeed(flux, { prompt: "a" }, 99), { prompt: "a", seed: 99 });
});

test("a model without a seed is asked the same again", () => {
  const fields = flux.fields.filter((field) => field.path !== "seed");
  assert.deepEqual(withNewSeed({ ...flux, fields }, { prompt: "a" }, 99), { prompt: "a" });
});
