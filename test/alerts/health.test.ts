import assert from "node:assert/strict";
import { test } from "node:test";
import { JobHealth } from "../../src/alerts/job-health.ts";
import { DatabaseHealth } from "../../src/alerts/machine-health.ts";
import { RelayHealth } from "../../src/alerts/relay-health.ts";
import type { FailureKind } from "../../src/jobs/stored.ts";
import { failed, type Verdict } from "../../src/jobs/verdict.ts";
import { FakeClock } from "../support/fake-clock.ts";

const MINUTE_MS = 60_000;
const OURS = { payer: null };

test("a relay is down after two minutes without any answer, and up with the first one", () => {
  const clock = new FakeClock();
  const health = new RelayHealth(clock);
  assert.equal(health.finding().state, "unknown");
  health.heard("relay_down");
  health.heard("uncertain");
  clock.advance(MINUTE_MS);
  health.heard("relay_down");
  assert.equal(health.finding().state, "unknown", "not for long");
  clock.advance(MINUTE_MS);
  assert.equal(health.finding().state, "bad");
  assert.ok(health.wantsProbe(false));
  health.heard("rate_limited");
  assert.equal(health.finding().state, "good", "whoever says to wait is there");
  assert.ok(!health.wantsProbe(true), "it was just asked");
  clock.advance(MINUTE_MS);
  assert.ok(health.wantsProbe(true));
  assert.ok(!health.wantsProbe(false), "it was well when it was asked last");
});

test("many failures are bad from three in ten, good below fifteen in a hundred, and forgotten after a quarter of an hour", () => {
  const clock = new FakeClock();
  const health = new JobHealth(clock);
  const errors = () => health.findings().find(({ kind }) => kind === "errors");
  const end = (count: number, verdict: Verdict) => {
    for (let each = 0; each < count; each += 1) health.heard(OURS, verdict);
  };
  const stopped = (kind: FailureKind) => failed({ kind, charged: "no" });
  end(50, stopped("refused_input"));
  end(50, stopped("own_key_empty"));
  end(6, { type: "delivered" });
  end(2, stopped("generation_failed"));
  assert.equal(errors()?.state, "unknown", "too few to tell");
  clock.advance(MINUTE_MS);
  end(2, stopped("relay_busy"));
  assert.equal(errors()?.state, "bad");
  assert.deepEqual(errors()?.facts, { failed: 4, ended: 10, reasons: "`generation_failed` 2, `relay_busy` 2" });
  end(10, { type: "delivered" });
  assert.equal(errors()?.state, "unknown", "better, not well: it would flap");
  end(10, { type: "delivered" });
  assert.equal(errors()?.state, "good");
  clock.advance(16 * MINUTE_MS);
  assert.equal(errors()?.state, "unknown");
});

test("what the relay says of the account counts for the operator's key only", () => {
  const health = new JobHealth(new FakeClock());
  const balance = () => health.findings().find(({ kind }) => kind === "balance")?.state;
  health.heard(OURS, failed({ kind: "out_of_balance", charged: "no" }));
  assert.equal(balance(), "bad");
  const taken: Verdict = {
    type: "submitted",
    request: { requestId: "r", statusPath: "/s", responsePath: "/r", cancelPath: "/c" },
  };
  health.heard({ payer: "a server's own" }, taken);
  assert.equal(balance(), "bad");
  health.heard(OURS, taken);
  assert.equal(balance(), "good");
});

test("a database is slow after three slow answers in a row, and well after three quick ones", () => {
  const health = new DatabaseHealth();
  const after = (...took: number[]) => {
    for (const ms of took) health.took(ms);
    return health.finding(0).state;
  };
  assert.equal(after(2_000, 2_000, 100), "unknown");
  assert.equal(after(1_000, 1_500, 3_210), "bad");
  assert.deepEqual(health.finding(0).facts, { seconds: 3.2 });
  assert.equal(after(10, 10), "unknown");
  assert.equal(after(10), "good");
});
