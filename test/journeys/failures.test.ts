import assert from "node:assert/strict";
import { test } from "node:test";
import type { NewFault } from "../../sandbox/relay/faults.ts";
import type { FailureKind } from "../../src/jobs/stored.ts";
import { rowsOf } from "../support/batches.ts";
import { openStudio, picture, quiet, type Studio, type StudioOptions } from "../support/studio.ts";

const MINUTE_MS = 60_000;

/** What befalls a job, how long that takes, and what is left of it: docs/failures.md, seen from outside. */
interface Misfortune {
  kind: FailureKind;
  prompt?: string;
  faults?: NewFault[];
  options?: StudioOptions;
  minutes?: number;
  says: RegExp;
  /** Of the relay's ledger. */
  accepted: number;
  /** Of ours. */
  ledger: "released" | "settled";
}

const always = (fault: NewFault): NewFault => ({ ...fault, times: "always" });

const misfortunes: Misfortune[] = [
  {
    kind: "unauthorized",
    options: { environment: { RELAY_KEY: "not-the-key" } },
    says: /The relay does not accept this bot's key\. Nothing was charged\. Please tell whoever runs the bot/,
    ...{ accepted: 0, ledger: "released" },
  },
  {
    kind: "refused_input",
    faults: [{ at: "submit", kind: "error", status: 400, shape: "json" }],
    says: /The relay did not accept this request: Bad Request\. Nothing was charged\. Change the prompt/,
    ...{ accepted: 0, ledger: "released" },
  },
  {
    kind: "model_gone",
    faults: [{ at: "submit", kind: "missing" }],
    says: /The model FLUX\.1 \\\[dev\\\] is not offered here any more\. Nothing was charged/,
    ...{ accepted: 0, ledger: "released" },
  },
  {
    kind: "relay_busy",
    faults: [always({ at: "submit", kind: "rate-limited" })],
    minutes: 40,
    says: /The relay was too busy for half an hour\. Nothing was charged\. Try again later/,
    ...{ accepted: 0, ledger: "released" },
  },
  {
    kind: "relay_unreachable",
    faults: [always({ at: "submit", kind: "error", status: 503, shape: "json" })],
    minutes: 40,
    says: /The relay could not take this request, although it was asked for half an hour\. Nothing was charged/,
    ...{ accepted: 0, ledger: "released" },
  },
  {
    kind: "generation_failed",
    prompt: "sandbox: fail internal server error",
    says: /The model failed on this: .+\. As a rule the relay charges nothing for that\. You can try again/,
    ...{ accepted: 1, ledger: "settled" },
  },
  {
    kind: "unreadable",
    faults: [always({ at: "status", kind: "malformed" }), always({ at: "result", kind: "malformed" })],
    minutes: 10,
    says: /The relay took this request, but its answers could not be understood\. It may have been charged/,
    ...{ accepted: 1, ledger: "settled" },
  },
  {
    kind: "not_found",
    faults: [always({ at: "status", kind: "missing" }), always({ at: "result", kind: "missing" })],
    minutes: 5,
    says: /The relay no longer knows this request\. It may have been charged/,
    ...{ accepted: 1, ledger: "settled" },
  },
  {
    kind: "lost_contact",
    faults: [always({ at: "status", kind: "error", status: 502, shape: "html" })],
    minutes: 150,
    says: /took this request but then could not be reached for two hours\. It may have been charged\. You can try again/,
    ...{ accepted: 1, ledger: "settled" },
  },
  {
    kind: "result_unusable",
    faults: [always({ at: "file", kind: "error", status: 200, shape: "html" })],
    says: /The result could not be fetched from the relay: a file is not a picture\. It was charged/,
    ...{ accepted: 1, ledger: "settled" },
  },
  {
    kind: "result_unusable",
    faults: [always({ at: "file", kind: "error", status: 500 })],
    minutes: 15,
    says: /The result could not be fetched from the relay: its address cannot be reached\. It was charged/,
    ...{ accepted: 1, ledger: "settled" },
  },
];

for (const { kind, prompt = "a stubborn fox", faults = [], options = {}, minutes = 0, ...expected } of misfortunes) {
  test(`${kind}: ${expected.says.source.slice(0, 70)}…`, async (t) => {
    const studio = await openStudio(t, { relay: { speed: 4 }, ...options });
    for (const fault of faults) assert.deepEqual(studio.relay.faults.add(fault), { ok: true });
    await studio.mira.command("flux", { prompt });
    await pass(studio, minutes, expected.says);
    await studio.seen(studio.mira, expected.says);
    assert.equal(studio.relay.ledger().accepted, expected.accepted);
    assert.deepEqual(endOf(studio), { state: "failed", kind, ledger: expected.ledger });
  });
}

test("image_lost: a picture that waited longer than Discord keeps it is asked for again, and nothing is charged", async (t) => {
  const options = { relay: { workers: 0 }, environment: { RELAY_CONCURRENCY: "1" } };
  const studio = await openStudio(t, options);
  const { mira, relay, seen } = studio;
  await mira.command("flux", { prompt: "first" });
  await seen(mira, /relay's queue/);
  await mira.command("kontext", { prompt: "a hat", image: await picture() });
  await pass(studio, 25 * 60, /never/, 2 * MINUTE_MS);
  relay.settings.update({ workers: 2 });
  await seen(mira, /The picture for image could not be fetched from where it was attached\. Nothing was charged/);
  assert.equal(relay.ledger().accepted, 1);
});

test("who reads Chinese reads each of this in Chinese", async (t) => {
  const { xiaoyu, relay, seen } = await openStudio(t, { relay: { speed: 4 } });
  relay.faults.add({ at: "submit", kind: "reset-after" });
  await xiaoyu.command("flux", { prompt: "黄昏的灯塔" });
  await seen(xiaoyu, /无法确定中转站是否收到了这个请求：连接恰好在那一刻断开/);
  await seen(xiaoyu, /\[重试\]/);
});

/** Lets time pass in long steps until Mira reads what is waited for. */
async function pass({ clock, mira }: Studio, minutes: number, until: RegExp, stepMs = 5_000): Promise<void> {
  const end = clock.now() + minutes * MINUTE_MS;
  for (let step = 0; clock.now() < end; step += 1) {
    if (step % 30 === 0 && (await mira.transcript()).some((line) => until.test(line))) return;
    clock.advance(stepMs);
    await quiet();
  }
}

function endOf(studio: Studio) {
  const [row] = rowsOf(
    studio,
    "select j.state, j.failure, l.state as ledger from jobs j join ledger l on l.job_id = j.id",
  );
  return { state: row?.["state"], kind: JSON.parse(String(row?.["failure"])).kind, ledger: row?.["ledger"] };
}
