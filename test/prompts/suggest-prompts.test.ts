import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Preset } from "../../src/prompts/preset.ts";
import { ranked, referenceIn, suggestPrompts } from "../../src/prompts/suggest-prompts.ts";
import { jobId } from "../support/job-rows.ts";

const remembered = (...texts: string[]) =>
  texts.map((text, index) => ({
    ...{ jobId: jobId(index), text: text.replace(/^★/, ""), favourite: text.startsWith("★") },
  }));
const preset = (name: string): Preset => ({
  ...{ id: name, scope: "user:1", name, words: "x", negative: "", settings: "", madeBy: "1", sharedAt: null },
});
const texts = (typed: string, ...all: string[]) => ranked(remembered(...all), typed).map(({ text }) => text);

test("what begins so stands before what only has the words, favourites first in both", () => {
  const all = ["a red fox", "the fox, a portrait", "a fox at night", "★a fox in snow", "★one more fox, a blue one"];
  assert.deepEqual(texts("a fox", ...all), [
    "a fox in snow",
    "a fox at night",
    "one more fox, a blue one",
    "a red fox",
    "the fox, a portrait",
  ]);
});

test("nothing is offered twice, not even in other letters or with other spaces", () => {
  assert.deepEqual(texts("", "A Fox", "a  fox", "★a fox", "a dog"), ["a fox", "a dog"]);
});

test("what is typed is the first choice, so that Enter takes that; it is not offered once more", () => {
  const choices = suggestPrompts(remembered("a fox", "a fox at night"), [], "a fox");
  assert.deepEqual(
    choices.map(({ value }) => value),
    ["a fox", "a fox at night"],
  );
  assert.deepEqual(suggestPrompts(remembered("a".repeat(120)), [], "a".repeat(101)), []);
});

test("styles come behind what was typed, and by their beginning where one is named", () => {
  const styles = [preset("noir"), preset("ink")];
  const values = (typed: string) => suggestPrompts([], styles, typed).map(({ value }) => value);
  assert.deepEqual(values("a fox"), ["a fox", "a fox --style noir", "a fox --style ink"]);
  assert.deepEqual(values("a fox --style"), ["a fox --style", "a fox --style noir", "a fox --style ink"]);
  assert.deepEqual(values("a fox --style i"), ["a fox --style i", "a fox --style ink"]);
  assert.deepEqual(values("a fox --style ink"), ["a fox --style ink"]);
  assert.deepEqual(values("a fox --seed"), ["a fox --seed"]);
});

test("whatever was typed before, choices keep to Discord's bounds and stand for the whole prompt", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 140 }).filter((each) => each.trim() !== "");
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), text, (all, typed) => {
      const prompts = all.map((each, index) => ({
        jobId: jobId(index),
        text: each.trim(),
        favourite: index % 3 === 0,
      }));
      const choices = suggestPrompts(prompts, [preset("noir")], typed);
      assert.ok(choices.length <= 25);
      for (const part of ["name", "value"] as const)
        assert.equal(new Set(choices.map((choice) => choice[part])).size, choices.length);
      for (const { name, value } of choices) {
        assert.ok(name.length >= 1 && name.length <= 100 && value.length >= 1 && value.length <= 100);
        const reference = referenceIn(value);
        if (reference !== null) assert.ok(prompts.some((prompt) => prompt.jobId === reference));
      }
    }),
  );
});

test("long prompts that begin the same are told apart by their ends", () => {
  const long = "a very long beginning of a prompt that goes on and on, with many small things in it, ".repeat(2);
  const names = suggestPrompts(remembered(`${long}in red`, `${long}in blue`), [], "").map(({ name }) => name);
  assert.match(names[0] ?? "", /^a very long .*….*in red$/);
  assert.match(names[1] ?? "", /^a very long .*….*in blue$/);
});
