import assert from "node:assert/strict";
import { GuildJobs } from "../../src/jobs/guild-jobs.ts";
import type { JobStore } from "../../src/jobs/job-store.ts";
import { failed } from "../../src/jobs/verdict.ts";
import { onBothDatabases } from "../support/databases.ts";
import { admit, jobId, newJob, openJobs } from "../support/job-rows.ts";

const GUILD = "300000000000000001";
const OTHER_GUILD = "300000000000000002";

async function refuse(jobs: JobStore, number: number, charged: "no" | "maybe") {
  const job = await jobs.find(jobId(number));
  if (job !== null) await jobs.record(job, failed({ kind: "refused_input", charged }), true);
}

onBothDatabases(
  "usage counts jobs by day, model and member, and the money that was or may have been charged",
  async (t, on) => {
    const { jobs, database, clock } = await openJobs(t, on);
    const guildJobs = new GuildJobs(database);
    await admit(jobs, newJob(1, { priceMicros: 10 }));
    await admit(jobs, newJob(2, { priceMicros: 100 }));
    await admit(jobs, newJob(3, { priceMicros: 1_000, userId: "200000000000000002" }));
    await refuse(jobs, 1, "no");
    await refuse(jobs, 2, "maybe");
    clock.advance(24 * 60 * 60_000);
    await admit(jobs, newJob(4, { priceMicros: 10_000, model: "other" }));
    const elsewhere = newJob(5, { priceMicros: 7 });
    await admit(jobs, { ...elsewhere, origin: { ...elsewhere.origin, guildId: OTHER_GUILD } });

    const rows = await guildJobs.usage(GUILD, 0);
    assert.deepEqual(rows.map(({ model, whose, jobs: count, micros }) => [model, whose.at(-1), count, micros]).sort(), [
      ["fal-ai/flux-1/dev", "1", 2, 100],
      ["fal-ai/flux-1/dev", "2", 1, 1_000],
      ["other", "1", 1, 10_000],
    ]);
    assert.equal(new Set(rows.map(({ day }) => day)).size, 2);
    assert.deepEqual(
      (await guildJobs.usage(GUILD, clock.now())).map(({ model }) => model),
      ["other"],
    );
    assert.equal((await guildJobs.usage(GUILD, 0, "200000000000000002")).length, 1);
    assert.deepEqual(
      (await guildJobs.list(GUILD, 0, 2)).map(({ id, micros }) => [id, micros]),
      [
        [jobId(4), 10_000],
        [jobId(1), 0],
      ],
    );
  },
);

onBothDatabases("under way are the guild's own jobs that have not ended, oldest first", async (t, on) => {
  const { jobs, database, clock } = await openJobs(t, on);
  const guildJobs = new GuildJobs(database);
  for (const number of [1, 2, 3]) {
    await admit(jobs, newJob(number));
    clock.advance(1_000);
  }
  await refuse(jobs, 2, "no");
  const elsewhere = newJob(4);
  await admit(jobs, { ...elsewhere, origin: { ...elsewhere.origin, guildId: OTHER_GUILD } });
  const ids = async (offset: number) => (await guildJobs.underWay(GUILD, { limit: 10, offset })).map(({ id }) => id);
  assert.deepEqual(await ids(0), [jobId(1), jobId(3)]);
  assert.deepEqual(await ids(1), [jobId(3)]);
});
