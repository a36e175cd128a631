import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { BatchStore } from "../../src/jobs/batch-store.ts";
import { toNewRow } from "../../src/jobs/job-row.ts";
import { JobStore } from "../../src/jobs/job-store.ts";
import { StaleJobError } from "../../src/jobs/record-verdict.ts";
import { ReportStore } from "../../src/jobs/report-store.ts";
import { PRESET_LIMITS } from "../../src/prompts/preset.ts";
import { PresetStore } from "../../src/prompts/preset-store.ts";
import { RelayKeys } from "../../src/secrets/relay-keys.ts";
import { createSecretBox } from "../../src/secrets/secret-box.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { onPostgres, type TestDatabase } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { admit, jobId, newJob } from "../support/job-rows.ts";
import { GUILD, MEMBER, MODERATOR, openLimits, wantedOf } from "../support/limits.ts";
import { freshPostgres } from "../support/postgres.ts";

const PROCESSES = 3;
const clock = new FakeClock();
const box = createSecretBox("x".repeat(32));
let made = 0;
const newId = () => {
  made += 1;
  return `id-${made}`;
};

/** The same store in several processes, as far as the database can tell: each has connections of its own. */
async function inEach<T>(
  on: TestDatabase,
  open: (database: Awaited<ReturnType<TestDatabase["open"]>>) => T,
): Promise<T[]> {
  return Promise.all(Array.from({ length: PROCESSES }, async () => open(await on.open())));
}

/** Everyone does it so often, all at the same moment. */
function atOnce<T, R>(
  processes: readonly T[],
  times: number,
  act: (process: T, number: number) => Promise<R>,
): Promise<R[]> {
  const all = Array.from({ length: times }, (_, time) =>
    processes.map((each, index) => ({ each, number: time * PROCESSES + index })),
  );
  return Promise.all(all.flat().map(({ each, number }) => act(each, number)));
}

const INK = { name: "ink", words: "ink", negative: "", settings: "" };

test("processes that start at once on an empty database make its tables once", async (t) => {
  const fresh = await freshPostgres();
  const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(fresh)));
  t.after(async () => {
    for (const each of opened) await each.destroy();
    await fresh.drop();
  });
  for (const database of opened)
    assert.equal((await database.selectFrom("admissions").selectAll().execute()).length, 1);
});

onPostgres("200 requests over three processes against a quota of 5 admit exactly 5", async (_, on) => {
  const limits = await Promise.all(Array.from({ length: PROCESSES }, () => openLimits({ on, clock })));
  await limits[0]?.policies.change(GUILD, MODERATOR, (settings) => {
    settings.limits.everyone.imagesPerDay = 5;
    return settings;
  });
  const answers = await atOnce(limits, 67, ({ admissions }, number) => admissions.admit(wantedOf(number)));
  assert.equal(answers.filter(({ admitted }) => admitted).length, 5);
  const database = await on.open();
  assert.equal((await database.selectFrom("ledger").select("job_id").execute()).length, 5);
});

onPostgres("people who wait to be admitted leave connections to everyone else", async (_, on) => {
  const [other, database] = [await on.open(), await on.open()];
  const store = new JobStore(database, clock);
  const held = Promise.withResolvers<void>();
  const holding = Promise.withResolvers<void>();
  const holder = other.transaction().execute(async (transaction) => {
    await transaction.updateTable("admissions").set({ admitted: 7 }).execute();
    holding.resolve();
    await held.promise;
  });
  await holding.promise;
  const admitted = Array.from({ length: 30 }, (_, number) => admit(store, newJob(number)));
  assert.equal((await database.selectFrom("jobs").select("id").execute()).length, 0);
  held.resolve();
  await Promise.all([holder, ...admitted]);
  assert.equal((await database.selectFrom("jobs").select("id").execute()).length, 30);
});

onPostgres("a connection that was lost in an admission does not hold up the next one for long", async (_, on) => {
  const database = await on.open();
  const time = new FakeClock();
  const store = new JobStore(database, time);
  const [lost, found] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = store.admit<string>(async (transaction) => {
    // The server has given it up, which nobody hears of.
    await sql`rollback`.execute(transaction);
    lost.resolve();
    await found.promise;
    return { denied: "late" };
  });
  const next = admit(store, newJob(1));
  await lost.promise;
  time.advance(40_000);
  await next;
  found.resolve();
  assert.deepEqual(await first, { denied: "late" });
  await admit(store, newJob(2));
  assert.equal(time.pending, 0);
});

onPostgres("a job is claimed by one, and moved on by one", async (_, on) => {
  const stores = await inEach(on, (database) => new JobStore(database, clock));
  const [first] = stores;
  assert.ok(first);
  for (let number = 1; number <= 12; number += 1) {
    await admit(first, newJob(number));
    await first.acknowledged(jobId(number), "600000000000000001");
  }
  const claimed = await atOnce(stores, 4, (store, number) => store.claim(`runner ${number}`, { queued: 5, others: 5 }));
  const ids = claimed.flat().map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  const job = await first.find(jobId(1));
  assert.ok(job);
  const moved = await Promise.allSettled(
    stores.map((store) => store.record(job, { type: "submitting", inputs: [] }, false)),
  );
  const refused = moved.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  assert.equal(refused.length, PROCESSES - 1);
  for (const reason of refused) assert.ok(reason instanceof StaleJobError, String(reason));
});

