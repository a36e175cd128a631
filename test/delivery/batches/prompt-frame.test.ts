import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { frameOf, insideOf } from "../../../src/delivery/batches/prompt-frame.ts";

test("what prompts share stands around what differs, by whole words", () => {
  const prompts = ["a red fox at noon", "a reddish fox at noon"];
  const frame = frameOf(prompts);
  assert.deepEqual(frame, { before: "a ", after: " fox at noon" });
  assert.deepEqual(
    prompts.map((prompt) => insideOf(prompt, frame)),
    ["red", "reddish"],
  );
  assert.deepEqual(frameOf(["红色的狐狸", "蓝色的狐狸"]).after, "的狐狸");
});

test("a prompt that is all frame is told whole", () => {
  const frame = frameOf(["a very old man", "a old man"]);
  assert.equal(insideOf("a old man", frame), "a old man");
});

test("frame and inside are the prompt again, whatever it is", () => {
  const words = fc.array(fc.constantFrom("a", "red", "fox", " ", ", ", "狐狸", "é"), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 5 }), (all) => {
      const prompts = all.map((each) => each.join(""));
      const frame = frameOf(prompts);
      for (const prompt of prompts) {
        assert.ok(prompt.startsWith(frame.before) && prompt.endsWith(frame.after));
        assert.ok(frame.before.length + frame.after.length <= prompt.length);
      }
    }),
  );
});
