import assert from "node:assert/strict";
import { test } from "node:test";
import type { NewFault } from "../../sandbox/relay/faults.ts";
import { openStudio, type Studio } from "../support/studio.ts";

interface Trouble {
  what: string;
  faults: NewFault[];
  says: RegExp;
  accepted: number;
}

const troubles: Trouble[] = [
  {
    what: "a busy relay is asked again when it says so",
    faults: [{ at: "submit", kind: "rate-limited", retryAfterSeconds: 7, times: 3 }],
    says: /“Picture 1 of 1/,
    accepted: 1,
  },
  {
    what: "a connection that breaks after the relay took the request is uncertain, and never sent again by itself",
    faults: [{ at: "submit", kind: "reset-after" }],
    says: /not certain whether the relay took this request/,
    accepted: 1,
  },
  {
    what: "a connection that breaks before the answer is uncertain, too: from here it looks the same",
    faults: [{ at: "submit", kind: "reset-before" }],
    says: /not certain whether the relay took this request/,
    accepted: 0,
  },
  {
    what: "a proxy's HTML error on submit is uncertain",
    faults: [{ at: "submit", kind: "error", status: 502, shape: "html" }],
    says: /not certain whether the relay took this request/,
    accepted: 0,
  },
  {
    what: "an empty account is told",
    faults: [{ at: "submit", kind: "out-of-balance" }],
    says: /no credit left\. Nothing was charged/,
    accepted: 0,
  },
  {
    what: "status errors of all kinds are waited out",
    faults: [
      { at: "status", kind: "error", status: 502, shape: "html", times: 2 },
      { at: "status", kind: "malformed", times: 1 },
      { at: "status", kind: "reset-before", times: 2 },
      { at: "status", kind: "rate-limited", retryAfterSeconds: 2, times: 1 },
      { at: "status", kind: "unknown-status", times: 1 },
    ],
    says: /“Picture 1 of 1/,
    accepted: 1,
  },
  {
    what: "a result that comes broken is asked for again",
    faults: [{ at: "result", kind: "truncated", times: 2 }],
    says: /“Picture 1 of 1/,
    accepted: 1,
  },
  {
    what: "a file that breaks off is fetched again",
    faults: [{ at: "file", kind: "truncated", times: 2 }],
    says: /“Picture 1 of 1/,
    accepted: 1,
  },
  {
    what: "an expired file is told honestly",
    faults: [{ at: "file", kind: "expired", times: "always" }],
    says: /had expired at the relay before it could be fetched\. It was charged/,
    accepted: 1,
  },
];

for (const { what, faults, says, accepted } of troubles) {
  test(what, async (t) => {
    const { mira, relay, seen } = await openStudio(t, { relay: { speed: 4 } });
    for (const fault of faults) assert.deepEqual(relay.faults.add(fault), { ok: true });
    await mira.command("flux", { prompt: "a stubborn fox" });
    await seen(mira, says);
    await seen(mira, /\[(Again|Try again)\]/);
    assert.equal(relay.ledger().accepted, accepted);
    assert.equal(submits({ relay }), faults.some(({ kind, at }) => kind === "rate-limited" && at === "submit") ? 4 : 1);
  });
}

function submits({ relay }: Pick<Studio, "relay">): number {
  return relay.requests().filter(({ method }) => method === "POST").length;
}

test("a relay without a status endpoint is followed by its result, found out once and remembered", async (t) => {
  const { mira, relay, bot, seen, until } = await openStudio(t, { relay: { statusEndpoint: "missing-404", speed: 4 } });
  await mira.command("flux", { prompt: "one" });
  await seen(mira, /“Picture 1 of 1: one”/);
  const statusCalls = () =>
    relay.requests().filter(({ path }) => /\/status/.test(path) && !/00000000/.test(path)).length;
  const before = statusCalls();
  assert.ok(before >= 1);
  await bot.restart();
  await mira.command("flux", { prompt: "two" });
  await until("the second picture", async () => /of 1: two”/.test((await mira.transcript()).join("\n")));
  assert.equal(statusCalls(), before, "it was not asked again");
});

test("a relay that wants auto for the app is found out", async (t) => {
  const { mira, seen } = await openStudio(t, { relay: { appInPath: "auto", speed: 4 } });
  await mira.command("flux", { prompt: "one" });
  await seen(mira, /“Picture 1 of 1: one”/);
});

test("a refusal with the result names the field, and is not charged", async (t) => {
  const { mira, relay, seen } = await openStudio(t, { relay: { speed: 4 } });
  await mira.command("flux", { prompt: "sandbox: refused" });
  await seen(mira, /content rules refused this prompt or picture\. Nothing was charged/);
  assert.equal(relay.ledger().charged, 0);
});
