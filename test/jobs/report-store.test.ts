import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { ReportStore } from "../../src/jobs/report-store.ts";
import { onBothDatabases, type TestDatabase } from "../support/databases.ts";
import { admit, jobId, newJob, openJobs } from "../support/job-rows.ts";

async function openReports(t: TestContext, on: TestDatabase) {
  const { jobs, database, clock } = await openJobs(t, on);
  await admit(jobs, newJob(1));
  return new ReportStore(database, clock);
}

onBothDatabases("a member reports a picture once, also with two reports at the same moment", async (t, on) => {
  const reports = await openReports(t, on);
  const both = await Promise.all([1, 2].map(() => reports.add(jobId(1), "g", { userId: "u", reason: "bad" })));
  assert.deepEqual(both.sort(), [false, true]);
  assert.equal(await reports.add(jobId(1), "g", { userId: "v", reason: "bad, too" }), true);
  assert.deepEqual(
    (await reports.find(jobId(1)))?.reports.map(({ userId }) => userId),
    ["u", "v"],
  );
});

onBothDatabases("only the first decision counts", async (t, on) => {
  const reports = await openReports(t, on);
  await reports.add(jobId(1), "g", { userId: "u", reason: "bad" });
  assert.equal(await reports.decide(jobId(1), "kept", "theo"), true);
  assert.equal(await reports.decide(jobId(1), "removed", "ada"), false);
  assert.deepEqual((await reports.find(jobId(1)))?.decided?.decision, "kept");
});

onBothDatabases("a report that was taken back can be made again", async (t, on) => {
  const reports = await openReports(t, on);
  await reports.add(jobId(1), "g", { userId: "u", reason: "bad" });
  await reports.withdraw(jobId(1), "u");
  assert.equal(await reports.add(jobId(1), "g", { userId: "u", reason: "bad" }), true);
});
