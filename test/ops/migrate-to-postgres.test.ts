import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { HistoryStore } from "../../src/history/history-store.ts";
import { toNewRow } from "../../src/jobs/job-row.ts";
import { lockDirectory } from "../../src/ops/directory-lock.ts";
import { runTask } from "../../src/ops/tasks.ts";
import { openDatabase, textSearchOf } from "../../src/storage/database.ts";
import { databaseFolder } from "../../src/storage/database-folder.ts";
import { MINE, MIRA, NO_FILTERS, pictured } from "../history/pictured.ts";
import { jobId, newJob } from "../support/job-rows.ts";
import { GUILD, MODERATOR, openLimits } from "../support/limits.ts";
import { freshPostgres } from "../support/postgres.ts";

const TASK = "migrate-to-postgres";

/** An installation on SQLite with an empty database to move to. */
async function openHouse(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-move-"));
  const target = await freshPostgres();
  t.after(async () => {
    await target.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const file = join(dataDir, "easel.db");
  const environment = {
    DISCORD_TOKEN: "a-very-fake-token",
    RELAY_KEY: "a-very-fake-key",
    RELAY_URL: "https://relay.example",
    DATA_DIR: dataDir,
    DATABASE_URL: target.url,
  };
  const on = { open: () => openDatabase(file) };
  const { jobs, policies, database } = await openLimits({ on });
  for (const number of [1, 2, 3]) await pictured(jobs, number, { input: { prompt: `a fox 🦊 ${number}\u0000` } });
  await policies.change(GUILD, MODERATOR, (settings) => ({
    ...settings,
    paused: { reason: "", by: MODERATOR, at: 0, until: null },
  }));
  await policies.giveCredits(GUILD, { userId: MIRA, images: 5, reason: "“thanks”" }, MODERATOR);
  await database
    .insertInto("favourites")
    .values({ user_id: MIRA, job_id: jobId(2), picture: 0, at: 1.5 })
    .execute();
  await database.destroy();
  const run = async (changes: Record<string, string> = {}) => {
    const said: string[] = [];
    const outcome = readConfig({ ...environment, ...changes });
    const code = await runTask(TASK, [], { outcome, clock: systemClock, print: (text) => void said.push(text) });
    return { code, said: said.join("") };
  };
  const jobsThere = async () => {
    const client = new pg.Client(target.url);
    await client.connect();
    const { rows } = await client.query("select count(*)::int as count from jobs");
    await client.end();
    return rows[0].count as number;
  };
  return { dataDir, file, environment, run, jobsThere, url: target.url };
}

test("an installation is moved once, all of it, and works on from there", async (t) => {
  const { run, url, file, dataDir } = await openHouse(t);
  const { code, said } = await run();
  assert.equal(code, 0, said);
  assert.match(said, /^jobs +3 +[0-9a-f]{16}$/m);
  assert.match(said, /rows moved and compared\. The SQLite file is kept as .*easel-before-postgres\.db/);
  assert.deepEqual([existsSync(file), existsSync(join(dataDir, "easel-before-postgres.db"))], [false, true]);
  const database = await openDatabase({ url });
  t.after(() => database.destroy());
  const history = new HistoryStore(database, textSearchOf(database));
  const filters = { ...NO_FILTERS, text: "fox 2", favourites: true };
  const { entries } = await history.page({ userId: MIRA, view: { ...MINE, filters } }, { side: "newest" }, 5);
  assert.deepEqual(
    entries.map(({ id }) => id),
    [jobId(2)],
  );
  assert.match((await run()).said, /was moved already/);
});

test("own models move along, also where a run before ended too early for them", async (t) => {
  const { run, url, dataDir } = await openHouse(t);
  const database = await openDatabase({ url });
  t.after(() => database.destroy());
  const there = databaseFolder(database, "models", systemClock);
  for (const [name, expected] of Object.entries({ "fox.yaml": ["fox.yaml"], "owl.yaml": ["fox.yaml", "owl.yaml"] })) {
    await mkdir(join(dataDir, "models"));
    await writeFile(join(dataDir, "models", name), `of ${name}`);
    assert.match((await run()).said, /^1 file of your own models moved too/m);
    assert.deepEqual((await there.names()).sort(), expected);
    await rm(join(dataDir, "models-before-postgres"), { recursive: true });
  }
  assert.doesNotMatch((await run()).said, /own models/);
});

test("it refuses while the bot runs, without an address, with nothing to move, and into a database that is not empty", async (t) => {
  const { run, dataDir, url, jobsThere } = await openHouse(t);
  const lock = lockDirectory(dataDir);
  assert.match((await run()).said, /^Easel runs on /);
  lock?.release();
  assert.match((await run({ DATABASE_URL: "" })).said, /^DATABASE_URL is missing/);
  assert.match((await run({ DATA_DIR: join(dataDir, "elsewhere") })).said, /^There is nothing to move/);
  const absent = await run({ DATABASE_URL: `${url}_gone` });
  assert.match(absent.said, /names a database that is not there/);
  const other = await openDatabase({ url });
  await other.insertInto("relay_traits").values({ relay_url: "https://other.example", traits: "{}" }).execute();
  await other.destroy();
  const refused = await run();
  assert.equal(refused.code, 1);
  assert.match(refused.said, /holds other data already .*nothing was changed/);
  assert.equal(await jobsThere(), 0);
});

test("killed in the middle it leaves nothing behind, and begins again; killed at the end it finds that all is there", async (t) => {
  const { file, environment, run, jobsThere, url } = await openHouse(t);
  const many = await openDatabase(file);
  for (let first = 100; first < 2_600; first += 500) {
    const rows = Array.from({ length: 500 }, (_, index) => toNewRow(newJob(first + index), 0, 0, 0));
    await many.insertInto("jobs").values(rows).execute();
  }
  await many.destroy();
  const child = spawn(process.execPath, ["src/main.ts", TASK], {
    env: { ...process.env, ...environment },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const watcher = new pg.Client(url);
  await watcher.connect();
  const writing =
    "select 1 from pg_stat_activity where application_name = 'easel' and query like 'insert into \"jobs\"%'";
  while (child.exitCode === null && (await watcher.query(writing)).rows.length === 0) await setTimeout(1);
  child.kill("SIGKILL");
  assert.deepEqual(await ended, [null, "SIGKILL"]);
  await watcher.end();
  assert.equal(await jobsThere(), 0);
  assert.match((await run()).said, /^jobs +2503 /m);
  // As if it had been killed between the last row and the file's new name.
  await rename(file.replace("easel.db", "easel-before-postgres.db"), file);
  assert.match((await run()).said, /there already, the same on both sides/);
  assert.equal(await jobsThere(), 2_503);
});
