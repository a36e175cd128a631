import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ACTIONS, customIdOf, parseCustomId } from "../../src/jobs/action.ts";
import { jobId } from "../support/job-rows.ts";

test("a button's custom id names its action and its job, within Discord's 100 characters", () => {
  for (const action of ACTIONS) {
    const customId = customIdOf(action, jobId(7));
    assert.ok(customId.length <= 100);
    assert.deepEqual(parseCustomId(customId), { action, job: jobId(7) });
  }
});

test("any other text is no custom id of ours", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(parseCustomId(text), null);
    }),
  );
  assert.equal(parseCustomId(`explode:${jobId(1)}`), null);
});
