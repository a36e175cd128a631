import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openJobs as countOpen, spentSince } from "../../src/jobs/figures.ts";
import { JobStore } from "../../src/jobs/job-store.ts";
import { poolOf } from "../../src/storage/database.ts";
import { onPostgres } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { admit, jobId, newJob } from "../support/job-rows.ts";

onPostgres(
  "what the operator's book runs on a restored database ends all under way, at its price",
  async (_, { open }) => {
    const book = readFileSync(new URL("../../docs/operating.md", import.meta.url), "utf8");
    const [, statements] = /```sql\n([\s\S]+?)```/.exec(book) ?? [];
    assert.ok(statements);
    const database = await open();
    const jobs = new JobStore(database, new FakeClock());
    for (const number of [1, 2]) await admit(jobs, newJob(number));
    const before = await spentSince(database, 0);
    assert.equal((await countOpen(database))[0]?.count, 2);
    await poolOf(database).query(statements);
    assert.deepEqual(await countOpen(database), []);
    assert.equal(await spentSince(database, 0), before);
    const job = await jobs.find(jobId(1));
    assert.ok(job?.state === "uncertain" && job.failure.charged === "maybe");
  },
);
