import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { QueueRequest } from "../../src/relay/queue-request.ts";
import { clientOf, ENDPOINT, html, json, MemoryTraits, type Script, startScriptedRelay } from "./scripted-relay.ts";

const REQUEST: QueueRequest = {
  requestId: "abc",
  statusPath: "/fal-ai/flux-1/requests/abc/status",
  responsePath: "/fal-ai/flux-1/requests/abc",
  cancelPath: "/fal-ai/flux-1/requests/abc/cancel",
};
const OUTPUT = { images: [{ url: "https://v3.fal.media/a.png", width: 8, height: 4 }], seed: 7 };
const NOT_FOUND = { detail: "Request not found" };
const IN_PROGRESS = { detail: "Request is still in progress" };

/** A relay that knows exactly these paths; the others are answered by `otherwise`. */
function routes(known: Record<string, Script>, otherwise: Script = (_, to) => json(to, 404, NOT_FOUND)): Script {
  return (received, response) => (known[received.path] ?? otherwise)(received, response);
}
const status =
  (body: object, code = 200): Script =>
  (_, to) =>
    json(to, code, body);

describe("following by the status", () => {
  test("tells the place in the queue", async (t) => {
    const script = routes({ [`${REQUEST.statusPath}?logs=1`]: status({ status: "IN_QUEUE", queue_position: 3 }, 202) });
    const relay = await startScriptedRelay(t, script);
    const outcome = await clientOf(t, relay.url).progress(ENDPOINT, REQUEST);
    assert.deepEqual(outcome, { ok: true, value: { phase: "waiting", queuePosition: 3 } });
  });

  test("tells the last line of the logs", async (t) => {
    const logs = [{ message: "loading", level: "INFO" }, { message: " 10%\r 50%|###   \r\n" }, { message: "" }];
    const script = routes({ [`${REQUEST.statusPath}?logs=1`]: status({ status: "IN_PROGRESS", logs }, 202) });
    const relay = await startScriptedRelay(t, script);
    const outcome = await clientOf(t, relay.url).progress(ENDPOINT, REQUEST);
    assert.deepEqual(outcome, { ok: true, value: { phase: "running", lastLog: "50%|###" } });
  });

  test("fetches the result once it is complete", async (t) => {
    const completed = { status: "COMPLETED", metrics: { inference_time: 1.5 }, logs: null };
    const relay = await startScriptedRelay(
      t,
      routes({ [`${REQUEST.statusPath}?logs=1`]: status(completed), [`${REQUEST.responsePath}`]: status(OUTPUT) }),
    );
    const traits = new MemoryTraits();
    const outcome = await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
    assert.ok(outcome.ok && outcome.value.phase === "finished");
    assert.equal(outcome.value.result.seed, "7");
    assert.equal(outcome.value.result.inferenceSeconds, 1.5);
    assert.deepEqual(traits.current, { hasStatus: true, app: "answered" });
  });

  test("keeps the query of an answered address", async (t) => {
    const relay = await startScriptedRelay(t, routes({ "/s?token=a%2Fb&logs=1": status({ status: "IN_QUEUE" }) }));
    const outcome = await clientOf(t, relay.url).progress(ENDPOINT, { ...REQUEST, statusPath: "/s?token=a%2Fb" });
    assert.deepEqual(outcome, { ok: true, value: { phase: "waiting", queuePosition: null } });
  });

  test("shares one connection", async (t) => {
    const relay = await startScriptedRelay(t, status({ status: "IN_QUEUE" }));
    const client = clientOf(t, relay.url);
    for (let nth = 0; nth < 3; nth++) {
      await client.progress(ENDPOINT, REQUEST);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(relay.connections(), 1);
  });

  test("gives the model's refusal, told only with the result", async (t) => {
    const detail = [{ loc: ["body", "guidance_scale"], msg: "too much", type: "less_than_equal", ctx: { le: 20 } }];
    const relay = await startScriptedRelay(
      t,
      routes({
        [`${REQUEST.statusPath}?logs=1`]: status({ status: "COMPLETED", error: "failed", error_type: "x" }),
        [`${REQUEST.responsePath}`]: status({ detail }, 422),
      }),
    );
    const outcome = await clientOf(t, relay.url).progress(ENDPOINT, REQUEST);
    assert.ok(!outcome.ok && outcome.error.kind === "refused_input");
    assert.equal(outcome.error.field, "guidance_scale");
    assert.deepEqual(outcome.error.context, { le: 20 });
    assert.equal(outcome.error.taken, "maybe");
  });

  test("gives the failure the status told where the result's address does not", async (t) => {
    const told = { status: "COMPLETED", error: "The model stopped", error_type: "internal_server_error" };
    for (const silent of [status(NOT_FOUND, 404), status({ detail: "Internal Server Error" }, 500)]) {
      const script = routes({ [`${REQUEST.statusPath}?logs=1`]: status(told), [`${REQUEST.responsePath}`]: silent });
      const relay = await startScriptedRelay(t, script);
      const outcome = await clientOf(t, relay.url).progress(ENDPOINT, REQUEST);
      assert.ok(!outcome.ok && outcome.error.kind === "generation_failed");
      assert.equal(outcome.error.type, "internal_server_error");
      assert.equal(outcome.error.detail, "The model stopped");
    }
  });

  test("says that the relay is down when a proxy answers for it, and may be repeated", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => html(response, 502));
    const outcome = await clientOf(t, relay.url).progress(ENDPOINT, REQUEST);
    assert.ok(!outcome.ok && outcome.error.kind === "relay_down");
    assert.equal(outcome.error.status, 502);
  });
});

