import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turned } from "node:timers/promises";
import { FirstAnswers } from "../src/first-answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

function watched() {
  const clock = new FakeClock();
  const answers = new FirstAnswers(clock);
  const went: string[] = [];
  const wait = (name: string) => void answers.given().then(() => went.push(name));
  return { clock, answers, went, wait };
}

test("where nobody waits for a first answer, a step goes at once", async () => {
  const { answers, went, wait } = watched();
  answers.owe()();
  wait("step");
  await Promise.resolve();
  assert.deepEqual(went, ["step"]);
});

test("steps go after the first answer, in their order and one at a time", async () => {
  const { answers, went, wait } = watched();
  const given = answers.owe();
  wait("one");
  wait("two");
  await turned();
  assert.deepEqual(went, []);
  given();
  await Promise.resolve();
  assert.deepEqual(went, ["one"]);
  const again = answers.owe();
  await turned();
  await turned();
  assert.deepEqual(went, ["one"]);
  again();
  again();
  await turned();
  assert.deepEqual(went, ["one", "two"]);
});

test("whatever is owed, nothing waits for ever", async () => {
  const { clock, answers, went, wait } = watched();
  answers.owe();
  wait("one");
  clock.advance(2_900);
  wait("two");
  await turned();
  assert.deepEqual(went, []);
  clock.advance(100);
  await turned();
  assert.deepEqual(went, ["one"]);
  clock.advance(2_900);
  await turned();
  assert.deepEqual(went, ["one", "two"]);
});
