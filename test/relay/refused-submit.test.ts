import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RelayError } from "../../src/relay/outcome.ts";
import { clientOf, ENDPOINT, html, json, KEY, type Script, startScriptedRelay } from "./scripted-relay.ts";

type Expected = Pick<RelayError, "kind" | "taken"> & Record<string, unknown>;

const REFUSALS: readonly [string, Script, Expected][] = [
  [
    "401 is a wrong key",
    (_, to) => json(to, 401, { detail: "Authentication is required" }),
    { kind: "unauthorized", taken: "no" },
  ],
  ["401 without JSON is a wrong key", (_, to) => html(to, 401), { kind: "unauthorized", taken: "no" }],
  [
    "402 is an empty purse",
    (_, to) => json(to, 402, { detail: "Payment required" }),
    { kind: "out_of_balance", taken: "no" },
  ],
  [
    "403 with fal's sentence about the balance is an empty purse",
    (_, to) => json(to, 403, { detail: "User is locked. Reason: Exhausted balance." }),
    { kind: "out_of_balance", taken: "no" },
  ],
  [
    "403 without it is a key that may not",
    (_, to) => json(to, 403, { detail: "Forbidden" }),
    { kind: "unauthorized", taken: "no" },
  ],
  [
    "404 is a model that the relay does not have",
    (_, to) => json(to, 404, { detail: "Not found" }),
    { kind: "not_found", taken: "no" },
  ],
  [
    "429 with seconds says how long to wait",
    (_, to) => json(to, 429, { detail: "Too many requests" }, { "retry-after": "7" }),
    { kind: "rate_limited", taken: "no", retryAfterMs: 7_000 },
  ],
  [
    "429 with a date says how long to wait",
    (_, to) => json(to, 429, {}, { "retry-after": "Sat, 21 Nov 2026 12:01:30 GMT" }),
    { kind: "rate_limited", taken: "no", retryAfterMs: 90_000 },
  ],
  ["429 may say no time", (_, to) => html(to, 429), { kind: "rate_limited", taken: "no", retryAfterMs: null }],
  [
    "422 names the field, the rule and its bound",
    (_, to) =>
      json(to, 422, {
        detail: [
          {
            loc: ["body", "image_urls", 0],
            msg: "too small",
            type: "image_too_small",
            ctx: { min_width: 14, odd: [1] },
          },
        ],
      }),
    {
      kind: "refused_input",
      taken: "no",
      field: "image_urls.0",
      type: "image_too_small",
      detail: "too small",
      context: { min_width: 14 },
    },
  ],
  [
    "422 with a sentence alone is refused input",
    (_, to) => json(to, 422, { detail: "prompt is missing" }),
    { kind: "refused_input", taken: "no", field: null, type: null, detail: "prompt is missing", context: {} },
  ],
  [
    "the content policy is told by its type",
    (_, to) => json(to, 422, { detail: [{ loc: ["body", "prompt"], msg: "no", type: "content_policy_violation" }] }),
    { kind: "content_policy", taken: "no", field: "prompt" },
  ],
  [
    "503 with a JSON refusal is a relay without capacity",
    (_, to) => json(to, 503, { detail: "No runner" }),
    { kind: "relay_down", taken: "no" },
  ],
  [
    "503 of a proxy says nothing about the relay",
    (_, to) => html(to, 503),
    { kind: "uncertain", taken: "maybe", reason: "server_error" },
  ],
  [
    "500 may come after the relay took it",
    (_, to) => json(to, 500, { detail: "Internal Server Error" }),
    { kind: "uncertain", taken: "maybe", reason: "server_error" },
  ],
  [
    "504 of a proxy may come after the relay took it",
    (_, to) => html(to, 504),
    { kind: "uncertain", taken: "maybe", reason: "server_error" },
  ],
  [
    "a gateway's 500 that is a wrong key by its code",
    (_, to) => json(to, 500, { error: { message: "无效的令牌", type: "new_api_error", code: "invalid_api_key" } }),
    { kind: "unauthorized", taken: "no" },
  ],
  [
    "a gateway's 200 that is an empty purse by its code",
    (_, to) =>
      json(to, 200, { error: { message: "用户额度不足", type: "new_api_error", code: "insufficient_user_quota" } }),
    { kind: "out_of_balance", taken: "no" },
  ],
  [
    "a gateway's 200 that tells 429 in its body",
    (_, to) => json(to, 200, { error: { message: "slow down", code: 429 } }),
    { kind: "rate_limited", taken: "no" },
  ],
  [
    "a gateway's error that names nothing known",
    (_, to) => json(to, 200, { error: { message: "upstream went away", type: "upstream_error" } }),
    { kind: "uncertain", taken: "maybe", reason: "unreadable" },
  ],
  [
    "an answer without a request",
    (_, to) => json(to, 200, { status: "IN_QUEUE" }),
    { kind: "uncertain", taken: "maybe", reason: "unreadable" },
  ],
  [
    "a web page in the answer's place",
    (_, to) => html(to, 200),
    { kind: "uncertain", taken: "maybe", reason: "unreadable" },
  ],
  [
    "JSON that ends in its middle",
    (_, to) => json(to, 200, '{"request_id": "551a'),
    { kind: "uncertain", taken: "maybe", reason: "unreadable" },
  ],
  [
    "an answer larger than any answer should be",
    (_, to) => json(to, 200, { request_id: "x", padding: "x".repeat(2 * 1024 * 1024) }),
    { kind: "uncertain", taken: "maybe", reason: "unreadable", status: 200 },
  ],
  [
    "a redirect, which was not carried out",
    (_, to) => to.writeHead(308, { location: "https://elsewhere.example/x?key=1" }).end(),
    { kind: "unreadable", taken: "no", detail: "redirects to https://elsewhere.example" },
  ],
];

describe("a submit that is refused or lost", () => {
  for (const [title, script, expected] of REFUSALS) {
    test(title, async (t) => {
      const relay = await startScriptedRelay(t, script);
      const outcome = await clientOf(t, relay.url).submit(ENDPOINT, { prompt: "x" });
      assert.ok(!outcome.ok);
      assert.deepEqual({ ...outcome.error, ...expected }, outcome.error);
      assert.equal(relay.received.length, 1);
    });
  }
});

describe("an error's facts", () => {
  test("never hold the key, wherever the relay repeats it", async (t) => {
    const escaped = JSON.stringify(KEY).slice(1, -1).replaceAll("/", "\\/");
    const body = `{"detail":[{"loc":["body","${KEY}"],"msg":"key ${escaped} is bad","type":"${KEY}","ctx":{"key":"${KEY}"}}]}`;
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 422, body));
    const outcome = await clientOf(t, relay.url).submit(ENDPOINT, {});
    assert.ok(!outcome.ok && outcome.error.kind === "refused_input");
    assert.equal(JSON.stringify(outcome).includes("0123456789abcdef"), false);
    assert.equal(outcome.error.detail, "key [key] is bad");
  });

  test("hold a body of at most 2,000 characters", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) =>
      json(response, 400, { detail: "x".repeat(9_000) }),
    );
    const outcome = await clientOf(t, relay.url).submit(ENDPOINT, {});
    assert.ok(!outcome.ok && outcome.error.kind === "refused_input");
    assert.equal(outcome.error.body?.length, 2_000);
  });
});
