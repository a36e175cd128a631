import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeSoak } from "../../chaos/judge-soak.ts";
import { type Footprint, soak } from "../../chaos/soak.ts";
import { Tempo } from "../../chaos/tempo.ts";

const skip = process.platform === "linux" ? false : "reads what a process holds from /proc";
const JOBS = 120;

test("a hundred jobs leave no file, socket or timer open", { skip, timeout: 5 * 60_000 }, async () => {
  const { speed } = await Tempo.measured(1);
  const result = await soak({ jobs: JOBS, warmUpJobs: 40, restMs: 20_000, speed, say: () => {} });
  assert.ok((result.ends["delivered"] ?? 0) >= JOBS, JSON.stringify(result.ends));
  // So few jobs say nothing about memory: `npm run chaos -- --soak` does.
  const leaks = judgeSoak(result).problems.filter((problem) => /more/.test(problem));
  assert.deepEqual(leaks, [], JSON.stringify([result.before, result.after]));
});

const SMALL: Footprint = {
  heapBytes: 100,
  residentBytes: 200,
  descriptors: { file: 5, socket: 2 },
  resources: { Timeout: 1 },
};

test("a soak finds memory that does not come back, and what was left open", () => {
  const result = { peakResidentBytes: 300, jobs: 2, ends: { delivered: 2 }, tookMs: 1, planMs: 1 };
  assert.deepEqual(judgeSoak({ ...result, before: SMALL, after: SMALL }).problems, []);
  const after = { heapBytes: 111, residentBytes: 221, descriptors: { file: 5, socket: 3 }, resources: { Timeout: 4 } };
  assert.deepEqual(judgeSoak({ ...result, before: SMALL, after }).problems, [
    "memory held by the program grew",
    "the process grew",
    "1 more socket open",
    "3 more Timeout active",
  ]);
  const ends = { result_unusable: 2 };
  assert.deepEqual(judgeSoak({ ...result, ends, before: SMALL, after: SMALL }).problems, [
    "only 0 of 2 jobs were delivered",
  ]);
});
