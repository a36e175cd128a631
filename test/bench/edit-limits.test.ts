import assert from "node:assert/strict";
import { test } from "node:test";
import { EditLimits } from "../../bench/town/edit-limits.ts";

test("the sixth edit within five seconds is refused until they are over, for each reply on its own", () => {
  let now = 1_000;
  const limits = new EditLimits(() => now);
  const taken = Array.from({ length: 6 }, () => limits.take("one").status);
  assert.deepEqual(taken, [200, 200, 200, 200, 200, 429]);
  assert.equal(limits.take("other").status, 200);
  now += 2_000;
  assert.equal(limits.take("one").headers["retry-after"], "3");
  now += 3_000;
  assert.equal(limits.take("one").status, 200);
});
