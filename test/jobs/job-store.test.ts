import assert from "node:assert/strict";
import type { Job } from "../../src/jobs/job.ts";
import type { JobStore } from "../../src/jobs/job-store.ts";
import { failed, type Verdict } from "../../src/jobs/verdict.ts";
import { onBothDatabases } from "../support/databases.ts";
import { admit, file, jobId, newJob, openJobs, request, result } from "../support/job-rows.ts";

const MANY = { queued: 100, others: 100 };
const UP_TO_SAVED: Verdict[] = [
  { type: "submitting", inputs: [] },
  { type: "submitted", request },
  { type: "generated", result },
  { type: "saved", files: [file] },
];

async function walk(jobs: JobStore, job: Job, verdicts: Verdict[]): Promise<Job> {
  let current = job;
  for (const verdict of verdicts) current = await jobs.record(current, verdict, false);
  return current;
}

async function admitted(jobs: JobStore, number = 1): Promise<Job> {
  await admit(jobs, newJob(number));
  await jobs.acknowledged(jobId(number), "600000000000000001");
  const job = await jobs.find(jobId(number));
  assert.ok(job);
  return job;
}

onBothDatabases("a job keeps everything its states found out, digits of the seed included", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  const saved = await walk(jobs, await admitted(jobs), UP_TO_SAVED);
  assert.equal(saved.state, "saved");
  const found = await jobs.find(saved.id);
  assert.deepEqual(found, saved);
  assert.ok(found?.state === "saved");
  assert.deepEqual(found.request, request);
  assert.equal(found.result.seed, "18446744073709551615");
  assert.deepEqual(found.files, [file]);
});

onBothDatabases("a job waits for its acknowledgement, and runs without it after five seconds", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  await admit(jobs, newJob(1));
  assert.deepEqual(await jobs.claim("runner", MANY), []);
  clock.advance(5_000);
  assert.equal((await jobs.claim("runner", MANY)).length, 1);
});

onBothDatabases("a job is claimed once until the claims are released", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  await admitted(jobs);
  assert.equal((await jobs.claim("one", MANY)).length, 1);
  assert.equal((await jobs.claim("two", MANY)).length, 0);
  await jobs.releaseClaims();
  assert.equal((await jobs.claim("two", MANY)).length, 1);
});

onBothDatabases("a member's second job lets another member's first one pass", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  const admitFor = async (number: number, userId: string) => {
    const { place } = await admit(jobs, newJob(number, { userId }));
    await jobs.acknowledged(jobId(number), `60000000000000000${number}`);
    clock.advance(1);
    return place;
  };
  assert.equal(await admitFor(1, "mira"), 1);
  assert.equal(await admitFor(2, "mira"), 2);
  assert.equal(await admitFor(3, "nils"), 2);
  const order = (await jobs.waiting(10)).map((job) => job.id);
  assert.deepEqual(order, [jobId(1), jobId(3), jobId(2)]);
});

onBothDatabases("only as many queued jobs are claimed as the relay has places for", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  await admitted(jobs, 1);
  await admitted(jobs, 2);
  await admitted(jobs, 3);
  assert.equal((await jobs.claim("runner", { queued: 2, others: 10 })).length, 2);
  assert.equal((await jobs.claim("runner", { queued: 0, others: 10 })).length, 0);
});

