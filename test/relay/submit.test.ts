import assert from "node:assert/strict";
import { getEventListeners, once } from "node:events";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { FakeClock } from "../support/fake-clock.ts";
import { clientOf, ENDPOINT, json, KEY, LimitClock, startScriptedRelay, startTcpServer } from "./scripted-relay.ts";

const TAKEN = {
  status: "IN_QUEUE",
  request_id: "551a32da-52b2-4be8-bf2f-bfb7cce2b324",
  response_url: "https://queue.fal.run/fal-ai/flux-1/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324",
  status_url: "https://queue.fal.run/fal-ai/flux-1/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status",
  cancel_url: "https://queue.fal.run/fal-ai/flux-1/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel",
  queue_position: 2,
};

describe("a submit", () => {
  test("posts the body under the endpoint id and keeps the answered paths", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    const outcome = await clientOf(t, relay.url).submit(ENDPOINT, { prompt: "a lighthouse", num_images: 2 });
    assert.deepEqual(outcome, {
      ok: true,
      value: {
        requestId: TAKEN.request_id,
        statusPath: `/fal-ai/flux-1/requests/${TAKEN.request_id}/status`,
        responsePath: `/fal-ai/flux-1/requests/${TAKEN.request_id}`,
        cancelPath: `/fal-ai/flux-1/requests/${TAKEN.request_id}/cancel`,
      },
    });
    const [received] = relay.received;
    assert.equal(`${received?.method} ${received?.path}`, "POST /fal-ai/flux-1/dev");
    assert.equal(received?.headers.authorization, `Bearer ${KEY}`);
    assert.equal(received?.headers["content-type"], "application/json");
    assert.equal(received?.body, '{"prompt":"a lighthouse","num_images":2}');
  });

  test("speaks the other authorization scheme when told so", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    await clientOf(t, relay.url, { scheme: "Key" }).submit(ENDPOINT, {});
    assert.equal(relay.received[0]?.headers.authorization, `Key ${KEY}`);
  });

  test("sends a seed of 64 bits with all its digits", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    await clientOf(t, relay.url).submit(ENDPOINT, { seed: 18_446_744_073_709_551_615n });
    assert.equal(relay.received[0]?.body, '{"seed":18446744073709551615}');
  });

  test("goes under the path that the relay's address has", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    await clientOf(t, `${relay.url}/prefix/`).submit(ENDPOINT, {});
    assert.equal(relay.received[0]?.path, "/prefix/fal-ai/flux-1/dev");
  });

  test("never uses a connection that was used before", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    const client = clientOf(t, relay.url);
    for (let nth = 1; nth <= 3; nth++) {
      await client.submit(ENDPOINT, {});
      assert.equal(relay.connections(), nth);
    }
  });
});