onPostgres("a name is given once, and no more presets are kept than may be", async (_, on) => {
  const stores = await inEach(on, (database) => new PresetStore({ database, clock, newId }));
  const same = await atOnce(stores, 2, (store) => store.add(`user:${MEMBER}`, INK, MEMBER));
  assert.deepEqual(same.map((saved) => (saved.ok ? "saved" : saved.kind)).sort(), [
    "name_taken",
    "name_taken",
    "name_taken",
    "name_taken",
    "name_taken",
    "saved",
  ]);
  const many = await atOnce(stores, 20, (store, number) =>
    store.add(`user:${MEMBER}`, { ...INK, name: `n${number}` }, MEMBER),
  );
  assert.equal(many.filter(({ ok }) => ok).length, PRESET_LIMITS.mine - 1);
  const [a, b] = (await stores[0]?.of(`user:${MEMBER}`)) ?? [];
  assert.ok(a && b);
  const renamed = await Promise.all([a, b].map(({ id }, index) => stores[index]?.change(id, { ...INK, name: "new" })));
  assert.equal(renamed.filter((saved) => saved?.ok).length, 1);
});

onPostgres("of keys set at once one is the guild's, and none is erased under a job that it pays", async (_, on) => {
  const stores = await inEach(on, (database) => ({ database, keys: new RelayKeys({ database, clock, newId, box }) }));
  await atOnce(stores, 2, ({ keys }, number) => keys.set(GUILD, `key ${number}`, MODERATOR));
  const [admitting, removing] = stores;
  assert.ok(admitting && removing);
  const { database, keys } = admitting;
  const live = await database.selectFrom("relay_keys").select("id").where("removed_at", "is", null).execute();
  assert.equal(live.length, 1);
  let removed: Promise<boolean> | null = null;
  const { payer } = await database.transaction().execute(async (transaction) => {
    const paid = await keys.current(GUILD, transaction);
    removed = removing.keys.remove(GUILD);
    // The removal is under way by the time that the job is written down.
    for (let turn = 0; turn < 10; turn += 1) await removing.keys.current(GUILD);
    const job = { ...newJob(1), payer: paid?.id ?? null };
    await transaction
      .insertInto("jobs")
      .values(toNewRow(job, 0, 0, 0))
      .execute();
    return job;
  });
  assert.equal(await removed, true);
  assert.ok(payer !== null && (await keys.keyOf(payer)) !== null);
});

onPostgres("a report, a decision and a batch count once, whoever is asked", async (_, on) => {
  const stores = await inEach(on, (database) => ({
    database,
    jobs: new JobStore(database, clock),
    reports: new ReportStore(database, clock),
    batches: new BatchStore(database, clock),
  }));
  const [first] = stores;
  assert.ok(first);
  await admit(first.jobs, newJob(1));
  const once = async (results: Promise<boolean[]>) => assert.equal((await results).filter(Boolean).length, 1);
  await once(atOnce(stores, 3, ({ reports }) => reports.add(jobId(1), GUILD, { userId: MEMBER, reason: "bad" })));
  await once(
    atOnce(stores, 3, ({ reports }, number) => reports.decide(jobId(1), number % 2 ? "kept" : "removed", MODERATOR)),
  );
  const preview = { model: "m", inputs: [{}], literal: null, applied: null, privately: false };
  await first.batches.keepPreview("b", MEMBER, "token", preview);
  const token = { value: "press", at: 0 };
  await once(
    atOnce(stores, 3, ({ batches, database }) =>
      database.transaction().execute((transaction) => batches.claim(transaction, "b", 2, token)),
    ),
  );
});

onPostgres("changes of settings at once are all kept, counted one by one, and credits undone once", async (_, on) => {
  const limits = await Promise.all(Array.from({ length: PROCESSES }, () => openLimits({ on, clock, newId })));
  const [first] = limits;
  assert.ok(first);
  await atOnce(limits, 7, ({ policies }, number) =>
    policies.change(GUILD, MODERATOR, (settings) => {
      settings.place.channels.denied.push(`30000000000000${String(number).padStart(4, "0")}`);
      return settings;
    }),
  );
  assert.equal((await first.policies.settings(GUILD)).place.channels.denied.length, 21);
  const numbers = (await first.policies.audit(GUILD, { limit: 100 })).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    Array.from({ length: 21 }, (_each, index) => 21 - index),
  );
  const given = await first.policies.giveCredits(GUILD, { userId: MEMBER, images: 5, reason: "" }, MODERATOR);
  assert.ok(given);
  await first.policies.giveCredits(GUILD, { userId: MEMBER, images: 5, reason: "" }, MODERATOR);
  await atOnce(limits, 2, ({ policies }) => policies.undo(GUILD, given.id, MODERATOR));
  const { given: left } = await (await on.open()).selectFrom("credits").select("given").executeTakeFirstOrThrow();
  assert.equal(left, 5);
});
