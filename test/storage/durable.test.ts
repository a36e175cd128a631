import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { durable, openDatabase } from "../../src/storage/database.ts";
import { WalSync } from "../../src/storage/durable.ts";

test("what was committed is on the disk for everyone who waits, and waiting after the end harms nobody", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-durable-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const database = await openDatabase(join(directory, "easel.db"));
  await Promise.all(Array.from({ length: 20 }, () => durable(database)));
  await database.destroy();
  const memory = await openDatabase(":memory:");
  await durable(memory);
  await memory.destroy();
});

test("a disk that refuses is told to whoever waits, and to the next, too", async () => {
  const sync = new WalSync(join(tmpdir(), "easel-not-there", "easel.db"));
  const [first, second] = await Promise.allSettled([sync.synced(), sync.synced()]);
  assert.equal(first?.status, "rejected");
  assert.equal(second?.status, "rejected");
  await sync.close();
});
