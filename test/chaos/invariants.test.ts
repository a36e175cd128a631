import assert from "node:assert/strict";
import { test } from "node:test";
import type { Evidence, JobEvidence } from "../../chaos/evidence.ts";
import { batchesAreWhole, batchesShowTheirEnds } from "../../chaos/invariants/batches.ts";
import { ledgerAddsUp, paidAtMostOnce } from "../../chaos/invariants/charges.ts";
import { everyJobEnded, noJobWasLost, noOwnEnds, nothingUnforeseen } from "../../chaos/invariants/jobs.ts";
import { archiveIsTidy, rulesAreKept, secretsAreKept } from "../../chaos/invariants/leftovers.ts";
import { everyEndIsShown, nothingIsWithheld, privateStaysPrivate } from "../../chaos/invariants/messages.ts";
import { say } from "../../src/texts/say.ts";
import { finishedMessage, JOB, sound } from "./sound-evidence.ts";

/** Each invariant with one thing wrong, and what it must say of it. */
const WRONGS: readonly {
  readonly what: string;
  readonly holds: (evidence: Evidence) => string[];
  readonly evidence: Evidence;
  readonly says: RegExp;
}[] = [
  {
    what: "a job that never ended",
    holds: everyJobEnded,
    evidence: withJob({ state: "submitted" }),
    says: /still submitted/,
  },
  { what: "a job nobody was told of", holds: everyJobEnded, evidence: withJob({ toldAt: null }), says: /never told/ },
  {
    what: "a token that was kept",
    holds: everyJobEnded,
    evidence: withJob({ interactionToken: "x" }),
    says: /keeps its/,
  },
  { what: "a job that was lost", holds: noJobWasLost, evidence: sound({ jobs: [] }), says: /there is no job of it/ },
  { what: "a fall of the program", holds: noOwnEnds, evidence: fallen(), says: /ended by itself/ },
  {
    what: "an unforeseen error",
    holds: nothingUnforeseen,
    evidence: logging("a step failed in an unforeseen way"),
    says: /unforeseen/,
  },
  { what: "a second payment", holds: paidAtMostOnce, evidence: takenTwice(), says: /2 times/ },
  {
    what: "a payment for nothing",
    holds: paidAtMostOnce,
    evidence: sound({ jobs: [] }),
    says: /of which there is no job/,
  },
  { what: "a charge that is denied", holds: ledgerAddsUp, evidence: withJob(deniedCharge()), says: /but it was/ },
  {
    what: "a price that differs",
    holds: ledgerAddsUp,
    evidence: withJob({ ledger: ledgerOf("settled", 1) }),
    says: /reserved 1, charged/,
  },
  {
    what: "money still reserved",
    holds: ledgerAddsUp,
    evidence: withJob({ ledger: ledgerOf("reserved", 3_000) }),
    says: /is reserved/,
  },
  { what: "a message left running", holds: everyEndIsShown, evidence: showing("cancel", 0), says: /left running/ },
  {
    what: "a message without its picture",
    holds: everyEndIsShown,
    evidence: showing("delete", 0),
    says: /0 of 1 pictures/,
  },
  { what: "a message of no job", holds: everyEndIsShown, evidence: sound({ jobs: [] }), says: /belongs to no job/ },
  {
    what: "the wrong end in a message",
    holds: everyEndIsShown,
    evidence: withJob({ state: "uncertain", failure: null }),
    says: /says:/,
  },
  {
    what: "pictures nobody refused",
    holds: nothingIsWithheld,
    evidence: withJob({ failure: { kind: "undeliverable", charged: "yes" } }),
    says: /though nobody refused it/,
  },
  {
    what: "a file of no job",
    holds: archiveIsTidy,
    evidence: sound({ archive: new Map([["2026/11/x/0.png", 9]]) }),
    says: /belongs to no job/,
  },
  {
    what: "a file that is missing",
    holds: archiveIsTidy,
    evidence: sound({ archive: new Map() }),
    says: /missing or cut/,
  },
  { what: "a secret in the log", holds: secretsAreKept, evidence: logging("the key is a-secret"), says: /in the log/ },
  {
    what: "a batch's message left running",
    holds: batchesShowTheirEnds,
    evidence: batch("cancel", 1),
    says: /is left running/,
  },
  {
    what: "a batch's picture that is missing",
    holds: batchesShowTheirEnds,
    evidence: batch("delete", 0),
    says: /shows 0 of 1 pictures/,
  },
  { what: "half a batch", holds: batchesAreWhole, evidence: batch("delete", 1), says: /has 1 of 2 requests/ },
  {
    what: "a private picture that everyone sees",
    holds: privateStaysPrivate,
    evidence: withJob({ ephemeral: true }),
    says: /is shown to everyone/,
  },
  { what: "a broken rule", holds: rulesAreKept, evidence: brokenRule(), says: /broke 50035/ },
];

