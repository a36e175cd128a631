import assert from "node:assert/strict";
import { test } from "node:test";
import type { Job } from "../../../src/jobs/job.ts";
import { jobId } from "../../support/job-rows.ts";
import { type Fellow, openFellows, straight, until } from "./fellows.ts";

const LIMIT = { timeout: 60_000 };
/** Longer than the test may last: only who is woken looks again. */
const REST_MS = 600_000;

const wakings: [string, (gateway: Fellow) => Promise<unknown>, (job: Job) => boolean][] = [
  [
    "a call that one process hears wakes the job that another has in hand",
    async (gateway) => assert.equal((await gateway.jobs.relayCalled(jobId(1), null))?.woke, true),
    (job) => job.calledAt !== undefined,
  ],
  [
    "news of a stream in one process wakes the job that another has in hand",
    (gateway) => gateway.jobs.wake(jobId(1)),
    () => true,
  ],
];
for (const [title, wake, isKnown] of wakings) {
  test(title, LIMIT, async (t) => {
    const { join } = await openFellows(t);
    let looks = 0;
    const worker = await join(async (job, resumed) => {
      if (job.state !== "submitted") return straight(job, resumed);
      looks += 1;
      if (looks > 1 && isKnown(job)) return straight(job, resumed);
      return { type: "again", inMs: REST_MS, failedTry: false };
    });
    const gateway = await join();
    await worker.runner.start();
    await gateway.ask(1);
    await until(() => looks === 1);
    await wake(gateway);
    await until(async () => (await gateway.find(1))?.toldAt != null);
    assert.equal(looks, 2);
  });
}
