import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import type { NewFault } from "../../sandbox/relay/faults.ts";
import type { RelaySettings } from "../../sandbox/relay/settings.ts";
import type { RelayBody } from "../../src/relay/json.ts";
import type { QueueRequest } from "../../src/relay/queue-request.ts";
import { LONG_MS, openRelay } from "../sandbox/relay/relay-fixture.ts";
import { clientOf, ENDPOINT, MemoryTraits } from "./scripted-relay.ts";

/** Our client on the sandbox's relay, which was written from the documents and knows nothing of the client. */
async function onSandbox(t: TestContext, settings: Partial<RelaySettings> = {}, scheme: "Bearer" | "Key" = "Bearer") {
  const { relay, clock } = await openRelay(t, settings);
  const traits = new MemoryTraits();
  const client = clientOf(t, relay.url, { key: relay.key, clock, traits, scheme });
  const submit = async (endpoint: string, body: RelayBody): Promise<QueueRequest> => {
    const outcome = await client.submit(endpoint, body);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value;
  };
  return { relay, clock, traits, client, submit };
}

describe("on the sandbox's relay", () => {
  for (const scheme of ["Bearer", "Key"] as const) {
    test(`a picture goes from submit to result with ${scheme}`, async (t) => {
      const { client, clock, submit, traits } = await onSandbox(t, { authSchemes: [scheme] }, scheme);
      const request = await submit(ENDPOINT, {
        prompt: "a lighthouse",
        seed: 42,
        image_size: { width: 64, height: 48 },
      });
      assert.equal((await client.progress(ENDPOINT, request)).ok, true);
      clock.advance(LONG_MS);
      const outcome = await client.progress(ENDPOINT, request);
      assert.ok(outcome.ok && outcome.value.phase === "finished", JSON.stringify(outcome));
      const { media, seed } = outcome.value.result;
      assert.deepEqual([media[0]?.kind, media[0]?.width, media[0]?.height, seed], ["image", 64, 48, "42"]);
      assert.deepEqual(traits.where, { hasStatus: true, app: "answered" });
    });
  }

  const kinds: readonly [string, Partial<RelaySettings>, { hasStatus: boolean; app: string }][] = [
    [
      "answers with fal's addresses under another app",
      { loraAnswersFluxPro: true },
      { hasStatus: true, app: "answered" },
    ],
    ["has no status: 404", { statusEndpoint: "missing-404" }, { hasStatus: false, app: "answered" }],
    ["has no status: 405", { statusEndpoint: "missing-405" }, { hasStatus: false, app: "answered" }],
    ["wants auto for the app", { appInPath: "auto" }, { hasStatus: true, app: "auto" }],
    [
      "wants auto and has no status",
      { appInPath: "auto", statusEndpoint: "missing-404" },
      { hasStatus: false, app: "auto" },
    ],
  ];
  for (const [title, settings, learned] of kinds) {
    test(`a request is followed where the relay ${title}`, async (t) => {
      const { client, clock, submit, traits } = await onSandbox(t, settings);
      const request = await submit("fal-ai/flux-1/schnell", { prompt: "x" });
      const going = await client.progress("fal-ai/flux-1/schnell", request);
      assert.ok(going.ok && going.value.phase !== "finished", JSON.stringify(going));
      clock.advance(LONG_MS);
      const done = await client.progress("fal-ai/flux-1/schnell", request);
      assert.equal(done.ok && done.value.phase, "finished");
      assert.deepEqual(traits.where, learned);
    });
  }

  test("a seed of 64 bits comes back with all its digits", async (t) => {
    const { client, clock, submit } = await onSandbox(t);
    const request = await submit(ENDPOINT, { prompt: "sandbox: long seed" });
    clock.advance(LONG_MS);
    const outcome = await client.progress(ENDPOINT, request);
    assert.ok(outcome.ok && outcome.value.phase === "finished");
    assert.ok(BigInt(outcome.value.result.seed ?? "0") > BigInt(Number.MAX_SAFE_INTEGER));
  });

  test("a model's refusal names the field, at submit and with the result", async (t) => {
    for (const schemaErrors of ["submit", "result"] as const) {
      const { client, clock } = await onSandbox(t, { schemaErrors });
      const submitted = await client.submit(ENDPOINT, { prompt: "x", guidance_scale: 99 });
      clock.advance(LONG_MS);
      const outcome = submitted.ok ? await client.progress(ENDPOINT, submitted.value) : submitted;
      assert.ok(!outcome.ok && outcome.error.kind === "refused_input", JSON.stringify(outcome));
      assert.equal(outcome.error.field, "guidance_scale");
      assert.equal(outcome.error.taken, schemaErrors === "submit" ? "no" : "maybe");
    }
  });

  test("the content policy is told as such", async (t) => {
    const { client, clock, submit } = await onSandbox(t);
    const request = await submit(ENDPOINT, { prompt: "sandbox: refused" });
    clock.advance(LONG_MS);
    const outcome = await client.progress(ENDPOINT, request);
    assert.equal(!outcome.ok && outcome.error.kind, "content_policy");
  });

  test("a waiting request is canceled, and what comes of it is no picture", async (t) => {
    const { client, clock, submit } = await onSandbox(t, { workers: 0 });
    const request = await submit(ENDPOINT, { prompt: "x" });
    assert.deepEqual(await client.cancel(ENDPOINT, request), { ok: true, value: "requested" });
    clock.advance(LONG_MS);
    const outcome = await client.progress(ENDPOINT, request);
    assert.equal(!outcome.ok && outcome.error.kind, "generation_failed");
  });

  test("a cancel may come too late, or not be offered", async (t) => {
    const { client, clock, submit, relay } = await onSandbox(t);
    const request = await submit(ENDPOINT, { prompt: "x" });
    clock.advance(LONG_MS);
    await client.progress(ENDPOINT, request);
    assert.deepEqual(await client.cancel(ENDPOINT, request), { ok: true, value: "already_completed" });
    relay.settings.update({ cancelEndpoint: "missing-405" });
    assert.deepEqual(await client.cancel(ENDPOINT, request), { ok: true, value: "not_offered" });
  });

  test("the key is checked without a charge", async (t) => {
    const { client, relay, clock } = await onSandbox(t);
    assert.deepEqual(await client.checkKey(), { ok: true, value: "accepted" });
    const wrong = await clientOf(t, relay.url, { key: "wrong-key", clock }).checkKey();
    assert.equal(!wrong.ok && wrong.error.kind, "unauthorized");
    assert.equal(relay.ledger().accepted, 0);
  });

  const faults: readonly [NewFault, { kind: string; taken: string }, number][] = [
    [{ at: "submit", kind: "reset-before" }, { kind: "uncertain", taken: "maybe" }, 0],
    [{ at: "submit", kind: "reset-after" }, { kind: "uncertain", taken: "maybe" }, 1],
    [{ at: "submit", kind: "truncated" }, { kind: "uncertain", taken: "maybe" }, 1],
    [{ at: "submit", kind: "malformed" }, { kind: "uncertain", taken: "maybe" }, 1],
    [{ at: "submit", kind: "error", status: 502, shape: "html" }, { kind: "uncertain", taken: "maybe" }, 0],
    [{ at: "submit", kind: "rate-limited", retryAfterSeconds: 3 }, { kind: "rate_limited", taken: "no" }, 0],
    [{ at: "submit", kind: "out-of-balance" }, { kind: "out_of_balance", taken: "no" }, 0],
  ];
  for (const [fault, { kind, taken }, accepted] of faults) {
    test(`a submit that meets ${JSON.stringify(fault)} is ${kind}, sent once`, async (t) => {
      const { client, relay } = await onSandbox(t);
      assert.deepEqual(relay.faults.add(fault), { ok: true });
      const outcome = await client.submit(ENDPOINT, { prompt: "x" });
      assert.ok(!outcome.ok, JSON.stringify(outcome));
      assert.deepEqual({ kind: outcome.error.kind, taken: outcome.error.taken }, { kind, taken });
      assert.equal(relay.requests().length, 1);
      assert.equal(relay.ledger().accepted, accepted);
    });
  }
});
