import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { EditQueue } from "../../src/delivery/edit-queue.ts";
import { FakeClock } from "../support/fake-clock.ts";

function harness() {
  const clock = new FakeClock();
  const edits = new EditQueue(clock);
  const sent: string[] = [];
  const open: (() => void)[] = [];
  const push = (state: string) =>
    edits.push("message", state, () => {
      sent.push(state);
      return new Promise<void>((resolve) => open.push(resolve));
    });
  const answer = async () => {
    open.shift()?.();
    await setImmediate();
  };
  return { clock, edits, sent, push, answer };
}

test("the first state is sent at once, of many that follow only the latest", async () => {
  const { clock, sent, push, answer } = harness();
  push("place 3");
  push("place 2");
  push("place 1");
  assert.deepEqual(sent, ["place 3"]);
  await answer();
  assert.deepEqual(sent, ["place 3"], "the spacing holds");
  clock.advance(1_500);
  assert.deepEqual(sent, ["place 3", "place 1"]);
});

test("one edit is in flight at a time, however long it takes", async () => {
  const { clock, sent, push, answer } = harness();
  push("one");
  clock.advance(10_000);
  push("two");
  clock.advance(10_000);
  assert.deepEqual(sent, ["one"]);
  await answer();
  assert.deepEqual(sent, ["one", "two"]);
});

test("what already shows is not sent again", async () => {
  const { clock, sent, push, answer } = harness();
  push("same");
  await answer();
  clock.advance(5_000);
  push("same");
  clock.advance(5_000);
  assert.deepEqual(sent, ["same"]);
});

test("the last edit waits for the one in flight and drops the rest", async () => {
  const { clock, edits, sent, push, answer } = harness();
  push("running");
  push("still running");
  const finished = edits.finish("message", async () => {
    sent.push("pictures");
    return "shown";
  });
  await setImmediate();
  assert.deepEqual(sent, ["running"], "the end must not be overtaken by an edit that is under way");
  await answer();
  assert.equal(await finished, "shown");
  clock.advance(60_000);
  assert.deepEqual(sent, ["running", "pictures"]);
});