test("a job that was cancelled and asked for again with its seed is two jobs, of which the relay took one", () => {
  const again = askedAgain();
  assert.deepEqual([...paidAtMostOnce(again), ...ledgerAddsUp(again)], []);
  const twice = { ...again, relay: takenTwice().relay };
  assert.match(ledgerAddsUp(twice).join("\n"), /says that nothing was charged, but it was/);
});

test("a reply that says where the pictures went is right where they are there", () => {
  const [shown] = showing("delete", 1).messages;
  const [moved] = showing("delete", 0).messages;
  assert.ok(shown && moved);
  for (const locale of ["en-US", "zh-CN"] as const) {
    const told: typeof moved = { ...moved, message: { ...moved.message, content: say(locale, "moved") } };
    assert.deepEqual(everyEndIsShown(sound({ messages: [told, { ...shown, id: "2" }] })), []);
    assert.match(everyEndIsShown(sound({ messages: [told] })).join("\n"), /0 of 1 pictures/);
  }
});

for (const { what, holds, evidence, says } of WRONGS) {
  test(`${holds.name} finds ${what}`, () => {
    assert.deepEqual(holds(sound()), [], "what is sound is found sound");
    assert.match(holds(evidence).join("\n"), says);
  });
}

function withJob(changes: Partial<JobEvidence>): Evidence {
  return sound({ jobs: [{ ...JOB, ...changes }] });
}

/** The one job as the first of a batch of two. */
function batch(button: string, pictures: number): Evidence {
  const id = "00000000-0000-4000-8000-00000000000b";
  const [shown] = showing(button, pictures).messages;
  assert.ok(shown);
  const components = [{ type: 2, custom_id: `batch:${button}:${id}.0` }];
  const message = { ...shown.message, components } as unknown as typeof shown.message;
  const [asked] = sound().asked;
  assert.ok(asked);
  return sound({
    jobs: [{ ...JOB, batch: { id, page: 0, place: 0 } }],
    messages: [{ ...shown, message }],
    asked: [{ ...asked, ask: { ...asked.ask, alternatives: 2 } }],
  });
}

function ledgerOf(state: string, micros: number) {
  return { state, micros, endedAt: 1 };
}

function deniedCharge(): Partial<JobEvidence> {
  return { state: "canceled", failure: { kind: "canceled", charged: "no" }, ledger: ledgerOf("released", 3_000) };
}

function takenTwice(): Evidence {
  const [request] = sound().relay;
  assert.ok(request);
  return sound({ relay: [request, { ...request, requestId: "r-2" }] });
}

function askedAgain(): Evidence {
  const failure = { kind: "canceled", charged: "no" } as const;
  const ledger = { state: "released", micros: 3_000, endedAt: 1 };
  const canceled = { ...JOB, id: "canceled", state: "canceled", requestId: null, files: [], failure, ledger };
  return sound({ jobs: [canceled, JOB] });
}

function showing(button: string, pictures: number): Evidence {
  return sound({ messages: [finishedMessage(button, pictures)] });
}

function logging(line: string): Evidence {
  return sound({ lines: [line] });
}

function fallen(): Evidence {
  const ownEnds = [{ code: 7, signal: null, lastLines: ["Error: boom"], during: "" }];
  return sound({ supervisor: { ...sound().supervisor, ownEnds } });
}

function brokenRule(): Evidence {
  return sound({ violations: [{ request: "PATCH /x", rule: "50035", detail: "too long" }] });
}