describe("a submit whose answer does not come", () => {
  test("was not taken where nobody listens", async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    const port = typeof address === "object" ? address?.port : 0;
    const outcome = await clientOf(t, `http://127.0.0.1:${port}`).submit(ENDPOINT, {});
    assert.deepEqual(outcome, {
      ok: false,
      error: { kind: "relay_down", status: null, body: null, taken: "no", code: "ECONNREFUSED" },
    });
  });

  test("was not taken when no connection stands in time", async (t) => {
    const clock = new FakeClock();
    let connected = () => {};
    const connection = new Promise<void>((resolve) => {
      connected = resolve;
    });
    // It accepts and never answers the TLS greeting.
    const url = await startTcpServer(t, () => connected());
    const outcome = clientOf(t, url.replace("http:", "https:"), { clock }).submit(ENDPOINT, {});
    await connection;
    clock.advance(10_000);
    assert.deepEqual(await outcome, {
      ok: false,
      error: { kind: "relay_down", status: null, body: null, taken: "no", code: "TIMEOUT" },
    });
    assert.equal(clock.pending, 0);
  });

  test("may have been taken when the connection is reset after the request arrived", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => response.socket?.resetAndDestroy());
    const outcome = await clientOf(t, relay.url).submit(ENDPOINT, {});
    assert.ok(!outcome.ok && outcome.error.kind === "uncertain");
    assert.equal(outcome.error.reason, "connection_lost");
    assert.equal(relay.received.length, 1);
  });

  test("may have been taken when the connection ends without a word", async (t) => {
    let connections = 0;
    const url = await startTcpServer(t, (socket) => {
      connections += 1;
      socket.once("data", () => socket.end());
    });
    const outcome = await clientOf(t, url).submit(ENDPOINT, {});
    assert.ok(!outcome.ok && outcome.error.kind === "uncertain");
    assert.equal(outcome.error.reason, "connection_lost");
    assert.equal(connections, 1);
  });

  test("may have been taken when the answer breaks off", async (t) => {
    const url = await startTcpServer(t, (socket) => {
      socket.once("data", () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"request_id":'));
    });
    const outcome = await clientOf(t, url).submit(ENDPOINT, {});
    assert.ok(!outcome.ok && outcome.error.kind === "uncertain");
    assert.equal(outcome.error.reason, "connection_lost");
  });

  test("may have been taken when what answers does not speak HTTP", async (t) => {
    const url = await startTcpServer(t, (socket) => socket.once("data", () => socket.end("220 mail ready\r\n")));
    const outcome = await clientOf(t, url).submit(ENDPOINT, {});
    assert.equal(!outcome.ok && outcome.error.kind, "uncertain");
  });

  test("may have been taken when the answer does not begin in time", async (t) => {
    const clock = new FakeClock();
    const relay = await startScriptedRelay(t, () => {});
    const outcome = clientOf(t, relay.url, { clock }).submit(ENDPOINT, {});
    await relay.arrived(1);
    clock.advance(60_000);
    assert.deepEqual(await outcome, {
      ok: false,
      error: { kind: "uncertain", status: null, body: null, taken: "maybe", reason: "timeout" },
    });
    assert.equal(clock.pending, 0);
  });

  test("may have been taken when the answer does not end in time", async (t) => {
    const clock = new LimitClock();
    const relay = await startScriptedRelay(t, (_received, response) => response.writeHead(200).write('{"request_id"'));
    const outcome = clientOf(t, relay.url, { clock }).submit(ENDPOINT, {});
    await clock.limitsSet(3);
    clock.advance(30_000);
    assert.deepEqual(await outcome, {
      ok: false,
      error: { kind: "uncertain", status: 200, body: null, taken: "maybe", reason: "timeout" },
    });
  });

  test("was not taken when it was called off before it left", async (t) => {
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    const outcome = await clientOf(t, relay.url).submit(ENDPOINT, {}, { signal: AbortSignal.abort() });
    assert.deepEqual(outcome, { ok: false, error: { kind: "aborted", status: null, body: null, taken: "no" } });
    assert.equal(relay.received.length, 0);
  });

  test("may have been taken when it is called off after it left", async (t) => {
    const relay = await startScriptedRelay(t, () => {});
    const stop = new AbortController();
    const outcome = clientOf(t, relay.url).submit(ENDPOINT, {}, { signal: stop.signal });
    await relay.arrived(1);
    stop.abort();
    assert.deepEqual(await outcome, {
      ok: false,
      error: { kind: "aborted", status: null, body: null, taken: "maybe" },
    });
  });

  test("leaves nothing on the signal or the clock, however it ended", async (t) => {
    const clock = new FakeClock();
    const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, TAKEN));
    const stop = new AbortController();
    await clientOf(t, relay.url, { clock }).submit(ENDPOINT, {}, { signal: stop.signal });
    assert.deepEqual([getEventListeners(stop.signal, "abort").length, clock.pending], [0, 0]);
  });

  test("is uncertain when the client is closed meanwhile, and not taken afterwards", async (t) => {
    const relay = await startScriptedRelay(t, () => {});
    const client = clientOf(t, relay.url);
    const outcome = client.submit(ENDPOINT, {});
    await relay.arrived(1);
    await client.close();
    const lost = await outcome;
    assert.equal(!lost.ok && lost.error.kind, "uncertain");
    const late = await client.submit(ENDPOINT, {});
    assert.equal(!late.ok && late.error.taken, "no");
  });
});
