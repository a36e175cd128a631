import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { openRelay, readJson } from "./relay-fixture.ts";

const ORIGIN = { origin: "http://127.0.0.1:5999" };

test("settings are read and changed over HTTP, and a wrong one changes nothing", async (context) => {
  const { call, relay } = await openRelay(context);
  assert.deepEqual(await readJson(await call("GET", "/sandbox/settings")), relay.settings.current);
  const changed = await call("POST", "/sandbox/settings", { speed: 20, workers: 4 });
  assert.deepEqual([changed.status, relay.settings.current.speed, relay.settings.current.workers], [200, 20, 4]);
  for (const body of [{ speed: -1 }, { sped: 1 }, "words", { speed: 3, workers: "many" }]) {
    const refused = await call("POST", "/sandbox/settings", body);
    assert.equal(refused.status, 400);
    assert.equal(typeof (await readJson(refused))["problem"], "string");
  }
  assert.equal(relay.settings.current.speed, 20);
});

test("faults are added, listed and cleared over HTTP", async (context) => {
  const { call, relay } = await openRelay(context);
  const fault = { at: "submit", kind: "rate-limited", retryAfterSeconds: 2 };
  assert.equal((await call("POST", "/sandbox/faults", fault)).status, 201);
  const listed: unknown = await (await call("GET", "/sandbox/faults")).json();
  assert.deepEqual(listed, [{ fault: { ...fault, times: 1 }, left: 1 }]);
  assert.equal((await call("POST", "/sandbox/faults", { at: "nowhere", kind: "hang" })).status, 400);
  await call("DELETE", "/sandbox/faults");
  assert.deepEqual(relay.faults.list(), []);
});

test("ledger and requests are read over HTTP, and the admin calls are no part of the record", async (context) => {
  const { call, relay, submit } = await openRelay(context);
  await submit("fal-ai/flux-1/dev", { prompt: "a boat" });
  const ledger = await readJson(await call("GET", "/sandbox/ledger"));
  assert.deepEqual(ledger, JSON.parse(JSON.stringify(relay.ledger())));
  const requests: unknown = await (await call("GET", "/sandbox/requests")).json();
  assert.ok(Array.isArray(requests));
  assert.deepEqual(
    requests.map(({ path }) => path),
    ["/fal-ai/flux-1/dev"],
  );
});

test("a page on another loopback port may use the switches", async (context) => {
  const { call } = await openRelay(context);
  const answer = await call("GET", "/sandbox/settings", undefined, ORIGIN);
  assert.equal(answer.headers.get("access-control-allow-origin"), ORIGIN.origin);
  const preflight = await call("OPTIONS", "/sandbox/faults", undefined, ORIGIN);
  assert.equal(preflight.status, 204);
  assert.match(String(preflight.headers.get("access-control-allow-methods")), /POST.*DELETE/);
  assert.equal(preflight.headers.get("access-control-allow-headers"), "content-type");
});

test("foreign pages may not, nor foreign names for this address", async (context) => {
  const { call, relay } = await openRelay(context);
  const foreign = await call("POST", "/sandbox/settings", { speed: 9 }, { origin: "https://example.com" });
  assert.equal(foreign.status, 403);
  const status = await new Promise((resolve, reject) => {
    const options = { method: "POST", headers: { host: "rebound.example.com" } };
    request(`${relay.url}/sandbox/settings`, options, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end('{"speed":9}');
  });
  assert.equal(status, 403);
  assert.equal(relay.settings.current.speed, 1);
});

test("the surface lists what can be asked of it", async (context) => {
  const { call, relay } = await openRelay(context);
  const body = await readJson(await call("GET", "/sandbox"));
  assert.deepEqual(body["settings"], relay.settings.current);
  assert.ok(Array.isArray(body["faultKinds"]) && body["faultKinds"].includes("reset-after"));
  assert.ok(Array.isArray(body["promptFaults"]) && body["promptFaults"].includes("reset after"));
});

test("an unknown switch is 404 and the root says what this is", async (context) => {
  const { call } = await openRelay(context);
  assert.equal((await call("GET", "/sandbox/none")).status, 404);
  assert.match(await (await call("GET", "/")).text(), /sandbox relay/);
});
