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

test("what must arrive although more follows goes one after the other, and passing states wait for it", async () => {
  const { clock, edits, sent, push, answer } = harness();
  const must = (state: string) =>
    edits.between("message", async () => {
      sent.push(state);
      return state;
    });
  push("place 1");
  push("place 0");
  const [first, second] = [must("first picture"), must("second picture")];
  await setImmediate();
  assert.deepEqual(sent, ["place 1"], "what is in flight arrives first");
  await answer();
  assert.deepEqual(await Promise.all([first, second]), ["first picture", "second picture"]);
  assert.deepEqual(sent, ["place 1", "first picture", "second picture"], "what was overtaken is dropped");
  push("place 0");
  assert.equal(sent.length, 3, "not before its time");
  clock.advance(1_500);
  assert.equal(sent.at(-1), "place 0");
});

test("a failure of what must arrive is its sender's, and holds nothing up", async () => {
  const { edits, sent, push } = harness();
  await assert.rejects(
    edits.between("message", () => Promise.reject(new Error("no"))),
    /no/,
  );
  edits.forget("message");
  await setImmediate();
  push("place 1");
  assert.deepEqual(sent, ["place 1"]);
});

test("where other processes edit the message, too, what must arrive waits for its turn and a passing state is left out", async () => {
  const turn = Promise.withResolvers<void>();
  const sent: string[] = [];
  const edits = new EditQueue(new FakeClock(), {
    async must(_message, edit) {
      await turn.promise;
      return edit();
    },
    may: async () => {},
  });
  const send = (state: string) => async () => void sent.push(state);
  edits.push("message", "place 1", send("place 1"));
  await setImmediate();
  const between = edits.between("message", send("first of two"));
  await setImmediate();
  assert.deepEqual(sent, []);
  turn.resolve();
  await between;
  await edits.finish("message", send("last"));
  assert.deepEqual(sent, ["first of two", "last"]);
});

test("of very many messages each is edited more rarely: no more than a hundred edits a second", async () => {
  const { clock, edits, sent, push, answer } = harness();
  for (let index = 1; index < 300; index += 1) edits.push(`message ${index}`, "first", async () => {});
  push("place 2");
  await answer();
  push("place 1");
  clock.advance(2_999);
  assert.deepEqual(sent, ["place 2"]);
  clock.advance(1);
  assert.deepEqual(sent, ["place 2", "place 1"]);
});
