import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { commandText } from "../../../src/commands/about-picture/command-text.ts";
import { alternativesIn } from "../../../src/models/alternatives.ts";
import { flux } from "../../../src/models/flux.ts";
import { formOf } from "../../../src/prompts/suffix-fields.ts";
import { parseSuffixes } from "../../../src/prompts/suffixes.ts";

test("a copied command asks for the same prompt, whatever looks like a suffix or like alternatives in it", () => {
  const piece = fc.constantFrom(
    "a",
    "cat",
    "--ar",
    "16:9",
    "\\--ar",
    "{red|blue}",
    "[x, y]",
    "\\{",
    "—seed",
    "5",
    "\\",
    "--",
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 7 }), (pieces) => {
      const prompt = pieces.join(" ");
      const written = commandText(flux, { prompt }, "en-US").slice("/flux prompt:".length);
      const { prompt: left, suffixes } = parseSuffixes(written, (name) => formOf(flux, name));
      assert.deepEqual(suffixes, []);
      assert.deepEqual(alternativesIn(left, 10), { kind: "one", prompt }, written);
    }),
    { numRuns: 1_000 },
  );
});
