import assert from "node:assert/strict";
import { test } from "node:test";
import { usageCsv } from "../../../src/commands/moderation-views/usage-csv.ts";
import type { UsedJob } from "../../../src/jobs/guild-jobs.ts";

const job: UsedJob = {
  id: "00000000-0000-4000-8000-000000000001",
  createdAt: Date.UTC(2026, 10, 21, 12),
  endedAt: null,
  guildId: "300000000000000001",
  userId: "200000000000000001",
  channelId: "400000000000000001",
  model: "fal-ai/flux-1/dev",
  images: 2,
  state: "delivered",
  micros: 50_000,
};
const linesOf = (jobs: UsedJob[]) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(usageCsv(jobs)).split("\n");

test("a row has every fact of a job, times in UTC and cost in dollars", () => {
  const [head, row] = linesOf([job]);
  assert.equal(head, "\uFEFFasked_at,ended_at,member,channel,model,images,state,cost_usd,job");
  assert.equal(
    row,
    "2026-11-21T12:00:00.000Z,,200000000000000001,400000000000000001,fal-ai/flux-1/dev,2,delivered,0.050000,00000000-0000-4000-8000-000000000001",
  );
});

test("commas, quotes and line ends stay inside their field", () => {
  assert.match(linesOf([{ ...job, model: 'a,"b"' }])[1] ?? "", /,"a,""b""",2,/);
  assert.match(
    linesOf([{ ...job, model: "a\nb" }])
      .slice(1, 3)
      .join("\n"),
    /,"a\nb",2,/,
  );
});

for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']) {
  test(`${JSON.stringify(formula)} is no formula in a spreadsheet`, () => {
    const text = linesOf([{ ...job, model: formula }])
      .slice(1)
      .join("\n");
    assert.match(text, /,"?'[=+\-@\t\r]/);
  });
}
