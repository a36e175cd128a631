import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY_MS, startOf, summarizeUsage } from "../../../src/commands/moderation-views/usage-summary.ts";
import type { DayUsage } from "../../../src/jobs/guild-jobs.ts";

const NOW = Date.UTC(2026, 10, 21, 23, 59);
const TODAY = Math.floor(NOW / DAY_MS);
const row = (changes: Partial<DayUsage>): DayUsage => ({
  day: TODAY,
  model: "a",
  whose: "1",
  jobs: 1,
  delivered: 1,
  images: 1,
  micros: 1_000,
  ...changes,
});

test("a period is whole days in UTC and ends today", () => {
  assert.equal(new Date(startOf(7, NOW)).toISOString(), "2026-11-15T00:00:00.000Z");
});

test("every day has a line, also one without jobs", () => {
  const { days } = summarizeUsage([row({}), row({ day: TODAY - 6, jobs: 3 })], 7, NOW);
  assert.deepEqual(
    days.map(({ jobs }) => jobs),
    [3, 0, 0, 0, 0, 0, 1],
  );
});

test("models and members stand with the dearest first, and after seven the others are one line", () => {
  const rows = Array.from({ length: 10 }, (_, index) => row({ model: `m${index}`, whose: "1", micros: index }));
  const { models, members, total } = summarizeUsage(rows, 7, NOW);
  assert.deepEqual(
    models.map(({ key }) => key),
    ["m9", "m8", "m7", "m6", "m5", "m4", "m3", null],
  );
  assert.deepEqual(models.at(-1), { key: null, jobs: 3, micros: 3 });
  assert.deepEqual(members, [{ key: "1", jobs: 10, micros: 45 }]);
  assert.deepEqual(total, { jobs: 10, delivered: 10, images: 10, micros: 45 });
});
