import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { alternativesIn, withoutAlternatives } from "../../src/models/alternatives.ts";

const MOST = 24;

/** The prompts that a text comes to. */
function promptsOf(text: string, most = MOST): readonly string[] {
  const found = alternativesIn(text, most);
  if (found.kind === "too many") assert.fail(`${text}: ${found.count} are too many`);
  return found.kind === "one" ? [found.prompt] : found.prompts;
}

describe("alternatives", () => {
  const several: Record<string, string[]> = {
    "a {red|green|blue} fox": ["a red fox", "a green fox", "a blue fox"],
    "a fox at [sunrise, noon]": ["a fox at sunrise", "a fox at noon"],
    "{a|b} [x, y]": ["a x", "a y", "b x", "b y"],
    "{a {red|blue} fox|a dog}": ["a red fox", "a blue fox", "a dog"],
    "[a {red|blue} fox, a dog]": ["a red fox", "a blue fox", "a dog"],
    "{[a, b]|c}": ["a", "b", "c"],
    "{red | blue} fox": ["red fox", "blue fox"],
    "a {very |}old man": ["a very old man", "a old man"],
    "a fox {in a hat|}, oil": ["a fox in a hat, oil", "a fox, oil"],
    "{red|red|blue}": ["red", "blue"],
    "[a, b,]": ["a", "b"],
    "红色[狐狸，熊、鹿]": ["红色狐狸", "红色熊", "红色鹿"],
    "｛红｜蓝｝色": ["红色", "蓝色"],
    '{"subject": "a {red|blue} fox", "n": [1, 2]}': [
      '{"subject": "a red fox", "n": [1, 2]}',
      '{"subject": "a blue fox", "n": [1, 2]}',
    ],
    "a {red\\|orange|blue} fox": ["a red|orange fox", "a blue fox"],
    "[Paris\\, Texas, Rome]": ["Paris, Texas", "Rome"],
    "{{a|b}}": ["{a}", "{b}"],
    "(a:1.2) {x|y}": ["(a:1.2) x", "(a:1.2) y"],
  };
  for (const [text, prompts] of Object.entries(several)) {
    test(`“${text}” is ${prompts.length} prompts`, () => assert.deepEqual(promptsOf(text), prompts));
  }

  const asTheyAre = [
    "a red fox",
    "",
    "two  blanks, kept",
    '{"scene": "a|b", "colors": ["red", "blue"], "size": [512, 768]}',
    '{"a": {"b": "c|d"}, "e": "[x, y]"}',
    "{'style': 'oil|ink'}",
    '["red", "blue"]',
    "{subject}",
    "{cute, smiling} girl",
    "{{masterpiece}}",
    "[cat:1.2]",
    "[cat:1.2, dog:0.8]",
    "[cat:dog:0.5]",
    "[cat|dog]",
    "[cat]",
    "[Style: watercolour, soft light]",
    "in [255, 0, 0] and [[1, 2], [3, 4]]",
    "[a link, to read](https://example.com)",
    "{2::red|1::blue}",
    "{2$$red|blue|green}",
    "{|}",
    "{ | }",
    "[,]",
    ":-{ and ;] and a|b",
    "{a|b",
    "a|b}",
    "[a, b",
    "]a, b[",
    "\\frac{1}{2} \\(cat:1.2\\) C:\\Users",
    "<lora:x:0.8> __color__ @{name}",
    "a b\nc {d}\n[e]",
  ];
  for (const text of asTheyAre) {
    test(`“${text}” stays as it is`, () => assert.deepEqual(alternativesIn(text, MOST), { kind: "one", prompt: text }));
  }

  test("a backslash takes a mark its meaning, and goes", () => {
    assert.deepEqual(promptsOf("\\{a|b\\} \\[x, y\\]"), ["{a|b} [x, y]"]);
    assert.deepEqual(promptsOf("\\\\{a|b}"), ["\\a", "\\b"]);
  });

  test("equal results are one job, or none to choose from", () => {
    assert.deepEqual(alternativesIn("a {red|red} fox", MOST), { kind: "one", prompt: "a red fox" });
    assert.deepEqual(promptsOf("{a|b}{b|a}"), ["ab", "aa", "bb", "ba"]);
  });

  test("an empty prompt is none", () => assert.deepEqual(promptsOf("{a|}"), ["a"]));

  test("too many are counted, not made", () => {
    assert.deepEqual(alternativesIn("{a|b|c|d|e}{f|g|h|i|j}", MOST), { kind: "too many", count: 25 });
    const huge = alternativesIn("{a|b}".repeat(1_000), MOST);
    assert.ok(huge.kind === "too many" && huge.count > 1e300);
  });
});

describe("any text", () => {
  const characters = fc.constantFrom(...'ab {}[]|,\\:"(1、｛｜｝\n');
  const messy = fc.string({ unit: characters, maxLength: 40 });

  test("comes to at most so many different prompts, none of them longer than it", () => {
    fc.assert(
      fc.property(messy, (text) => {
        const found = alternativesIn(text, MOST);
        if (found.kind !== "several") return;
        assert.ok(found.prompts.length >= 2 && found.prompts.length <= MOST);
        assert.equal(new Set(found.prompts).size, found.prompts.length);
        for (const prompt of found.prompts) assert.ok(prompt.length <= text.length && prompt.trim() !== "");
      }),
      { numRuns: 2_000 },
    );
  });

  test("is one prompt, the same text, once it is written so that nothing is taken for alternatives", () => {
    fc.assert(
      fc.property(messy, (text) => {
        assert.deepEqual(alternativesIn(withoutAlternatives(text), MOST), { kind: "one", prompt: text });
      }),
      { numRuns: 2_000 },
    );
  });

  test("without brackets and backslashes stays as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replace(/[{}[\]\\｛｝［］]/g, "");
        assert.deepEqual(alternativesIn(plain, MOST), { kind: "one", prompt: plain });
      }),
    );
  });

  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const choice = fc.uniqueArray(word, { minLength: 2, maxLength: 4 });

  test("with alternatives in braces and lists is their product, in the order they were written", () => {
    fc.assert(
      fc.property(choice, choice, fc.boolean(), ([...first], [...second], braces) => {
        const written = braces
          ? `{${first.join("|")}} ${`{${second.join("|")}}`}`
          : `[${first}] [${second.join(", ")}]`;
        const product = first.flatMap((one) => second.map((other) => `${one} ${other}`));
        assert.deepEqual(promptsOf(written), product);
      }),
    );
  });
});
