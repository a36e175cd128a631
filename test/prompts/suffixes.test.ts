import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { flux } from "../../src/models/flux.ts";
import { formOf } from "../../src/prompts/suffix-fields.ts";
import { parseSuffixes, withoutSuffixes, writeSuffix } from "../../src/prompts/suffixes.ts";

const known = (name: string) => formOf(flux, name);
const read = (text: string) => {
  const { prompt, suffixes } = parseSuffixes(text, known);
  return [prompt, ...suffixes.map(({ name, value }) => `${name}=${value}`)];
};

test("suffixes at the end are taken out of the prompt", () => {
  assert.deepEqual(read("a cat --ar 16:9 --seed 5 --n 4"), ["a cat", "ar=16:9", "seed=5", "n=4"]);
  assert.deepEqual(read("a cat --AR 16:9, --seed=5"), ["a cat", "ar=16:9", "seed=5"]);
  assert.deepEqual(read("a cat --guidance-scale 3.5 --private"), ["a cat", "guidance_scale=3.5", "private="]);
});

test("a suffix in the middle or at the start leaves the words around it", () => {
  assert.deepEqual(read("--ar 16:9 a cat --seed 5 in the sun"), ["a cat in the sun", "ar=16:9", "seed=5"]);
  assert.deepEqual(read("--private a cat"), ["a cat", "private="]);
  assert.deepEqual(read("a cat --private off"), ["a cat", "private=off"]);
});

test("what should not be there goes on to the next suffix", () => {
  assert.deepEqual(read("a garden --no cats, red dogs --seed 5"), ["a garden", "no=cats, red dogs", "seed=5"]);
  assert.deepEqual(read('a garden --no "cats" --style "film noir"'), ["a garden", "no=cats", "style=film noir"]);
});

test("dashes in prose are left alone", () => {
  for (const prose of [
    "a man -- tall and grim -- at sea",
    "a man--tall and grim",
    "a man —tall and grim— at sea",
    "a room — no windows",
    "a room —no windows",
    "the year 1900–1950",
    "a cat --sleeping in the sun",
    "C-- and -- and ---",
    "a--b --- c",
    "a man --tall, grim and wet",
    "--",
    "",
  ])
    assert.deepEqual(read(prose), [prose.trim()], prose);
});

test("a name nobody knows is a slip where at most one word follows it", () => {
  assert.deepEqual(read("a cat --sede 5"), ["a cat", "sede=5"]);
  assert.deepEqual(read("a cat --sede 5 --ar 1:1"), ["a cat", "sede=5", "ar=1:1"]);
  assert.deepEqual(read("a cat --tile"), ["a cat", "tile="]);
});

test("the one dash that phones make of two counts where a number follows", () => {
  assert.deepEqual(read("a cat —ar 16:9 —seed 5"), ["a cat", "ar=16:9", "seed=5"]);
  assert.deepEqual(read("一只猫 －－ar 16:9"), ["一只猫", "ar=16:9"]);
});

test("a backslash keeps dashes as words", () => {
  assert.deepEqual(read("the words \\--ar on a wall --seed 5"), ["the words --ar on a wall", "seed=5"]);
});

/** Texts with many dashes, names and spaces in them. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'-- — – \\-- --ar --seed --no --private --style --foo 16:9 5 1024x768 on " “ ” = , \n 　 猫 😀'.split(" "),
  ),
  fc.string({ maxLength: 6, unit: "grapheme" }),
);
const wild = fc
  .array(fc.tuple(piece, fc.constantFrom("", " ", "  ", "\t")), { maxLength: 12 })
  .map((parts) => parts.flat().join(""));
const wordsOf = (text: string) => text.split(/\s+/u).filter(Boolean);

test("however wild a text is, every word of it is in the prompt or in a suffix, in order", () => {
  fc.assert(
    fc.property(wild, (text) => {
      const { prompt, suffixes } = parseSuffixes(text, known);
      const left = wordsOf(prompt);
      const written = suffixes.flatMap((suffix) => wordsOf(suffix.written));
      const all = wordsOf(text);
      assert.equal(left.length + written.length, all.length);
      const plain = (words: string[]) => words.map((word) => word.replace(/^\\(?=[-—–－])/u, "")).toSorted();
      assert.deepEqual(plain([...left, ...written]), plain(all));
    }),
    { numRuns: 2_000 },
  );
});

test("a prompt without a suffix stays as it is, and one made safe has none", () => {
  fc.assert(
    fc.property(wild, (text) => {
      const safe = parseSuffixes(withoutSuffixes(text), known);
      assert.deepEqual(safe.suffixes, []);
      assert.equal(safe.prompt, text.trim());
    }),
    { numRuns: 2_000 },
  );
});

test("what is written as suffixes is read as the same", () => {
  const prompt = fc.array(fc.constantFrom("a", "cat", "–", "--", "猫", "very", "—"), { minLength: 1, maxLength: 6 });
  const value = fc.array(fc.constantFrom("cats", "5", "16:9", "--ar", "a,", '"', "x"), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(prompt, fc.nat(1e9), value, (words, seed, no) => {
      const text = withoutSuffixes(words.join(" "));
      const written = `${text} ${writeSuffix("seed", String(seed))} ${writeSuffix("no", no.join(" "))}`;
      const parsed = parseSuffixes(written, known);
      assert.equal(parsed.prompt, words.join(" "));
      assert.deepEqual(
        parsed.suffixes.map(({ name, value }) => [name, value]),
        [
          ["seed", String(seed)],
          ["no", no.join(" ")],
        ],
      );
    }),
    { numRuns: 1_000 },
  );
});
