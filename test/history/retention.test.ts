import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { FavouriteStore } from "../../src/history/favourite-store.ts";
import { Forgetting } from "../../src/history/forgetting.ts";
import { type Retention, RetentionSweep } from "../../src/history/retention.ts";
import { ViewStore } from "../../src/history/view-store.ts";
import { forgetOldGivenPictures } from "../../src/jobs/given-picture-store.ts";
import { onBothDatabases, type TestDatabase } from "../support/databases.ts";
import { admit, file, jobId, newJob } from "../support/job-rows.ts";
import { answered } from "../support/postgres.ts";
import { MINE, MIRA, openHistory, pictured } from "./pictured.ts";

const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;

async function openSweep(t: TestContext, on: TestDatabase, retention: Partial<Retention>) {
  const opened = await openHistory(t, on);
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

onBothDatabases(
  "the oldest pictures go until the rest needs no more than the server may keep, favourites last",
  async (t, on) => {
    const { jobs, database, clock, sweep, deleted } = await openSweep(t, on, { megabytes: 2 });
    for (const number of [1, 2, 3, 4]) {
      await pictured(jobs, number, { files: [large] });
      clock.advance(1_000);
    }
    await new FavouriteStore(database, clock).add("200000000000000009", jobId(1), 0);
    assert.equal(await sweep.sweep(), 2);
    assert.deepEqual(deleted, [jobId(2), jobId(3)]);
    assert.equal(await sweep.sweep(), 0);
  },
);

onBothDatabases("nothing goes where nobody decided anything", async (t, on) => {
  const { jobs, clock, sweep } = await openSweep(t, on, {});
  await pictured(jobs, 1, { files: [large] });
  clock.advance(1_000 * DAY_MS);
  assert.equal(await sweep.sweep(), 0);
});

onBothDatabases("nothing goes that is still under way", async (t, on) => {
  const { jobs, clock, sweep } = await openSweep(t, on, { days: 1 });
  await admit(jobs, newJob(1));
  clock.advance(2 * DAY_MS);
  assert.equal(await sweep.sweep(), 0);
});

onBothDatabases(
  "a sweep comes at the start and every day, and lists that nobody turns any more go with it",
  async (t, on) => {
    const { jobs, database, clock, sweep, views, deleted, failures } = await openSweep(t, on, { days: 5 });
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
        await answered();
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
  },
);

onBothDatabases("a job that was forgotten is in nobody's history and found by no button", async (t, on) => {
  const { jobs, history, numbersOf, forgetting, deleted } = await openSweep(t, on, {});
  await pictured(jobs, 1);
  await pictured(jobs, 2);
  await forgetting.forgetJobs([jobId(1)]);
  assert.deepEqual(await numbersOf(history, MINE), [2]);
  assert.equal(await jobs.find(jobId(1)), null);
  assert.deepEqual(deleted, [jobId(1)]);
});
