import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pino } from "pino";
import { JobStore } from "../../src/jobs/job-store.ts";
import { Runner } from "../../src/runner/runner.ts";
import type { WalkOptions } from "../../src/runner/walk.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { WalSync } from "../../src/storage/durable.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { admit, jobId, newJob, request } from "../support/job-rows.ts";

const failure = { kind: "generation_failed", charged: "no", field: null, detail: null } as const;

/** A job's way on a disk, by steps of the test's own. */
async function run(t: TestContext, step: WalkOptions["step"]) {
  const directory = await mkdtemp(join(tmpdir(), "easel-runner-"));
  const database = await openDatabase(join(directory, "easel.db"));
  const clock = new FakeClock();
  const jobs = new JobStore(database, clock);
  const lines: string[] = [];
  const runner = new Runner({
    store: jobs,
    step,
    showPlaces: () => {},
    clock,
    turn: async () => {},
    log: pino({ level: "info" }, { write: (line: string) => void lines.push(line) }),
    name: "runner",
    relayConcurrency: 4,
  });
  t.after(async () => {
    await runner.stop(0);
    await database.destroy();
    await rm(directory, { recursive: true });
  });
  await admit(jobs, newJob(1));
  await jobs.acknowledged(jobId(1), "600000000000000001");
  await runner.start();
  /** Lets time pass until the job's end is told; the test's time limit ends it otherwise. */
  const told = async () => {
    while ((await jobs.find(jobId(1)))?.toldAt == null) {
      clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { jobs, lines, told };
}

test("a request whose id was written down while the disk refused once is followed on", {
  timeout: 20_000,
}, async (t) => {
  const refused: string[] = [];
  const { synced } = WalSync.prototype;
  let refuses = false;
  t.mock.method(WalSync.prototype, "synced", function (this: WalSync) {
    if (!refuses) return synced.call(this);
    refuses = false;
    refused.push("once");
    return Promise.reject(new Error("EIO: i/o error, fdatasync"));
  });
  const steps: string[] = [];
  const { told } = await run(t, async (job) => {
    steps.push(job.state);
    refuses = job.state === "queued" || job.state === "submitting";
    if (job.state === "queued") return { type: "submitting", inputs: [] };
    if (job.state === "submitting") return { type: "submitted", request };
    return job.state === "submitted" ? { type: "stopped", state: "failed", failure } : { type: "told" };
  });
  await told();
  assert.deepEqual(steps, ["queued", "submitting", "submitted", "failed"]);
  assert.equal(refused.length, 2);
});

test("a job that could not be read once is looked at again", { timeout: 20_000 }, async (t) => {
  let waits = 0;
  const { jobs, lines, told } = await run(t, async (job) => {
    if (job.state === "queued") return { type: "submitting", inputs: [] };
    if (job.state === "submitting") return { type: "submitted", request };
    if (job.state !== "submitted") return { type: "told" };
    waits += 1;
    return waits === 1 ? { type: "again", inMs: 500, failedTry: false } : { type: "stopped", state: "failed", failure };
  });
  const { held } = jobs;
  let refusals = 1;
  t.mock.method(jobs, "held", (id: string, by: string) => {
    refusals -= 1;
    return refusals >= 0 ? Promise.reject(new Error("ERR_SQLITE_ERROR: disk I/O error")) : held.call(jobs, id, by);
  });
  await told();
  assert.equal(lines.filter((line) => line.includes("put aside")).length, 1);
});
