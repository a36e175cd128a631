import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { StaleJobError } from "../../src/jobs/record-verdict.ts";
import { Runner } from "../../src/runner/runner.ts";
import { admit, jobId, newJob, openJobs, request } from "../support/job-rows.ts";

test("a job that comes while the program still starts is begun once, after the old claims are released", async (t) => {
  const { clock, jobs } = await openJobs(t);
  const begun: string[] = [];
  const runner = new Runner({
    store: jobs,
    async step(job) {
      begun.push(job.state);
      // Longer than the start takes: whoever released this claim would begin it again.
      await new Promise(setImmediate);
      return job.state === "queued"
        ? { type: "submitting", inputs: [] }
        : { type: "again", inMs: 60_000, failedTry: false };
    },
    showPlaces: () => {},
    clock,
    turn: async () => {},
    log: pino({ level: "silent" }),
    name: "runner",
    relayConcurrency: 4,
  });
  await admit(jobs, newJob(1));
  await jobs.acknowledged(jobId(1), "600000000000000001");
  runner.nudge();
  await new Promise(setImmediate);
  assert.deepEqual(begun, []);
  await runner.start();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  await runner.stop(0);
  assert.equal(begun.filter((state) => state === "queued").length, 1);
});

test("of two who hold the same job only one moves it on", async (t) => {
  const { jobs, database } = await openJobs(t);
  await admit(jobs, newJob(1));
  const job = await jobs.find(jobId(1));
  assert.ok(job);
  const submitting = await jobs.record(job, { type: "submitting", inputs: [] }, false);
  await assert.rejects(jobs.record(job, { type: "submitting", inputs: [] }, false), StaleJobError);
  await jobs.record(submitting, { type: "submitted", request }, false);
  const failure = { kind: "uncertain", charged: "maybe", field: null, detail: null } as const;
  const late = jobs.record(submitting, { type: "stopped", state: "uncertain", failure }, false);
  await assert.rejects(late, StaleJobError);
  assert.equal((await jobs.find(jobId(1)))?.state, "submitted");
  const [entry] = await database.selectFrom("ledger").select("state").execute();
  assert.equal(entry?.state, "reserved");
});
