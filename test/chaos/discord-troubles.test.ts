import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fault, GATEWAY_FAULTS, REQUEST_FAULTS } from "../../sandbox/discord/faults.ts";
import { openLiveHouse, until } from "./live-house.ts";

/** A day's patience on a machine that does other things besides. */
const LIMIT = { timeout: 10 * 60_000 };
const skip = process.platform === "win32" ? "needs Unix signals" : false;

interface Trouble {
  readonly what: string;
  readonly faults: readonly Fault[];
  /** Where the picture is to be seen; null where Discord lets it be shown nowhere. */
  readonly shown: "in the reply" | "directly" | null;
}

const EDITS = /^PATCH \/(webhooks\/.+|channels\/\d+)\/messages\//;
const BY_TOKEN = /^(PATCH|GET) \/webhooks\//;
const THROUGH_CHANNEL = /^PATCH \/channels\//;
const SENDS = /^POST \/channels\/\d+\/messages$/;
const always = 1_000;
const deadToken: Fault = { kind: "token_expired", route: BY_TOKEN, times: always };

const TROUBLES: readonly Trouble[] = [
  ...(["429", "429_global", "reset", "reset_after", "5xx"] as const).map((kind) => ({
    what: `${kind} at its edits`,
    faults: [{ kind, route: EDITS, times: 4, retryAfterMs: 800 }],
    shown: "in the reply" as const,
  })),
  {
    what: "uploads that break off",
    faults: [{ kind: "reset_upload", times: 2 }],
    shown: "in the reply",
  },
  { what: "a token that died before its time", faults: [deadToken], shown: "in the reply" },
  {
    what: "a plain 401 at the token's routes",
    faults: [{ kind: "unauthorized", route: BY_TOKEN, times: always }],
    shown: "in the reply",
  },
  ...(["missing_permissions", "missing_access"] as const).map((kind) => ({
    what: `${kind} in the channel when only that is left`,
    faults: [deadToken, { kind, route: THROUGH_CHANNEL, times: always }],
    shown: "directly" as const,
  })),
  ...(["unknown_message", "unknown_channel"] as const).map((kind) => ({
    what: `${kind} for its reply`,
    faults: [{ kind, route: EDITS, times: always }],
    shown: "directly" as const,
  })),
  {
    what: "no reply and no direct messages",
    faults: [
      { kind: "unknown_message", route: EDITS, times: always },
      { kind: "direct_messages_closed", route: SENDS, times: always },
    ],
    shown: null,
  },
  { what: "a dropped gateway", faults: [{ kind: "gateway_drop" }], shown: "in the reply" },
  { what: "a gateway that asks to reconnect (op 7)", faults: [{ kind: "reconnect" }], shown: "in the reply" },
  {
    what: "a gateway that refuses to resume",
    faults: [{ kind: "invalid_session" }, { kind: "gateway_drop" }],
    shown: "in the reply",
  },
  { what: "a heartbeat that nobody answers", faults: [{ kind: "no_heartbeat_ack" }], shown: "in the reply" },
];

test("whatever Discord does, each picture is shown once where it can be, and paid once", {
  ...LIMIT,
  skip,
}, async (t) => {
  const { house, ready, ask, told, seen } = await openLiveHouse(t);
  const { discord, relay } = house;
  await ready();
  // The first picture loads what makes pictures: at this pace Discord's three seconds may be over before.
  await ask("the first one");
  await told("the first one");
  for (const [number, { what, faults, shown }] of TROUBLES.entries()) {
    await t.test(what, LIMIT, async () => {
      const prompt = `boat ${number}.`;
      await ask(prompt);
      discord.faults.met.clear();
      for (const fault of faults) discord.faults.add(fault);
      const job = await told(prompt);
      await until(() => (faults.every(({ kind }) => discord.faults.met.has(kind)) ? true : null));
      discord.faults.clear();
      assert.equal(job.state, shown === null ? "failed" : "delivered");
      if (shown === null) assert.deepEqual([job.failure?.kind, job.failure?.charged], ["undeliverable", "yes"]);
      else await seen(new RegExp(`“Picture 1 of 1: ${prompt}”`), shown === "directly" ? "dm" : "general");
      assert.equal(job.files.length, 1, "the picture is kept");
      assert.equal(relay.taken().filter(({ body }) => body["prompt"] === prompt).length, 1);
    });
  }
  assert.deepEqual(
    discord.violations().filter(({ rule }) => rule !== "40060"),
    [],
  );
});

test("every fault that the sandbox's Discord knows has its outcome here", () => {
  const shown = new Set(TROUBLES.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
  assert.deepEqual(
    [...REQUEST_FAULTS, ...GATEWAY_FAULTS].filter((kind) => !shown.has(kind)),
    [],
  );
});
