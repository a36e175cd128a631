import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Job } from "../../src/jobs/job.ts";
import { failed, type Verdict } from "../../src/jobs/verdict.ts";
import { admit, file, jobId, newJob, openJobs, request, result } from "../support/job-rows.ts";

const verdicts: Verdict[] = [
  { type: "submitting", inputs: [] },
  { type: "submitted", request },
  { type: "requeued", inMs: 10 },
  { type: "generated", result },
  { type: "saved", files: [file] },
  { type: "delivered" },
  failed({ kind: "lost_contact", charged: "maybe" }),
  { type: "told" },
  { type: "again", inMs: 10, failedTry: true },
];

test("whatever verdicts come, a job stays in one readable state and its money ends once", async (t) => {
  const { jobs, database } = await openJobs(t);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...verdicts), { maxLength: 25 }), async (given) => {
      number += 1;
      await admit(jobs, newJob(number));
      const admitted = await jobs.find(jobId(number));
      assert.ok(admitted);
      let job: Job = admitted;
      let settlements = 0;
      for (const verdict of given) {
        const before = job;
        try {
          job = await jobs.record(before, verdict, true);
          if (verdict.type === "delivered" || verdict.type === "stopped") settlements += 1;
        } catch {
          assert.deepEqual(await jobs.find(before.id), before, "a refused verdict left a trace");
        }
      }
      assert.ok(settlements <= 1, "the money ended twice");
      const row = await database.selectFrom("ledger").select("state").where("job_id", "=", job.id).executeTakeFirst();
      assert.equal(row?.state === "reserved", settlements === 0);
      if (job.state === "delivered") assert.ok(given.some(({ type }) => type === "submitted"));
    }),
    { numRuns: 150 },
  );
});
