import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { makeBackup } from "../../../src/ops/backup/make-backup.ts";
import { restoreBackup } from "../../../src/ops/backup/restore-backup.ts";
import { runTask } from "../../../src/ops/tasks.ts";
import { openHouse, READY } from "../../support/house.ts";

const LIMIT = { timeout: 60_000 };
const PICTURE = /“Picture 1 of 1: a lighthouse at dusk”/;

/** A house with a file name for a backup, and the two tasks as functions. */
async function openVault(t: TestContext) {
  const house = await openHouse(t, { speed: 10 });
  const data = house.environment.DATA_DIR;
  const file = join(house.directory, "easel.backup");
  return {
    ...house,
    data,
    file,
    backup: (replace = false) => makeBackup({ dataDir: data, file, replace }, systemClock),
    restore: (dataDir: string, replace = false) => restoreBackup({ dataDir, file, replace }, systemClock),
  };
}

function query(data: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(data, "easel.db"), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** What is kept: a program that is killed leaves copies that were only made for an upload. */
async function files(data: string): Promise<string[]> {
  const entries = await readdir(join(data, "archive"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith(".partial"))
    .map((entry) => join(entry.parentPath, entry.name).slice(data.length));
}

test(
  "a backup made while the bot works holds all of it, and a bot starts on it where it was restored",
  LIMIT,
  async (t) => {
    const { start, mira, backup, restore, directory, data, relay } = await openVault(t);
    const program = start();
    await program.printed(READY);
    await mira.command("flux", { prompt: "a lighthouse at dusk" });
    await program.printed(/job delivered/);
    const made = await backup();
    assert.ok(made.ok, JSON.stringify(made));
    assert.equal(made.jobs, 1);
    assert.deepEqual(await readdir(join(data, "archive", ".partial")), []);
    assert.equal(await program.kill("SIGTERM"), 0);
    const elsewhere = join(directory, "elsewhere");
    const restored = await restore(elsewhere);
    assert.ok(restored.ok, JSON.stringify(restored));
    assert.deepEqual([restored.ended, restored.former], [0, null]);
    assert.deepEqual(query(elsewhere, "select * from jobs"), query(data, "select * from jobs"));
    assert.deepEqual(await files(elsewhere), await files(data));
    await start({ DATA_DIR: elsewhere }).printed(READY);
    assert.equal(relay.ledger().accepted, 1);
  },
);

test("a picture that was saved but not shown yet at the backup stays in the history", LIMIT, async (t) => {
  const { start, mira, discord, backup, restore, directory } = await openVault(t);
  const program = start();
  await program.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  discord.faults.add({ kind: "5xx", route: "/messages/@original", times: 1_000 });
  await program.printed(/job saved/);
  assert.ok((await backup()).ok);
  await program.kill("SIGKILL");
  const elsewhere = join(directory, "elsewhere");
  const restored = await restore(elsewhere);
  assert.ok(restored.ok && restored.ended === 1);
  const [job] = query(elsewhere, "select state, files from jobs");
  assert.equal(job?.["state"], "delivered");
  assert.equal(JSON.parse(String(job?.["files"])).length, 1);
});

test("every picture that a backup's jobs speak of is in it, however busy the bot is", LIMIT, async (t) => {
  const { start, mira, backup, restore, directory } = await openVault(t);
  const program = start({ RELAY_CONCURRENCY: "8" });
  await program.printed(READY);
  for (let job = 0; job < 6; job += 1) await mira.command("flux-schnell", { prompt: `fox number ${job}` });
  await program.printed(/job saved(.|\n)*job saved/);
  assert.ok((await backup()).ok);
  const elsewhere = join(directory, "elsewhere");
  assert.ok((await restore(elsewhere)).ok);
  const kept = new Set(await files(elsewhere));
  const saved = query(elsewhere, "select files from jobs where files is not null");
  assert.ok(saved.length >= 2);
  for (const { files } of saved)
    for (const { path } of JSON.parse(String(files))) assert.ok(kept.has(`/archive/${path}`), path);
});

test("a job under way at the backup is not run again after a restore: it could be paid twice", LIMIT, async (t) => {
  const { start, mira, seen, backup, restore, directory, relay } = await openVault(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "rate-limited", times: 1 }).ok);
  const program = start();
  await program.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await program.printed(/job requeued/);
  assert.ok((await backup()).ok);
  await seen(PICTURE);
  assert.equal(await program.kill("SIGTERM"), 0);
  const elsewhere = join(directory, "elsewhere");
  const restored = await restore(elsewhere);
  assert.ok(restored.ok && restored.ended === 1);
  const second = start({ DATA_DIR: elsewhere });
  await second.printed(READY);
  await mira.command("flux", { prompt: "a fox" });
  await second.printed(/job delivered/);
  await seen(PICTURE);
  assert.equal(relay.ledger().accepted, 2);
  assert.deepEqual(
    query(
      elsewhere,
      "select j.state, l.state ledger from jobs j join ledger l on l.job_id = j.id order by j.created_at",
    ).map((row) => ({ ...row })),
    [
      { state: "uncertain", ledger: "settled" },
      { state: "delivered", ledger: "settled" },
    ],
  );
});