onBothDatabases("while the relay wants no requests of a payer's, theirs wait and all else goes on", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  const refused = await jobs.record(await admitted(jobs, 1), { type: "submitting", inputs: [] }, false);
  const goesOn = await walk(jobs, await admitted(jobs, 2), UP_TO_SAVED.slice(0, 2));
  await jobs.record(refused, { type: "requeued", inMs: 1_000, restMs: 60_000 }, true);
  // A shorter word later does not shorten it.
  const second = await jobs.record(await admitted(jobs, 3), { type: "submitting", inputs: [] }, false);
  await jobs.record(second, { type: "requeued", inMs: 1_000, restMs: 5_000 }, true);
  await admitted(jobs, 4);
  await admit(jobs, newJob(5, { payer: "another key" }));
  await jobs.acknowledged(jobId(5), "600000000000000005");
  const restOver = clock.now() + 60_000;
  const ids = (claimed: readonly Job[]) => claimed.map(({ id }) => id);
  assert.deepEqual(ids(await jobs.claim("runner", MANY)), [goesOn.id, jobId(5)]);
  assert.equal(await jobs.nextDue(true), restOver);
  clock.advance(59_999);
  assert.deepEqual(await jobs.claim("runner", MANY), []);
  clock.advance(1);
  assert.deepEqual(ids(await jobs.claim("runner", MANY)), [1, 3, 4].map(jobId));
  assert.equal(await jobs.nextDue(true), null);
});

onBothDatabases(
  "the ledger reserves at admission, settles at delivery and releases what was not charged",
  async (t, on) => {
    const { jobs, database } = await openJobs(t, on);
    const ledger = async (number: number) =>
      database.selectFrom("ledger").selectAll().where("job_id", "=", jobId(number)).executeTakeFirstOrThrow();
    const delivered = await admitted(jobs, 1);
    assert.deepEqual([(await ledger(1)).state, (await ledger(1)).amount_micros], ["reserved", 25_000]);
    await walk(jobs, delivered, [...UP_TO_SAVED, { type: "delivered" }]);
    assert.equal((await ledger(1)).state, "settled");
    await walk(jobs, await admitted(jobs, 2), [failed({ kind: "refused_input", charged: "no" })]);
    assert.equal((await ledger(2)).state, "released");
    const maybe = failed({ kind: "not_found", charged: "maybe" });
    await walk(jobs, await admitted(jobs, 3), [...UP_TO_SAVED.slice(0, 2), maybe]);
    assert.equal((await ledger(3)).state, "settled");
  },
);

onBothDatabases(
  "a cancel asked for while a step has the job in hand is seen at once when it is put back",
  async (t, on) => {
    const { jobs, clock } = await openJobs(t, on);
    const submitted = await walk(jobs, await admitted(jobs), UP_TO_SAVED.slice(0, 2));
    assert.equal(await jobs.requestCancel(submitted.id), true);
    await jobs.record(submitted, { type: "again", inMs: 60_000, failedTry: false }, true);
    assert.equal(await jobs.nextDue(true), clock.now());
  },
);

onBothDatabases("a job that is cancelled while it waits here needs no place at the relay to end", async (t, on) => {
  const { jobs, clock } = await openJobs(t, on);
  const job = await admitted(jobs);
  assert.equal(await jobs.nextDue(false), null);
  await jobs.requestCancel(job.id);
  assert.equal(await jobs.nextDue(false), clock.now());
  assert.equal((await jobs.claim("runner", { queued: 0, others: 1 })).length, 1);
});

onBothDatabases("a finished job cannot be cancelled any more", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  const saved = await walk(jobs, await admitted(jobs), UP_TO_SAVED);
  assert.equal(await jobs.requestCancel(saved.id), false);
});

onBothDatabases("a job that was told its end is open no more and has given its token back", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  const job = await walk(jobs, await admitted(jobs), [
    failed({ kind: "unauthorized", charged: "no" }),
    { type: "told" },
  ]);
  assert.equal(job.origin.interactionToken, null);
  assert.equal(await jobs.nextDue(true), null);
  assert.deepEqual(await jobs.claim("runner", MANY), []);
});

onBothDatabases("a verdict that the state does not allow is refused and changes nothing", async (t, on) => {
  const { jobs } = await openJobs(t, on);
  const job = await admitted(jobs);
  await assert.rejects(jobs.record(job, { type: "delivered" }, true), /queued, which cannot become delivered/);
  assert.equal((await jobs.find(job.id))?.state, "queued");
});
