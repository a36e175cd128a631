import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readOptions } from "../../src/commands/model-options.ts";
import type { InputProblem } from "../../src/commands/model-problems.ts";
import type { GivenOptions } from "../../src/interaction.ts";
import { modelByCommand } from "../models/built-in.ts";
import { file, integer, number, text } from "./given.ts";

const prompt = { prompt: text("a") };
const image = { image: file("cat.png") };
const A_LOT = 20_000_000;

/** What a member gave wrong, and every problem told about it. */
const REFUSED: readonly (readonly [title: string, command: string, given: GivenOptions, problems: InputProblem[]])[] = [
  ["no prompt", "flux", {}, [{ kind: "missing_prompt", option: "prompt" }]],
  ["an empty prompt", "flux", { prompt: text(" \n") }, [{ kind: "missing_prompt", option: "prompt" }]],
  ["an invisible prompt", "flux", { prompt: text("\u200b\u3164") }, [{ kind: "missing_prompt", option: "prompt" }]],
  [
    "a prompt one character too long",
    "flux",
    { prompt: text("a".repeat(2001)) },
    [{ kind: "text_too_long", option: "prompt", given: 2001, maximum: 2000 }],
  ],
  [
    "guidance 99",
    "flux",
    { ...prompt, guidance: number(99) },
    [{ kind: "out_of_range", option: "guidance", given: 99, minimum: 1, maximum: 20 }],
  ],
  [
    "a value below the range",
    "flux-image",
    { ...prompt, ...image, strength: number(0) },
    [{ kind: "out_of_range", option: "strength", given: 0, minimum: 0.01, maximum: 1 }],
  ],
  [
    "a negative seed",
    "flux",
    { ...prompt, seed: integer(-1) },
    [{ kind: "out_of_range", option: "seed", given: -1, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }],
  ],
  [
    "half a picture",
    "flux",
    { ...prompt, count: integer(1.5) },
    [{ kind: "not_a_number", option: "count", minimum: 1, maximum: 4 }],
  ],
  [
    "a choice that is not offered",
    "flux",
    { ...prompt, format: text("webp") },
    [{ kind: "unknown_choice", option: "format", given: "webp" }],
  ],
  [
    "a size that is not offered",
    "flux",
    { ...prompt, size: text("4:3") },
    [{ kind: "unknown_choice", option: "size", given: "4:3" }],
  ],
  ["a number where a text belongs", "flux", { prompt: integer(7) }, [{ kind: "wrong_kind", option: "prompt" }]],
  [
    "a value of another type than Discord says",
    "flux",
    { ...prompt, steps: { type: 4, value: "28" } },
    [{ kind: "wrong_kind", option: "steps" }],
  ],
  [
    "a file that Discord did not resolve",
    "kontext",
    { ...prompt, image: { type: 11, value: "1" } },
    [{ kind: "wrong_kind", option: "image" }],
  ],
  [
    "an option that the model no longer has",
    "flux",
    { ...prompt, sampler: text("euler") },
    [{ kind: "wrong_kind", option: "sampler" }],
  ],
  ["no picture", "kontext", prompt, [{ kind: "image_missing", option: "image", link: "image_link" }]],
  ["no mask", "inpaint", { ...prompt, ...image }, [{ kind: "image_missing", option: "mask", link: "mask_link" }]],
  [
    "none of several pictures",
    "kontext-multi",
    { ...prompt, image_links: text(" , ") },
    [{ kind: "image_missing", option: "image_1", link: "image_links" }],
  ],
  [
    "a picture as a file and as an address",
    "kontext",
    { ...prompt, ...image, image_link: text("https://a.test/cat.webp") },
    [{ kind: "image_twice", option: "image" }],
  ],
  [
    "a text file as the picture",
    "kontext",
    { ...prompt, image: file("notes.txt", { contentType: "text/plain; charset=utf-8" }) },
    [{ kind: "not_an_image", option: "image", fileName: "notes.txt" }],
  ],
  [
    "a picture of a type the relay does not read",
    "kontext",
    { ...prompt, image: file("a.heic", { contentType: "image/heic" }) },
    [{ kind: "not_an_image", option: "image", fileName: "a.heic" }],
  ],
  [
    "a file of no known type or name",
    "kontext",
    { ...prompt, image: file("a.bin", { contentType: null }) },
    [{ kind: "not_an_image", option: "image", fileName: "a.bin" }],
  ],
  [
    "an empty file",
    "kontext",
    { ...prompt, image: file("a.png", { bytes: 0 }) },
    [{ kind: "not_an_image", option: "image", fileName: "a.png" }],
  ],
  [
    "too large a file",
    "kontext",
    { ...prompt, image: file("a.png", { bytes: A_LOT + 1 }) },
    [{ kind: "image_too_large", option: "image", fileName: "a.png", given: A_LOT + 1, maximum: A_LOT }],
  ],
  [
    "an address without end",
    "kontext",
    { ...prompt, image_link: text(`https://a.test/${"a".repeat(1986)}`) },
    [{ kind: "text_too_long", option: "image_link", given: 2001, maximum: 2000 }],
  ],
  [
    "five pictures",
    "kontext-max-multi",
    {
      ...prompt,
      image_1: file("a.png"),
      image_2: file("b.png"),
      image_4: file("d.png"),
      image_links: text("https://a.test/e.webp https://a.test/f.webp"),
    },
    [{ kind: "too_many_images", option: "image_1", given: 5, maximum: 4 }],
  ],
  [
    "one of several files that is not a picture",
    "kontext-multi",
    { ...prompt, image_1: file("a.png"), image_2: file("b.zip", { contentType: "application/zip" }) },
    [{ kind: "not_an_image", option: "image_2", fileName: "b.zip" }],
  ],
  [
    "a width without a height",
    "flux",
    { ...prompt, width: integer(512) },
    [{ kind: "size_incomplete", option: "size" }],
  ],
  [
    "a height without a width",
    "flux",
    { ...prompt, height: integer(512) },
    [{ kind: "size_incomplete", option: "size" }],
  ],
  [
    "a named size and a free one",
    "flux",
    { ...prompt, size: text("portrait_4_3"), width: integer(512), height: integer(512) },
    [{ kind: "size_twice", option: "size" }],
  ],
  [
    "sides out of range, each told",
    "flux",
    { ...prompt, width: integer(100), height: integer(14142) },
    [
      { kind: "out_of_range", option: "width", given: 100, minimum: 256, maximum: 2048 },
      { kind: "out_of_range", option: "height", given: 14142, minimum: 256, maximum: 2048 },
    ],
  ],
  [
    "several mistakes, all told in the options' order",
    "flux-image",
    { count: integer(9), format: text("gif") },
    [
      { kind: "missing_prompt", option: "prompt" },
      { kind: "image_missing", option: "image", link: "image_link" },
      { kind: "out_of_range", option: "count", given: 9, minimum: 1, maximum: 4 },
      { kind: "unknown_choice", option: "format", given: "gif" },
    ],
  ],
];

suite("what is refused", () => {
  for (const [title, command, given, problems] of REFUSED) {
    test(title, () => {
      const definition = modelByCommand(command);
      assert.ok(definition);
      assert.deepEqual(readOptions(definition, given), { ok: false, problems });
    });
  }
});
