import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type InputProblem, problemText } from "../../src/commands/model-problems.ts";
import { inpaint } from "../../src/models/inpaint.ts";
import { kontextMulti } from "../../src/models/kontext-multi.ts";
import { LOCALES } from "../../src/texts/localized.ts";

const EVERY_KIND: readonly (readonly [InputProblem, english: string])[] = [
  [
    { kind: "missing_prompt", option: "prompt" },
    "Write what the picture should show in the prompt option: it is empty.",
  ],
  [
    { kind: "wrong_kind", option: "steps" },
    "steps was given in a form that is not understood. Pick it again from the list.",
  ],
  [
    { kind: "text_too_long", option: "prompt", given: 2001, maximum: 2000 },
    "prompt has 2001 characters, at most 2000 fit. Shorten it and send again.",
  ],
  [
    { kind: "out_of_range", option: "guidance", given: 99, minimum: 0, maximum: 35 },
    "guidance must be between 0 and 35; you gave 99.",
  ],
  [{ kind: "not_a_number", option: "count", minimum: 1, maximum: 4 }, "count must be a whole number between 1 and 4."],
  [
    { kind: "unknown_choice", option: "format", given: "webp" },
    "format does not know “webp”. Pick one of the offered choices.",
  ],
  [
    { kind: "image_missing", option: "mask", link: "mask_link" },
    "A picture is missing: attach one to mask, or put its https address into mask_link.",
  ],
  [
    { kind: "image_twice", option: "image" },
    "image was given twice, as a file and as an address. Keep one of the two.",
  ],
  [
    { kind: "not_an_image", option: "image", fileName: "notes.txt" },
    "notes.txt (image) is not a picture. Attach a PNG, JPEG, WebP, GIF or AVIF file.",
  ],
  [
    { kind: "image_too_large", option: "image", fileName: "big.png", given: 48_200_000, maximum: 20_000_000 },
    "big.png (image) has 48 MB; at most 20 MB can be used. Make it smaller first.",
  ],
  [
    { kind: "too_many_images", option: "image_1", given: 5, maximum: 4 },
    "At most 4 pictures can be used at once; you gave 5.",
  ],
  [{ kind: "size_incomplete", option: "size" }, "Give both width and height, or neither."],
  [{ kind: "size_twice", option: "size" }, "Give either a size or a width and height, not both."],
];

suite("the sentence about a problem", () => {
  for (const [problem, english] of EVERY_KIND) {
    test(`${problem.kind}: names what is wrong and what to do`, () => {
      assert.equal(problemText(problem, inpaint, "en-US"), english);
    });
  }

  test("is complete and its own in every language", () => {
    for (const locale of LOCALES) {
      const sentences = EVERY_KIND.map(([problem]) => problemText(problem, inpaint, locale));
      assert.equal(new Set(sentences).size, sentences.length);
      for (const sentence of sentences) assert.doesNotMatch(sentence, /[{}]|undefined/);
    }
  });

  test("names options as the member sees them", () => {
    const missing: InputProblem = { kind: "image_missing", option: "image_1", link: "image_links" };
    assert.match(problemText(missing, kontextMulti, "zh-CN"), /图片1.*图片链接/);
    const narrow: InputProblem = { kind: "out_of_range", option: "width", given: 1, minimum: 256, maximum: 2048 };
    assert.match(problemText(narrow, inpaint, "zh-CN"), /^宽度 /);
  });

  test("names an option that the model does not have by the name it came with", () => {
    assert.match(problemText({ kind: "wrong_kind", option: "sampler" }, inpaint, "zh-CN"), /sampler/);
  });

  test("quotes no more than a line of what was given", () => {
    const fileName = `${"🦊\n".repeat(200)}.txt`;
    const sentence = problemText({ kind: "not_an_image", option: "image", fileName }, inpaint, "en-US");
    assert.ok(sentence.startsWith(`${"🦊 ".repeat(39)}🦊… (image)`), sentence);
  });

  test("takes what was given for no placeholder", () => {
    const problem: InputProblem = { kind: "unknown_choice", option: "format", given: "{field} $& $1" };
    assert.match(problemText(problem, inpaint, "en-US"), /“\{field\} \$& \$1”/);
  });
});
