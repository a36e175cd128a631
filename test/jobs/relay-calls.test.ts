import assert from "node:assert/strict";
import type { Job } from "../../src/jobs/job.ts";
import type { JobStore } from "../../src/jobs/job-store.ts";
import type { Verdict } from "../../src/jobs/verdict.ts";
import { onBothDatabases } from "../support/databases.ts";
import { admit, jobId, newJob, openJobs, request, result } from "../support/job-rows.ts";

const AGAIN: Verdict = { type: "again", inMs: 60_000, failedTry: false };
const ID = jobId(1);

async function walk(jobs: JobStore, ...verdicts: Verdict[]): Promise<Job> {
  await admit(jobs, newJob(1));
  await jobs.acknowledged(ID, "600000000000000001");
  let job = await jobs.find(ID);
  assert.ok(job);
  for (const verdict of verdicts) job = await jobs.record(job, verdict, true);
  return job;
}

const SUBMITTING: Verdict = { type: "submitting", inputs: [] };
const SUBMITTED: Verdict = { type: "submitted", request };

onBothDatabases("a call makes its job due at once, and only once", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  await walk(jobs, SUBMITTING, SUBMITTED, AGAIN);
  assert.equal(await jobs.nextDue(true), clock.now() + 60_000);
  clock.advance(1_000);
  assert.deepEqual(await jobs.relayCalled(ID, request.requestId), { woke: true, lateMs: 0 });
  assert.equal(await jobs.nextDue(true), clock.now());
  assert.equal((await jobs.find(ID))?.calledAt, clock.now());
  clock.advance(1_000);
  assert.equal(await jobs.relayCalled(ID, request.requestId), null);
  assert.equal(await jobs.nextDue(true), clock.now() - 1_000);
});

onBothDatabases("a call while a step has the job in hand is not written over", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  const submitted = await walk(jobs, SUBMITTING, SUBMITTED);
  assert.ok(await jobs.relayCalled(ID, null));
  await jobs.record(submitted, AGAIN, true);
  assert.equal(await jobs.nextDue(true), clock.now());
});

onBothDatabases("a call may come before its submit was answered", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  await walk(jobs, SUBMITTING);
  assert.equal((await jobs.relayCalled(ID, "whatever"))?.woke, true);
});

onBothDatabases("a call about another request, another job or none changes nothing", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  const job = await walk(jobs, SUBMITTING, SUBMITTED, AGAIN);
  const before = await jobs.find(ID);
  assert.equal(await jobs.relayCalled(ID, "r-2"), null);
  assert.equal(await jobs.relayCalled(jobId(2), request.requestId), null);
  assert.deepEqual(await jobs.find(ID), before);
  assert.equal(job.state, "submitted");
});

onBothDatabases("a call that comes when the result is there wakes nobody, but is remembered", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  await walk(jobs, SUBMITTING, SUBMITTED, { type: "generated", result });
  assert.equal(await jobs.countUncalled([ID, jobId(2)]), 1);
  clock.advance(700);
  const due = await jobs.nextDue(true);
  assert.deepEqual(await jobs.relayCalled(ID, request.requestId), { woke: false, lateMs: 700 });
  assert.deepEqual([await jobs.nextDue(true), await jobs.countUncalled([ID])], [due, 0]);
});

onBothDatabases("a job that was canceled or has failed hears no call", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  const failure = { kind: "generation_failed", charged: "maybe", field: null, detail: null } as const;
  await walk(jobs, SUBMITTING, SUBMITTED, { type: "stopped", state: "failed", failure });
  assert.equal(await jobs.relayCalled(ID, request.requestId), null);
});
