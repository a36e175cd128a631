import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ModelInput } from "../../src/models/definition.ts";
import { priceOf } from "../../src/models/price.ts";
import { modelByCommand } from "./built-in.ts";

function microsOf(command: string, input: ModelInput): number {
  const definition = modelByCommand(command);
  assert.ok(definition);
  const price = priceOf(definition, input);
  assert.equal(price.currency, "USD");
  return price.micros;
}

suite("what a request should cost", () => {
  const cases: [string, string, ModelInput, number][] = [
    ["one picture of the default size counts one megapixel", "flux", { prompt: "a" }, 25_000],
    ["1024×1024 is one megapixel, not two", "flux", { prompt: "a", size: "square_hd" }, 25_000],
    ["a started megapixel counts whole", "flux", { prompt: "a", size: { width: 1025, height: 1024 } }, 50_000],
    ["the largest free size has four", "flux", { prompt: "a", size: { width: 2048, height: 2048 } }, 100_000],
    ["the smallest still has one", "flux", { prompt: "a", size: { width: 256, height: 256 } }, 25_000],
    ["each picture counts", "flux", { prompt: "a", count: 4 }, 100_000],
    ["pictures and megapixels multiply", "flux-schnell", { size: { width: 2048, height: 1024 }, count: 3 }, 18_000],
    ["a price per picture knows no megapixels", "kontext-max", { prompt: "a", count: 2 }, 160_000],
    ["a size taken from the member's picture counts as one", "flux-image", { prompt: "a", count: 2 }, 50_000],
    ["so does one that the model decides", "inpaint", { prompt: "a" }, 35_000],
  ];
  for (const [title, command, input, micros] of cases) {
    test(title, () => assert.equal(microsOf(command, input), micros));
  }
});
