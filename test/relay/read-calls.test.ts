import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  clientOf,
  ENDPOINT,
  html,
  MemoryTraits,
  REQUEST,
  type Script,
  startScriptedRelay,
  status,
} from "./scripted-relay.ts";

const NOT_FOUND = { detail: "Request not found" };
const IN_PROGRESS = { detail: "Request is still in progress" };

/** Of a relay where the result alone is asked for. */
const withoutStatus = () => new MemoryTraits({ hasStatus: false, app: "answered" });

describe("the result's address", () => {
  const cases: readonly [string, Script, object][] = [
    ["goes on: fal's 400", status(IN_PROGRESS, 400), { phase: "running", lastLog: null }],
    ["goes on: 202 without a word", (_, to) => to.writeHead(202).end(), { phase: "running", lastLog: null }],
    [
      "goes on: a status body in the output's place",
      status({ status: "IN_QUEUE", queue_position: 4 }),
      { phase: "waiting", queuePosition: 4 },
    ],
    [
      "goes on: a gateway's 400 with a word of its own",
      status({ error: { message: "任务进行中", type: "new_api_error", code: "task_pending" } }, 400),
      { phase: "running", lastLog: null },
    ],
    ["goes on: a Chinese gateway's 400", status({ message: "任务进行中" }, 400), { phase: "running", lastLog: null }],
  ];
  for (const [title, script, progress] of cases) {
    test(title, async (t) => {
      const relay = await startScriptedRelay(t, script);
      const outcome = await clientOf(t, relay.url, { traits: withoutStatus() }).progress(ENDPOINT, REQUEST);
      assert.deepEqual(outcome, { ok: true, value: progress });
    });
  }

  const refusals: readonly [string, Script, string][] = [
    [
      "a failed generation by its type",
      status({ detail: [{ loc: ["body"], msg: "slow", type: "generation_timeout" }] }, 504),
      "generation_failed",
    ],
    [
      "a canceled request by fal's word",
      status({ detail: "Request was cancelled", error_type: "client_cancelled" }, 499),
      "generation_failed",
    ],
    [
      "a request that no runner took",
      status({ detail: "no runner", error_type: "runner_scheduling_failure" }, 503),
      "generation_failed",
    ],
    ["a gateway's own trouble", status({ error: { message: "x", type: "upstream_error" } }, 503), "relay_down"],
    ["a plain 500, which may pass", status({ detail: "Internal Server Error" }, 500), "relay_down"],
    ["a 400 that is not about waiting", status({ detail: "Bad thing" }, 400), "unreadable"],
    ["an expired request", status({ detail: "gone" }, 410), "not_found"],
    ["a wrong key", status({ detail: "no" }, 401), "unauthorized"],
    ["JSON that names no output", status({ ok: true }), "unreadable"],
    [
      "an error in a 200",
      status({ error: { message: "https://x.example/why", code: "rate_limit_exceeded" } }),
      "rate_limited",
    ],
    ["a completed status that tells a failure", status({ status: "COMPLETED", error: "boom" }), "generation_failed"],
    ["nothing at all", (_, to) => to.writeHead(200).end(), "unreadable"],
    ["a picture instead of JSON", (_, to) => to.writeHead(200).end(Buffer.from([137, 80, 78, 71])), "unreadable"],
  ];
  for (const [title, script, kind] of refusals) {
    test(`answers ${title}`, async (t) => {
      const relay = await startScriptedRelay(t, script);
      const outcome = await clientOf(t, relay.url, { traits: withoutStatus() }).progress(ENDPOINT, REQUEST);
      assert.ok(!outcome.ok);
      assert.equal(outcome.error.kind, kind);
      assert.equal(outcome.error.taken, "maybe");
    });
  }
});

describe("a cancel", () => {
  const cases: readonly [string, Script, string][] = [
    ["is requested", status({ status: "CANCELLATION_REQUESTED" }, 202), "requested"],
    ["comes too late", status({ status: "ALREADY_COMPLETED" }, 400), "already_completed"],
    ["is not offered: 404", status({ detail: "Not Found" }, 404), "not_offered"],
    ["is not offered: 405", (_, to) => html(to, 405), "not_offered"],
    ["is requested without a word", (_, to) => to.writeHead(202).end(), "requested"],
    ["is not offered: a web page", (_, to) => html(to, 200), "not_offered"],
  ];
  for (const [title, script, expected] of cases) {
    test(title, async (t) => {
      const relay = await startScriptedRelay(t, script);
      assert.deepEqual(await clientOf(t, relay.url).cancel(ENDPOINT, REQUEST), { ok: true, value: expected });
      assert.equal(`${relay.received[0]?.method} ${relay.received[0]?.path}`, `PUT ${REQUEST.cancelPath}`);
    });
  }

  test("finds no such request", async (t) => {
    const relay = await startScriptedRelay(t, status({ status: "NOT_FOUND" }, 404));
    const outcome = await clientOf(t, relay.url).cancel(ENDPOINT, REQUEST);
    assert.equal(!outcome.ok && outcome.error.kind, "not_found");
  });

  test("goes under auto where the relay wants that", async (t) => {
    const relay = await startScriptedRelay(t, status({ status: "CANCELLATION_REQUESTED" }, 202));
    const traits = new MemoryTraits({ hasStatus: true, app: "auto" });
    await clientOf(t, relay.url, { traits }).cancel(ENDPOINT, REQUEST);
    assert.equal(relay.received[0]?.path, "/fal-ai/auto/requests/abc/cancel");
  });
});

describe("a check of the key", () => {
  const cases: readonly [string, Script, string][] = [
    ["passes where nobody's request is not found", status(NOT_FOUND, 404), "accepted"],
    ["passes where the relay answers nonsense", (_, to) => html(to, 200), "accepted"],
    ["fails on 401", status({ detail: "no" }, 401), "unauthorized"],
    ["fails on 403", status({ detail: "no" }, 403), "unauthorized"],
    [
      "fails on a gateway's 200 with its code",
      status({ error: { message: "x", code: "invalid_api_key" } }),
      "unauthorized",
    ],
    ["fails where a proxy answers for the relay", (_, to) => html(to, 502), "relay_down"],
    [
      "fails where the address only redirects",
      (_, to) => to.writeHead(301, { location: "https://a.example" }).end(),
      "unreadable",
    ],
  ];
  for (const [title, script, expected] of cases) {
    test(title, async (t) => {
      const relay = await startScriptedRelay(t, script);
      const outcome = await clientOf(t, relay.url).checkKey();
      assert.equal(outcome.ok ? outcome.value : outcome.error.kind, expected);
      assert.equal(relay.received[0]?.method, "GET");
    });
  }
});