describe("finding out what a relay offers", () => {
  for (const code of [404, 405]) {
    test(`follows by the result alone where the status answers ${code}, and asks for the status once`, async (t) => {
      let answer = status(IN_PROGRESS, 400);
      const missing = status({ detail: "Not here" }, code);
      const relay = await startScriptedRelay(
        t,
        routes({ [`${REQUEST.responsePath}`]: (...call) => answer(...call) }, missing),
      );
      const traits = new MemoryTraits();
      const client = clientOf(t, relay.url, { traits });
      const going = { ok: true, value: { phase: "running", lastLog: null } };
      assert.deepEqual(await client.progress(ENDPOINT, REQUEST), going);
      assert.deepEqual(await client.progress(ENDPOINT, REQUEST), going);
      answer = status(OUTPUT);
      const outcome = await client.progress(ENDPOINT, REQUEST);
      assert.equal(outcome.ok && outcome.value.phase, "finished");
      assert.deepEqual(traits.current, { hasStatus: false, app: "answered" });
      assert.equal(traits.writes, 1);
      assert.equal(relay.received.filter(({ path }) => path.includes("/status")).length, 1);
    });
  }

  test("takes a web page at the status's address for no status", async (t) => {
    const page: Script = (_, to) => html(to, 200);
    const relay = await startScriptedRelay(t, routes({ [`${REQUEST.responsePath}`]: status(OUTPUT) }, page));
    const traits = new MemoryTraits();
    const outcome = await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
    assert.equal(outcome.ok && outcome.value.phase, "finished");
    assert.deepEqual(traits.current, { hasStatus: false, app: "answered" });
  });

  test("finds the relay that wants auto for the app, and goes there at once afterwards", async (t) => {
    const script = routes({
      "/fal-ai/auto/requests/abc/status?logs=1": status({ status: "IN_QUEUE", queue_position: 0 }),
    });
    const relay = await startScriptedRelay(t, script);
    const traits = new MemoryTraits();
    const client = clientOf(t, relay.url, { traits });
    assert.equal((await client.progress(ENDPOINT, REQUEST)).ok, true);
    assert.deepEqual(traits.current, { hasStatus: true, app: "auto" });
    const before = relay.received.length;
    assert.equal((await client.progress(ENDPOINT, REQUEST)).ok, true);
    assert.equal(relay.received.length, before + 1);
  });

  test("finds the relay that has neither a status nor the answered app", async (t) => {
    const relay = await startScriptedRelay(t, routes({ "/fal-ai/auto/requests/abc": status(IN_PROGRESS, 400) }));
    const traits = new MemoryTraits();
    const outcome = await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
    assert.deepEqual(outcome, { ok: true, value: { phase: "running", lastLog: null } });
    assert.deepEqual(traits.current, { hasStatus: false, app: "auto" });
  });

  test("learns nothing while a request is nowhere: the read side may lag behind a submit", async (t) => {
    const relay = await startScriptedRelay(t, status(NOT_FOUND, 404));
    const traits = new MemoryTraits();
    const outcome = await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
    assert.ok(!outcome.ok && outcome.error.kind === "not_found");
    assert.equal(traits.writes, 0);
  });

  test("learns nothing from a failure, and does not search elsewhere because of it", async (t) => {
    const relay = await startScriptedRelay(t, status({ detail: "try later" }, 503));
    const traits = new MemoryTraits();
    await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
    assert.equal(traits.writes, 0);
    assert.equal(relay.received.length, 1);
  });

  test("asks paths made from the endpoint id only where a request has none", async (t) => {
    const relay = await startScriptedRelay(t, status(NOT_FOUND, 404));
    const bare = { requestId: "abc", statusPath: null, responsePath: null, cancelPath: null };
    await clientOf(t, relay.url, { traits: new MemoryTraits({ hasStatus: true, app: "answered" }) }).status(
      ENDPOINT,
      bare,
    );
    assert.equal(relay.received[0]?.path, "/fal-ai/flux-1/requests/abc/status?logs=1");
  });
});

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
      const outcome = await clientOf(t, relay.url).result(ENDPOINT, REQUEST);
      assert.deepEqual(outcome, { ok: true, value: { ready: false, progress } });
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
      const outcome = await clientOf(t, relay.url).result(ENDPOINT, REQUEST);
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
