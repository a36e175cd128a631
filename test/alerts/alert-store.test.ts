import assert from "node:assert/strict";
import { AlertStore } from "../../src/alerts/alert-store.ts";
import type { Finding } from "../../src/alerts/finding.ts";
import { onBothDatabases } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";

const MINUTE_MS = 60_000;
const MESSAGE = { channelId: "1", messageId: "2" };

onBothDatabases(
  "several processes show an alert once, and solve it when none sees it any more",
  async (_, { open }) => {
    const database = await open();
    const clock = new FakeClock();
    const stores = Array.from({ length: 5 }, () => new AlertStore(database, clock));
    const [store] = stores;
    assert.ok(store);
    const found = (state: Finding["state"]): Finding => ({
      kind: "disk",
      of: "box",
      state,
      at: clock.now(),
      facts: { freeBytes: 7 },
    });
    const standing = async () => (await store.standing())[0];
    const takers = async () => {
      const alert = await standing();
      assert.ok(alert);
      const took = await Promise.all(stores.map((each) => each.take(alert)));
      return { alert, takers: took.filter(Boolean).length };
    };
    await Promise.all(stores.map((each) => each.seen(found("bad"))));
    const first = await takers();
    assert.equal(first.takers, 1);
    assert.deepEqual(first.alert, {
      key: "disk box",
      kind: "disk",
      facts: { freeBytes: 7 },
      openedAt: clock.now(),
      solvedAt: null,
      shown: null,
      message: null,
    });
    assert.equal((await takers()).takers, 0, "one is at it");
    clock.advance(6 * MINUTE_MS);
    assert.equal((await takers()).takers, 1, "whoever was at it is not any more");
    await store.showed(first.alert, "open", MESSAGE);
    assert.equal(await store.take(first.alert), false, "it was shown since it was read");
    await store.seen(found("bad"));
    clock.advance(MINUTE_MS);
    await store.solved(found("good"));
    assert.equal((await standing())?.solvedAt, null, "another process has just seen it bad");
    clock.advance(2 * MINUTE_MS);
    const late = found("bad");
    clock.advance(1);
    await store.solved(found("good"));
    await store.seen(late);
    const over = await standing();
    assert.equal(over?.solvedAt, clock.now(), "what was seen before does not open it again");
    assert.ok(over);
    await store.showed(over, "solved", MESSAGE);
    assert.equal(await standing(), undefined);
    clock.advance(MINUTE_MS);
    await store.seen(found("bad"));
    assert.deepEqual((await standing())?.message, MESSAGE, "so soon it is the same message");
    clock.advance(61 * MINUTE_MS);
    await store.solved(found("good"));
    clock.advance(MINUTE_MS);
    await store.seen(found("bad"));
    assert.equal((await standing())?.message, null);
    clock.advance(25 * 60 * MINUTE_MS);
    await store.endForgotten();
    assert.equal((await standing())?.solvedAt, clock.now());
  },
);
