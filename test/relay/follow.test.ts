import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  clientOf,
  ENDPOINT,
  html,
  json,
  MemoryTraits,
  REQUEST,
  type Script,
  startScriptedRelay,
  status,
} from "./scripted-relay.ts";

const OUTPUT = { images: [{ url: "https://v3.fal.media/a.png", width: 8, height: 4 }], seed: 7 };
const NOT_FOUND = { detail: "Request not found" };
const IN_PROGRESS = { detail: "Request is still in progress" };

/** A relay that knows exactly these paths; the others are answered by `otherwise`. */
function routes(known: Record<string, Script>, otherwise: Script = (_, to) => json(to, 404, NOT_FOUND)): Script {
  return (received, response) => (known[received.path] ?? otherwise)(received, response);
}

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
    assert.deepEqual(traits.where, { hasStatus: true, app: "answered" });
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
      assert.deepEqual(traits.where, { hasStatus: false, app: "answered" });
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
    assert.deepEqual(traits.where, { hasStatus: false, app: "answered" });
  });

  test("does not take one broken status for no status at all", async (t) => {
    let broken = true;
    const once: Script = (_, to) => {
      if (broken) to.writeHead(200, { "content-type": "application/json" }).end('{"status": "IN_QU');
      else json(to, 200, { status: "IN_QUEUE", queue_position: 2 });
      broken = false;
    };
    const script = routes({
      [`${REQUEST.statusPath}?logs=1`]: once,
      [REQUEST.responsePath ?? ""]: status(IN_PROGRESS, 400),
    });
    const relay = await startScriptedRelay(t, script);
    const client = clientOf(t, relay.url, { traits: new MemoryTraits() });
    assert.deepEqual(await client.progress(ENDPOINT, REQUEST), {
      ok: true,
      value: { phase: "running", lastLog: null },
    });
    assert.deepEqual(await client.progress(ENDPOINT, REQUEST), {
      ok: true,
      value: { phase: "waiting", queuePosition: 2 },
    });
  });

  test("finds the relay that wants auto for the app, and goes there at once afterwards", async (t) => {
    const script = routes({
      "/fal-ai/auto/requests/abc/status?logs=1": status({ status: "IN_QUEUE", queue_position: 0 }),
    });
    const relay = await startScriptedRelay(t, script);
    const traits = new MemoryTraits();
    const client = clientOf(t, relay.url, { traits });
    assert.equal((await client.progress(ENDPOINT, REQUEST)).ok, true);
    assert.deepEqual(traits.where, { hasStatus: true, app: "auto" });
    const before = relay.received.length;
    assert.equal((await client.progress(ENDPOINT, REQUEST)).ok, true);
    assert.equal(relay.received.length, before + 1);
  });

  test("finds the relay that has neither a status nor the answered app", async (t) => {
    const relay = await startScriptedRelay(t, routes({ "/fal-ai/auto/requests/abc": status(IN_PROGRESS, 400) }));
    const traits = new MemoryTraits();
    const outcome = await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
    assert.deepEqual(outcome, { ok: true, value: { phase: "running", lastLog: null } });
    assert.deepEqual(traits.where, { hasStatus: false, app: "auto" });
  });

  test("unlearns an app under which a request is not found: a paid picture must not stay where nobody looks", async (t) => {
    for (const [app, answers] of [
      ["answered", "/fal-ai/auto/requests/abc"],
      ["auto", REQUEST.responsePath],
    ] as const) {
      const relay = await startScriptedRelay(t, routes({ [`${answers}`]: status(OUTPUT) }));
      const traits = new MemoryTraits({ hasStatus: false, app });
      const outcome = await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST);
      assert.equal(outcome.ok && outcome.value.phase, "finished");
      assert.deepEqual(traits.where, { hasStatus: false, app: app === "auto" ? "answered" : "auto" });
    }
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
    await clientOf(t, relay.url, { traits: new MemoryTraits({ hasStatus: true, app: "answered" }) }).progress(
      ENDPOINT,
      bare,
    );
    assert.equal(relay.received[0]?.path, "/fal-ai/flux-1/requests/abc/status?logs=1");
  });
});
