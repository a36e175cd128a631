import assert from "node:assert/strict";
import { test } from "node:test";
import { FAULT_KINDS, type NewFault } from "../../sandbox/relay/faults.ts";
import { openStudio, type Studio } from "../support/studio.ts";

interface Trouble {
  what: string;
  faults: NewFault[];
  prompt?: string;
  says: RegExp;
  accepted: number;
  /** Once, unless the relay said that it did not take the request. */
  submits?: number;
}

/** What all reading calls have in common: they are repeated until they are understood. */
const READS = ["status", "result", "file"] as const;
const UNCERTAIN = /not certain whether the relay took this request/;
const PICTURE = /“Picture 1 of 1/;

const troubles: Trouble[] = [
  {
    what: "a busy relay is asked again when it says so",
    faults: [{ at: "submit", kind: "rate-limited", retryAfterSeconds: 7, times: 3 }],
    ...{ says: PICTURE, accepted: 1, submits: 4 },
  },
  {
    what: "a busy relay that does not say for how long is asked again, too",
    faults: [{ at: "submit", kind: "rate-limited", times: 2 }],
    ...{ says: PICTURE, accepted: 1, submits: 3 },
  },
  {
    what: "a 503 took nothing: the request is sent again",
    faults: [{ at: "submit", kind: "error", status: 503, shape: "json", times: 2 }],
    ...{ says: PICTURE, accepted: 1, submits: 3 },
  },
  {
    what: "a 500 with JSON on submit is uncertain",
    faults: [{ at: "submit", kind: "error", status: 500, shape: "json" }],
    ...{ says: UNCERTAIN, accepted: 0 },
  },
  {
    what: "an answer to the submit that never comes is uncertain",
    faults: [{ at: "submit", kind: "hang" }],
    ...{ says: UNCERTAIN, accepted: 0 },
  },
  {
    what: "an answer to the submit that breaks off is uncertain, though the relay took the request",
    faults: [{ at: "submit", kind: "malformed" }],
    ...{ says: UNCERTAIN, accepted: 1 },
  },
  {
    what: "an answer to the submit without addresses leads to the picture by its id alone",
    faults: [{ at: "submit", kind: "missing-fields", fields: ["status_url", "response_url", "cancel_url"] }],
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "an answer to the submit without an id leads to the picture by its addresses",
    faults: [{ at: "submit", kind: "missing-fields", fields: ["request_id"] }],
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "fields that stand twice are read once",
    faults: [
      { at: "submit", kind: "doubled-fields" },
      { at: "status", kind: "doubled-fields", times: 3 },
      { at: "result", kind: "doubled-fields" },
    ],
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "slow headers and slow bodies are waited for",
    faults: READS.map((at) => ({ at, kind: "slow", headersMs: 12_000, bodyMs: 12_000 })),
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "calls that hang are given up and made again",
    faults: [{ at: "status", kind: "hang" }],
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "answers of another type are read by what they are",
    faults: READS.map((at) => ({ at, kind: "wrong-type", contentType: "text/html" })),
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "a status that goes back, or has a word of its own, is no end",
    faults: [
      { at: "status", kind: "status-back", times: 2 },
      { at: "status", kind: "unknown-status", times: 2 },
    ],
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "a request that is not found for a while, and a result “still in progress”, are asked for again",
    faults: [
      { at: "status", kind: "missing", times: 3 },
      { at: "result", kind: "missing", times: 3 },
      { at: "result", kind: "unfinished", times: 3 },
    ],
    ...{ says: PICTURE, accepted: 1 },
  },
  {
    what: "a model's refusal with a list of details is told with its words",
    faults: [],
    prompt: "sandbox: fail image too small",
    ...{ says: /The relay did not accept .*Nothing was charged/, accepted: 1 },
  },
  {
    what: "a file of 5 GB is not fetched",
    faults: [{ at: "file", kind: "huge", bytes: 5_000_000_000, times: "always" }],
    ...{ says: /could not be fetched from the relay: a file is far too large\. It was charged/, accepted: 1 },
  },
  {
    what: "a file of another kind is no picture",
    faults: [{ at: "file", kind: "other-file", what: "archive", times: "always" }],
    ...{ says: /could not be fetched from the relay: a file is not a picture\. It was charged/, accepted: 1 },
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
    prompt: "a stubborn fox, sandbox: queue 400",
    // Few enough failures in a row that no wait is left to a database's own clock, which stands still beside this one.
    faults: [
      { at: "status", kind: "error", status: 502, shape: "html" },
      { at: "status", kind: "reset-before" },
      { at: "status", kind: "rate-limited", retryAfterSeconds: 2 },
      { at: "status", kind: "unknown-status" },
      { at: "status", kind: "malformed" },
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

for (const { what, faults, says, accepted, submits: times = 1, prompt = "a stubborn fox" } of troubles) {
  test(what, async (t) => {
    const { mira, relay, seen } = await openStudio(t, { relay: { speed: 4 } });
    for (const fault of faults) assert.deepEqual(relay.faults.add(fault), { ok: true });
    await mira.command("flux", { prompt });
    await seen(mira, says);
    await seen(mira, /\[(Again|Try again)\]/);
    assert.equal(relay.ledger().accepted, accepted);
    assert.equal(submits({ relay }), times);
    const met = new Set(relay.requests().map(({ fault }) => fault));
    for (const { kind } of faults) assert.ok(met.has(kind), `${kind} came`);
  });
}

test("every fault that the sandbox relay knows has its outcome here", () => {
  const shown = new Set<string>(troubles.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
  assert.deepEqual(
    FAULT_KINDS.filter((kind) => !shown.has(kind)),
    [],
  );
});

function submits({ relay }: Pick<Studio, "relay">): number {
  return relay.requests().filter(({ method }) => method === "POST").length;
}

test("while a busy relay asks for time, no job that waits is sent either, and what it took is followed on", async (t) => {
  const { mira, theo, relay, seen, until, clock } = await openStudio(t, {
    relay: { speed: 1 },
    environment: { RELAY_CONCURRENCY: "2" },
    // Several processes know of it by PostgreSQL's own clock: test/runner/across/shared-jobs.test.ts.
    database: "sqlite",
  });
  const posts = () => relay.requests().filter(({ method }) => method === "POST");
  await mira.command("flux", { prompt: "the one before" });
  await until("the first is there", () => relay.ledger().accepted === 1);
  assert.ok(relay.faults.add({ at: "submit", kind: "rate-limited", retryAfterSeconds: 60 }).ok);
  const prompts = Array.from({ length: 10 }, (_, index) => `fox number ${index}`);
  for (const prompt of prompts) await theo.command("flux", { prompt });
  await until("one is refused", () => posts().length >= 2);
  await seen(mira, /“Picture 1 of 1: the one before”/);
  const [, refused] = posts();
  assert.ok(refused && clock.now() < refused.at + 60_000, "what was taken is done while the others wait");
  for (const prompt of prompts) await seen(theo, new RegExp(`“Picture 1 of 1: ${prompt}”`));
  assert.equal(refused.answered, 429);
  const early = posts()
    .slice(2)
    .filter(({ at }) => at < refused.at + 60_000);
  assert.deepEqual([early.length, posts().length, relay.ledger().accepted], [0, 12, 11]);
});

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
