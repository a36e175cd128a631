import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { Runner } from "../../src/runner/runner.ts";
import type { WalkOptions } from "../../src/runner/walk.ts";
import { admit, jobId, newJob, openJobs, request } from "../support/job-rows.ts";

const failure = { kind: "generation_failed", charged: "no", field: null, detail: null } as const;

/** A job's way with a stop at one of its moments, which are each wait for a turn and the middle of each step. */
async function stopAt(t: Parameters<typeof openJobs>[0], moment: number) {
  const { clock, jobs } = await openJobs(t);
  const stopped = Promise.withResolvers<void>();
  const sent: string[] = [];
  const late: string[] = [];
  let moments = 0;
  let stopping = false;
  const runnerWith = (passed: () => Promise<void>) => {
    const step: WalkOptions["step"] = async (job, resumed) => {
      if (stopping) late.push(job.state);
      if (job.state === "submitting") sent.push(resumed ? "after a crash" : "sent");
      await passed();
      if (job.state === "queued") return { type: "submitting", inputs: [] };
      if (job.state === "submitting") return { type: "submitted", request };
      return job.state === "submitted" ? { type: "stopped", state: "failed", failure } : { type: "told" };
    };
    const log = pino({ level: "silent" });
    const rest = { store: jobs, clock, log, showPlaces: () => {}, name: "runner", relayConcurrency: 4 };
    return new Runner({ ...rest, step, turn: passed });
  };
  const runner = runnerWith(async () => {
    moments += 1;
    if (moments - 1 !== moment) return;
    stopping = true;
    runner.stop(0).then(stopped.resolve, stopped.reject);
    // A moment for whatever does not look whether it may go on.
    await new Promise(setImmediate);
  });
  await admit(jobs, newJob(1));
  await jobs.acknowledged(jobId(1), "600000000000000001");
  await runner.start();
  if (moment >= 0) await stopped.promise;
  else for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  await runner.stop(0);
  const left = await jobs.find(jobId(1));
  stopping = false;
  const next = runnerWith(async () => {});
  await next.start();
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  await next.stop(0);
  return { moments, late, left: left?.state, sent, end: await jobs.find(jobId(1)) };
}

test("whenever a stop comes, no step begins after it, and the request is sent once", async (t) => {
  const { moments } = await stopAt(t, -1);
  const left: string[] = [];
  for (let moment = 0; moment < moments; moment += 1) {
    const way = await stopAt(t, moment);
    const when = `stopped at moment ${moment}, it was left ${way.left}`;
    assert.deepEqual(way.late, [], when);
    assert.deepEqual(way.sent, ["sent"], when);
    assert.equal(way.end?.state, "failed", when);
    assert.ok(way.end?.toldAt, when);
    left.push(String(way.left));
  }
  // None is left where nobody would know whether it was sent.
  assert.deepEqual([...new Set(left)], ["queued", "submitted", "failed"]);
});
