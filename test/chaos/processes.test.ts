import assert from "node:assert/strict";
import { test } from "node:test";
import { reportProcesses } from "../../chaos/processes/report-processes.ts";
import { runProcesses } from "../../chaos/processes/run-processes.ts";

test("two gateways and three workers die and come back: no job is lost, none is paid twice, each message shows its end", {
  timeout: 170_000,
}, async (t) => {
  const outcome = await runProcesses({ seed: 12, jobs: 40, jobsADeath: 9, say: (line) => t.diagnostic(line) });
  const { problems, evidence, counts } = outcome;
  assert.deepEqual(problems, [], reportProcesses(outcome, false).join("\n"));
  assert.ok(evidence.jobs.length >= 40);
  assert.ok(counts.kills > 0);
});
