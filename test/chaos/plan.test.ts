import assert from "node:assert/strict";
import { test } from "node:test";
import { Dice } from "../../chaos/dice.ts";
import { makePlan } from "../../chaos/plan.ts";
import { seedsFrom } from "../../chaos/run-plans.ts";
import { GATEWAY_FAULTS, REQUEST_FAULTS } from "../../sandbox/discord/faults.ts";
import { FAULT_KINDS, Faults } from "../../sandbox/relay/faults.ts";
import { LiveSettings } from "../../sandbox/relay/settings.ts";

const PLANS = seedsFrom(1, 500).map(makePlan);

test("a seed makes the same plan every time, and another seed another one", () => {
  assert.deepEqual(makePlan(7), makePlan(7));
  assert.equal(new Set(PLANS.map((plan) => JSON.stringify(plan.steps))).size, PLANS.length);
});

test("dice are spread evenly and keep within their bounds", () => {
  const dice = new Dice(1);
  const thrown = Array.from({ length: 6_000 }, () => dice.whole(1, 6));
  for (const face of [1, 2, 3, 4, 5, 6]) {
    const share = thrown.filter((each) => each === face).length / thrown.length;
    assert.ok(share > 0.14 && share < 0.19, `${face} came ${share}`);
  }
  assert.ok(thrown.every((each) => each >= 1 && each <= 6));
});

test("every fault and setting of a plan is one that the sandbox knows", () => {
  for (const { relay, early, steps } of PLANS) {
    assert.doesNotThrow(() => new LiveSettings(relay));
    const faults = new Faults();
    for (const step of [...early, ...steps]) {
      if (step.do === "relay fault") assert.deepEqual(faults.add(step.fault), { ok: true });
    }
  }
});

test("the plans between them know every trouble there is", () => {
  const steps = PLANS.flatMap(({ early, steps }) => [...early, ...steps]);
  const kinds = steps.map((step) =>
    step.do === "relay fault" || step.do === "discord fault" ? `${step.do} ${step.fault.kind}` : step.do,
  );
  const known = new Set(kinds);
  for (const kind of ["kill", "kill at", "terminate", "relay down", "lock database", "fill disk", "read-only"]) {
    assert.ok(known.has(kind), kind);
  }
  for (const kind of ["delete message", "delete channel", "deny", "press"]) assert.ok(known.has(kind), kind);
  for (const kind of FAULT_KINDS) assert.ok(known.has(`relay fault ${kind}`), kind);
  for (const kind of [...REQUEST_FAULTS, ...GATEWAY_FAULTS]) assert.ok(known.has(`discord fault ${kind}`), kind);
  assert.ok(PLANS.some(({ deaths }) => (deaths[0] ?? 0) > 0));
});
