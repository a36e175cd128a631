import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { isDirectoryLocked, lockDirectory } from "../../src/ops/directory-lock.ts";
import { openHouse, READY } from "../support/house.ts";

const LIMIT = { timeout: 60_000 };

async function directory(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "easel-lock-"));
  t.after(() => rm(made, { recursive: true }));
  return made;
}

test("a directory is one process's at a time, and free again when that lets it go", async (t) => {
  const place = await directory(t);
  const first = lockDirectory(place);
  assert.ok(first !== null);
  assert.ok(isDirectoryLocked(place));
  assert.equal(lockDirectory(place), null);
  first.release();
  assert.ok(!isDirectoryLocked(place));
  const second = lockDirectory(place);
  assert.ok(second !== null);
  second.release();
});

test("asking whether a directory is in use leaves nothing behind", async (t) => {
  const place = await directory(t);
  assert.ok(!isDirectoryLocked(place));
  assert.deepEqual(await readdir(place), []);
});

test("a second bot on the same DATA_DIR is refused with one sentence, the first one works on", LIMIT, async (t) => {
  const { start, mira, seen } = await openHouse(t);
  await start().printed(READY);
  const second = start();
  assert.equal(await second.exited, 1);
  assert.match(second.output, /^Another Easel is running on DATA_DIR .+\. Stop that one, or set DATA_DIR to another/);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await seen(/“Picture 1 of 1: a lighthouse at dusk”/);
});

test(
  "a second sandbox on the same DATA_DIR is refused before it touches what the first one remembers",
  LIMIT,
  async (t) => {
    const { start, directory: home } = await openHouse(t);
    const held = lockDirectory(join(home, "bot", "sandbox"));
    t.after(async () => held?.release());
    const second = start({ DISCORD_TOKEN: "", RELAY_KEY: "", SANDBOX_PORT: "47113" });
    assert.equal(await second.exited, 1);
    assert.match(second.output, /^Another Easel is running on DATA_DIR /);
    assert.deepEqual(await readdir(join(home, "bot", "sandbox")), ["easel.lock"]);
  },
);

test("after kill -9 nothing is left to clear away: the next start works at once", LIMIT, async (t) => {
  const { start } = await openHouse(t);
  const first = start();
  await first.printed(READY);
  await first.kill("SIGKILL");
  await start().printed(READY);
});
