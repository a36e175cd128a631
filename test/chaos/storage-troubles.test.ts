import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { askProgram } from "../../chaos/ask-program.ts";
import { type LiveHouse, openLiveHouse, READY, until } from "./live-house.ts";

const LIMIT = { timeout: 10 * 60_000 };
const skip = process.platform === "win32" ? "needs Unix signals" : false;

interface Trouble {
  readonly what: string;
  /** @returns false where this machine gives the right to it to nobody, or means nothing by it */
  readonly begin: (house: LiveHouse["house"]) => boolean;
  /** Whether a request that comes meanwhile can be written down; a full disk may have a little room left in a file. */
  readonly meanwhile: readonly ("refused" | "taken")[];
}

const TROUBLES: readonly Trouble[] = [
  { what: "a locked database", begin: ({ disk }) => disk.lock(), meanwhile: ["refused"] },
  { what: "a full disk", begin: ({ disk }) => disk.fill(), meanwhile: ["refused", "taken"] },
  { what: "a read-only archive", begin: ({ disk }) => disk.makeReadOnly("bot/archive"), meanwhile: ["taken"] },
];
const NOT_WRITTEN = /could not be written down, so it was not sent and nothing was charged/;

test("whatever befalls the disk, what was paid is shown once there is room, and nothing is sent that is not written", {
  ...LIMIT,
  skip,
}, async (t) => {
  const live = await openLiveHouse(t);
  const { house, ready, ask, told, seen } = live;
  await ready();
  await ask("the first one");
  await told("the first one");
  for (const [number, { what, begin, meanwhile }] of TROUBLES.entries()) {
    await t.test(what, LIMIT, async (t) => {
      const paid = `boat ${number}, sandbox: slow`;
      await ask(paid);
      await until(() => (acceptedOf(live, paid) > 0 ? true : null));
      if (!begin(house)) return t.skip("this machine does not let it happen");
      const later = `boat ${number}, later`;
      const outcome = await askAnyhow(live, later);
      house.disk.heal();
      assert.ok(meanwhile.includes(outcome), outcome);
      assert.equal((await told(paid)).state, "delivered");
      await seen(new RegExp(`“Picture 1 of 1: ${paid}”`));
      if (outcome === "taken") assert.equal((await told(later)).state, "delivered");
      assert.deepEqual([acceptedOf(live, paid), acceptedOf(live, later)], [1, outcome === "taken" ? 1 : 0]);
    });
  }
});

test("a program that may not write says so in a sentence, and starts once it may", { ...LIMIT, skip }, async (t) => {
  const { house, ready, start } = await openLiveHouse(t, 1);
  const first = await ready();
  first.signal("SIGTERM");
  await first.ended;
  if (!house.disk.makeReadOnly("bot")) return t.skip("root may write everywhere");
  const refused = start();
  assert.deepEqual(await refused.ended, { code: 1, signal: null });
  assert.match(
    refused.lines.join("\n"),
    /DATA_DIR .+ cannot be (written|used: attempt to write a readonly database)\. .*permission/,
  );
  house.disk.heal();
  await ready();
});

test("kill -9 at any moment of the first start, also between two migrations, is made good by the next start", {
  ...LIMIT,
  skip,
}, async (t) => {
  const sound = await openLiveHouse(t, 1);
  const { moments } = await askProgram(await sound.ready());
  assert.ok(moments > 100, `${moments} moments`);
  const expected = tablesOf(sound);
  let inMigrations = 0;
  for (const share of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9]) {
    const live = await openLiveHouse(t, 1);
    const dying = live.start(Math.ceil(moments * share));
    assert.equal((await dying.ended).signal, "SIGKILL");
    assert.ok(!dying.lines.some((line) => READY.test(line)), "it died before it was ready");
    if (live.house.isHalfMade()) inMigrations += 1;
    await live.ready();
    assert.deepEqual(tablesOf(live), expected);
  }
  assert.ok(inMigrations >= 2, `${inMigrations} died in the middle of the migrations`);
});

/** Asks until there is a job of it, or the sentence that there is none. */
async function askAnyhow({ house, mira, jobOf }: LiveHouse, prompt: string): Promise<"refused" | "taken"> {
  const refusals = async () => (await mira.transcript()).filter((line) => NOT_WRITTEN.test(line)).length;
  for (const before = await refusals(); ; await house.clock.sleep(3_000)) {
    await mira.command("flux-schnell", { prompt, width: 256, height: 256 });
    if (jobOf(prompt) !== undefined) return "taken";
    if ((await refusals()) > before) return "refused";
  }
}

function acceptedOf({ house }: LiveHouse, prompt: string): number {
  return house.relay.taken().filter(({ body }) => body["prompt"] === prompt).length;
}

/** Every table and index with the sentence that makes it. */
function tablesOf({ house }: LiveHouse): unknown[] {
  assert.ok(existsSync(house.disk.database));
  const database = new DatabaseSync(house.disk.database, { readOnly: true });
  try {
    return database.prepare("select name, sql from sqlite_schema order by name").all();
  } finally {
    database.close();
  }
}