test(
  "what belongs to no job, to the sandbox or to a restore stays out; files of settings come along",
  LIMIT,
  async (t) => {
    const { start, backup, restore, directory, data } = await openVault(t);
    const program = start();
    await program.printed(READY);
    await program.kill("SIGTERM");
    const put = async (path: string) => {
      await mkdir(join(data, path, ".."), { recursive: true });
      await writeFile(join(data, path), path);
    };
    const left = [
      "archive/2026/11/nobodys-job/0.png",
      "archive/.partial/x.part",
      "sandbox/y",
      "before-restore-1/easel.db",
    ];
    for (const path of [...left, "models/own.yaml"]) await put(path);
    assert.ok((await backup()).ok);
    const elsewhere = join(directory, "elsewhere");
    assert.ok((await restore(elsewhere)).ok);
    assert.equal(await readFile(join(elsewhere, "models/own.yaml"), "utf8"), "models/own.yaml");
    assert.deepEqual(
      (await readdir(elsewhere, { recursive: true })).filter((path) => /\.png|part|sandbox|before/.test(path)),
      [],
    );
  },
);

test(
  "npm run backup and restore say what they did, refuse to overwrite, and never while the bot runs",
  LIMIT,
  async (t) => {
    const { start, file, data, environment } = await openVault(t);
    const run = async (task: string, ...given: string[]) => {
      const printed: string[] = [];
      const print = (text: string) => void printed.push(text);
      const outcome = readConfig({ ...environment, ...bucket });
      const code = await runTask(task, given, { outcome, clock: systemClock, print });
      return { code, output: printed.join("") };
    };
    let bucket: Record<string, string> = {};
    assert.match((await run("backup", file)).output, /^There is nothing to back up: .+ Check DATA_DIR\.$/m);
    const bot = start();
    await bot.printed(READY);
    const made = await run("backup", file);
    assert.equal(made.code, 0);
    assert.match(made.output, /^Backed up 0 jobs and \d+ files into .+easel\.backup/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const bytes = await readFile(file);
    for (const secret of [environment.DISCORD_TOKEN, environment.RELAY_KEY]) assert.ok(!bytes.includes(secret));
    assert.match((await run("backup", file)).output, /is there already and was left as it is/);
    assert.doesNotMatch(made.output, /bucket/);
    bucket = { S3_BUCKET: "easel-pictures", S3_REGION: "eu-central-1" };
    const again = await run("backup", file, "--replace");
    assert.match(again.output, /The pictures are in the bucket easel-pictures and not in this backup: /);
    assert.equal(again.code, 0);
    bucket = {};
    assert.match((await run("backup", join(data, "x"))).output, /lies in DATA_DIR/);
    assert.match(
      (await run("restore", file, "--replace")).output,
      /^Easel is running on .+ Stop it, restore, and start it again\.$/m,
    );
    assert.equal(await bot.kill("SIGTERM"), 0);
    assert.match((await run("restore", file)).output, /holds data already and was left as it is\. Add --replace/);
    const restored = await run("restore", file, "--replace");
    assert.equal(restored.code, 0);
    assert.match(restored.output, /The former data is in .+before-restore-/);
    assert.match((await run("restore", `${file}.gone`)).output, /is not there/);
    assert.equal((await run("restore")).code, 2);
  },
);

test("what a restore puts aside is a database that still works", LIMIT, async (t) => {
  const { start, mira, seen, backup, restore, data } = await openVault(t);
  const program = start();
  await program.printed(READY);
  assert.ok((await backup()).ok);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await seen(PICTURE);
  await program.kill("SIGKILL");
  const restored = await restore(data, true);
  assert.ok(restored.ok && restored.former !== null);
  assert.deepEqual(query(data, "select id from jobs"), []);
  assert.equal(query(restored.former, "select id from jobs where state in ('saved', 'delivered')").length, 1);
  assert.equal((await files(restored.former)).length, 1);
});
