import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findWords, replaceWords } from "../../src/policy/words.ts";

const found = (list: string[], text: string) => findWords(list, text).map((match) => match.found);

const DISGUISED: readonly (readonly [string, string, string[]])[] = [
  ["nude", "a nude fox", ["nude"]],
  ["nude", "a NÜDE fox", ["NÜDE"]],
  ["nude", "a nu​de fox", ["nu​de"]],
  ["nude", "n.u.d.e", ["n.u.d.e"]],
  ["nude", "n u d e", ["n u d e"]],
  ["nude", "nu-de", ["nu-de"]],
  ["nude", "a nuuuude fox", ["nuuuude"]],
  ["nude", "nudeeee", ["nudeeee"]],
  ["nude", "画nude画", ["nude"]],
  ["nude", "пude", ["пude"]],
  ["ass", "a$$", ["a$$"]],
  ["ass", "the grass, the glass, an assistant", []],
  ["ass", "was so", []],
  ["god", "good goods", []],
  ["god", "oh my god", ["god"]],
  ["hell", "he'll come", []],
  ["hell", "hell, no", ["hell"]],
  ["nude", "a nu de jure", []],
  ["school girl", "a school girl", ["school girl"]],
  ["school girl", "a schoolgirl", ["schoolgirl"]],
  ["school girl", "a sch00l g1rl", ["sch00l g1rl"]],
  ["school girl", "schools girls", []],
  ["porn*", "pornstar", ["porn"]],
  ["*porn", "foodporn", ["porn"]],
  ["*porn", "pornstar", []],
  ["голая", "совсем голая", ["голая"]],
  ["голая", "голаяся", []],
  ["裸体", "画裸体画", ["裸体"]],
  ["裸体", "裸·体", ["裸·体"]],
  ["bob", "boob", []],
  ["b0b", "b0b", ["b0b"]],
  ["!!", "wow!!", []],
];

for (const [word, text, expected] of DISGUISED) {
  test(`“${word}” in “${text}” is ${expected.length === 0 ? "not found" : `found as “${expected.join()}”`}`, () =>
    assert.deepEqual(found([word], text), expected));
}

test("a match says which entry of the list it is, and where it stands", () =>
  assert.deepEqual(findWords(["gore", "*blood*"], "g0re and bloodshed"), [
    { word: "gore", found: "g0re", start: 0, end: 4 },
    { word: "*blood*", found: "blood", start: 9, end: 14 },
  ]));

test("words are replaced where they stand, disguised or not", () => {
  const replacements = [
    { word: "nude", by: "dressed" },
    { word: "ass", by: "donkey" },
  ];
  assert.deepEqual(replaceWords(replacements, "a n.u.d.e fox on an a$$"), {
    text: "a dressed fox on an donkey",
    words: ["nude", "ass"],
  });
  assert.deepEqual(replaceWords(replacements, "a fox"), { text: "a fox", words: [] });
});

test("whatever the list and the text, every match is the slice it names", () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme", maxLength: 8 }), { maxLength: 5 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      (list, text) => {
        for (const { word, found, start, end } of findWords(list, text)) {
          assert.ok(list.includes(word));
          assert.equal(text.slice(start, end), found);
          assert.notEqual(found, "");
        }
        replaceWords(
          list.map((word) => ({ word, by: "x" })),
          text,
        );
      },
    ),
  ));
