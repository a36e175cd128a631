import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { FavouriteStore } from "../../src/history/favourite-store.ts";
import { Forgetting } from "../../src/history/forgetting.ts";
import { type Retention, RetentionSweep } from "../../src/history/retention.ts";
import { ViewStore } from "../../src/history/view-store.ts";
import { forgetOldGivenPictures } from "../../src/jobs/given-picture-store.ts";
import { admit, file, jobId, newJob } from "../support/job-rows.ts";
import { MINE, MIRA, openHistory, pictured } from "./pictured.ts";

const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;

async function openSweep(t: Parameters<typeof openHistory>[0], retention: Partial<Retention>) {
  const opened = await openHistory(t);
  const { database, clock } = opened;
  const deleted: string[] = [];
  const forgetting = new Forgetting({
    database,
    clock,
    deleteFiles: async (id) => void deleted.push(id),
    records: [],
  });
  const views = new ViewStore({ database, clock, newId: () => "view" });
  const failures: unknown[] = [];
  const sweep = new RetentionSweep({
    database,
    clock,
    forgetting,
    views,
    alsoOld: [() => forgetOldGivenPictures(database, clock.now())],
    retentionOf: async () => ({ days: null, megabytes: null, ...retention }),
    swept: () => {},
    failed: (error) => failures.push(error),
  });
  return { ...opened, sweep, views, deleted, forgetting, failures };
}

const large = { ...file, bytes: MEGABYTE };

test("the oldest pictures go until the rest needs no more than the server may keep, favourites last", async (t) => {
  const { jobs, database, clock, sweep, deleted } = await openSweep(t, { megabytes: 2 });
  for (const number of [1, 2, 3, 4]) {
    await pictured(jobs, number, { files: [large] });
    clock.advance(1_000);
  }
  await new FavouriteStore(database, clock).add("200000000000000009", jobId(1), 0);
  assert.equal(await sweep.sweep(), 2);
  assert.deepEqual(deleted, [jobId(2), jobId(3)]);
  assert.equal(await sweep.sweep(), 0);
});

test("nothing goes where nobody decided anything, and nothing that is still under way", async (t) => {
  const kept = await openSweep(t, {});
  await pictured(kept.jobs, 1, { files: [large] });
  kept.clock.advance(1_000 * DAY_MS);
  assert.equal(await kept.sweep.sweep(), 0);
  const young = await openSweep(t, { days: 1 });
  await admit(young.jobs, newJob(1));
  young.clock.advance(2 * DAY_MS);
  assert.equal(await young.sweep.sweep(), 0);
});

test("a sweep comes at the start and every day, and lists that nobody turns any more go with it", async (t) => {
  const { jobs, database, clock, sweep, views, deleted, failures } = await openSweep(t, { days: 5 });
  await pictured(jobs, 1);
  await views.keep(MIRA, MINE);
  await database
    .insertInto("given_pictures")
    .values({ id: "taken", user_id: MIRA, picture: "{}", at: clock.now() })
    .execute();
  sweep.start();
  t.after(() => sweep.stop());
  const afterDays = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      clock.advance(DAY_MS);
      for (let turn = 0; turn < 50; turn += 1) await setImmediate();
    }
  };
  await afterDays(5);
  assert.deepEqual(await database.selectFrom("given_pictures").select("id").execute(), []);
  assert.deepEqual(deleted, []);
  assert.ok(await views.find("view"));
  await afterDays(1);
  assert.deepEqual(deleted, [jobId(1)]);
  await afterDays(2);
  assert.equal(await views.find("view"), null);
  assert.deepEqual(failures, []);
});

test("a job that was forgotten is in nobody's history and found by no button", async (t) => {
  const { jobs, history, numbersOf, forgetting, deleted } = await openSweep(t, {});
  await pictured(jobs, 1);
  await pictured(jobs, 2);
  await forgetting.forgetJobs([jobId(1)]);
  assert.deepEqual(await numbersOf(history, MINE), [2]);
  assert.equal(await jobs.find(jobId(1)), null);
  assert.deepEqual(deleted, [jobId(1)]);
});
