import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, imageUrls, LONG_MS, openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";
const BODY = { prompt: "a boat", image_size: "square" };
const SUBMIT = ["POST", `/${DEV}`, BODY] as const;

function add({ relay }: Fixture, fault: Parameters<typeof relay.faults.add>[0]): void {
  assert.deepEqual(relay.faults.add(fault), { ok: true });
}

test("errors come in every shape a relay answers with, and nothing is taken", async (context) => {
  const fixture = await openRelay(context);
  const { relay, call } = fixture;
  add(fixture, { at: "submit", kind: "error", status: 503 });
  add(fixture, { at: "submit", kind: "error", status: 502, shape: "html" });
  add(fixture, { at: "submit", kind: "error", shape: "openai" });
  add(fixture, { at: "submit", kind: "error", status: 500, shape: "empty" });
  add(fixture, { at: "submit", kind: "error", status: 200, shape: "openai" });
  const answers = [];
  for (let count = 0; count < 5; count++) {
    const response = await call(...SUBMIT);
    answers.push(`${response.status} ${response.headers.get("content-type")} ${(await response.text()).slice(0, 10)}`);
  }
  assert.deepEqual(answers, [
    '503 application/json {"detail":',
    "502 text/html <html>\r\n<h",
    '500 application/json {"error":{',
    "500 null ",
    '200 application/json {"error":{',
  ]);
  assert.equal(relay.ledger().accepted, 0);
  assert.equal((await call(...SUBMIT)).status, 200);
});

test("rate limits come with or without a wait, and an exhausted balance locks the user", async (context) => {
  const fixture = await openRelay(context);
  add(fixture, { at: "submit", kind: "rate-limited", retryAfterSeconds: 7 });
  add(fixture, { at: "submit", kind: "rate-limited" });
  add(fixture, { at: "submit", kind: "out-of-balance" });
  const waited = await fixture.call(...SUBMIT);
  assert.deepEqual([waited.status, waited.headers.get("retry-after")], [429, "7"]);
  const bare = await fixture.call(...SUBMIT);
  assert.deepEqual([bare.status, bare.headers.get("retry-after")], [429, null]);
  const locked = await fixture.call(...SUBMIT);
  assert.equal(locked.status, 403);
  assert.match(String((await readJson(locked))["detail"]), /^User is locked\. Reason: Exhausted balance/);
  assert.equal(fixture.relay.ledger().accepted, 0);
});

test("a reset before acceptance takes nothing; one after it has taken, and will charge", async (context) => {
  const fixture = await openRelay(context);
  add(fixture, { at: "submit", kind: "reset-before" });
  await assert.rejects(fixture.call(...SUBMIT));
  assert.equal(fixture.relay.ledger().accepted, 0);
  add(fixture, { at: "submit", kind: "reset-after" });
  await assert.rejects(fixture.call(...SUBMIT));
  assert.equal(fixture.relay.ledger().accepted, 1);
  assert.deepEqual(
    fixture.relay.requests().map(({ answered, fault }) => [answered, fault]),
    [
      ["reset", "reset-before"],
      ["reset", "reset-after"],
    ],
  );
});

test("answers come malformed, cut off, as the wrong type, or with a status nobody knows", async (context) => {
  const fixture = await openRelay(context);
  const path = await fixture.submit(DEV, BODY);
  add(fixture, { at: "status", kind: "malformed" });
  await assert.rejects((await fixture.call("GET", `${path}/status`)).json(), SyntaxError);
  add(fixture, { at: "status", kind: "truncated" });
  await assert.rejects((await fixture.call("GET", `${path}/status`)).text(), TypeError);
  add(fixture, { at: "status", kind: "wrong-type" });
  assert.equal((await fixture.call("GET", `${path}/status`)).headers.get("content-type"), "text/html");
  add(fixture, { at: "status", kind: "unknown-status", word: "PAUSED" });
  assert.equal((await readJson(await fixture.call("GET", `${path}/status`)))["status"], "PAUSED");
  assert.equal((await readJson(await fixture.call("GET", `${path}/status`)))["status"], "IN_QUEUE");
});

test("a slow answer keeps headers and body back by the clock", async (context) => {
  const fixture = await openRelay(context);
  const path = await fixture.submit(DEV, BODY);
  add(fixture, { at: "status", kind: "slow", headersMs: 5000, bodyMs: 3000 });
  let [headers, whole] = [false, false];
  const answer = fixture.call("GET", `${path}/status`).then((response) => {
    headers = true;
    return response.json().finally(() => {
      whole = true;
    });
  });
  while (fixture.relay.requests().length < 2) await new Promise(setImmediate);
  assert.equal(headers, false);
  fixture.clock.advance(5000);
  while (!headers) await new Promise(setImmediate);
  assert.equal(whole, false);
  fixture.clock.advance(3000);
  await answer;
});

test("a hanging call is never answered, and stopping lets go of it", async (context) => {
  const fixture = await openRelay(context);
  add(fixture, { at: "submit", kind: "hang" });
  const abort = new AbortController();
  const call = fetch(`${fixture.relay.url}/${DEV}`, {
    method: "POST",
    body: JSON.stringify(BODY),
    headers: { authorization: `Key ${fixture.relay.key}` },
    signal: abort.signal,
  });
  while (fixture.relay.requests().length < 1) await new Promise(setImmediate);
  assert.equal(fixture.relay.requests()[0]?.answered, "hang");
  abort.abort();
  await assert.rejects(call);
});

test("files can be expired, truncated, of the wrong type or far too large", async (context) => {
  const fixture = await openRelay(context);
  const [url = ""] = imageUrls(await readJson(await fixture.finish(DEV, BODY)));
  add(fixture, { at: "file", kind: "expired" });
  assert.equal((await fetch(url)).status, 404);
  add(fixture, { at: "file", kind: "truncated" });
  await assert.rejects((await fetch(url)).arrayBuffer(), TypeError);
  add(fixture, { at: "file", kind: "wrong-type", contentType: "text/plain" });
  assert.equal((await fetch(url)).headers.get("content-type"), "text/plain");
  add(fixture, { at: "file", kind: "huge", bytes: 3_000_000 });
  assert.equal((await (await fetch(url)).arrayBuffer()).byteLength, 3_000_000);
  add(fixture, { at: "result", kind: "expired" });
  assert.equal((await fixture.call("GET", "/fal-ai/flux-1/requests/any")).status, 404);
});

test("a fault is met as often as it says, at its place and endpoint only, until it is cleared", async (context) => {
  const fixture = await openRelay(context);
  const statuses = async (count: number, endpoint = DEV) => {
    const seen = [];
    for (let index = 0; index < count; index++) seen.push((await fixture.call("POST", `/${endpoint}`, BODY)).status);
    return seen;
  };
  add(fixture, { at: "submit", kind: "error", times: 2 });
  assert.deepEqual(await statuses(3), [500, 500, 200]);
  add(fixture, { at: "submit", kind: "error", times: "always", endpoint: "fal-ai/flux-1/schnell" });
  assert.deepEqual(await statuses(1), [200]);
  assert.deepEqual(await statuses(3, "fal-ai/flux-1/schnell"), [500, 500, 500]);
  assert.deepEqual(
    fixture.relay.faults.list().map(({ left }) => left),
    ["always"],
  );
  fixture.relay.faults.clear();
  assert.deepEqual(await statuses(1, "fal-ai/flux-1/schnell"), [200]);
});

test("a fault nobody knows is refused with what is wrong", async (context) => {
  const { relay } = await openRelay(context);
  const added = relay.faults.add({ at: "submit", kind: "sulk" });
  assert.ok(!added.ok);
  assert.match(added.problem, /kind/);
});

test("strangers meet no faults", async (context) => {
  const fixture = await openRelay(context);
  add(fixture, { at: "submit", kind: "error" });
  assert.equal((await fixture.call(...SUBMIT, { authorization: "Bearer wrong" })).status, 401);
  assert.equal((await fixture.call(...SUBMIT)).status, 500);
});

test("a prompt asks for faults at the submit, as often as it says", async (context) => {
  const { call, relay } = await openRelay(context);
  const answer = async (prompt: string) => (await call("POST", `/${DEV}`, { prompt })).status;
  assert.equal(await answer("a boat, sandbox: 500"), 500);
  assert.equal(await answer("a boat, sandbox: 500"), 500);
  assert.equal(await answer("a boat, sandbox: html"), 502);
  assert.equal(await answer("a boat, sandbox: balance"), 403);
  assert.equal(await answer("sandbox: 429 x2, a boat"), 429);
  assert.equal(await answer("sandbox: 429 x2, a boat"), 429);
  assert.equal(relay.ledger().accepted, 0);
  assert.equal(await answer("sandbox: 429 x2, a boat"), 200);
  await assert.rejects(answer("Sandbox: reset after. A boat."));
  assert.equal(relay.ledger().accepted, 2);
});

test("a prompt asks for faults at other places, one for each", async (context) => {
  const { submit, call, clock } = await openRelay(context);
  const path = await submit(DEV, {
    prompt: "a boat, sandbox: 503 at status x1, sandbox: malformed, sandbox: expired x1",
  });
  assert.equal((await call("GET", `${path}/status`)).status, 503);
  assert.equal((await call("GET", `${path}/status`)).status, 202);
  clock.advance(LONG_MS);
  await assert.rejects((await call("GET", path)).json(), SyntaxError);
});

test("a prompt asks for a slow run or for a failure by its type", async (context) => {
  const { submit, call, clock, relay } = await openRelay(context);
  const slow = await submit(DEV, { prompt: "a boat, sandbox: slow" });
  const refused = await submit(DEV, { prompt: "sandbox: refused" });
  const failed = await submit(DEV, { prompt: "sandbox: fail generation timeout" });
  clock.advance(30_000);
  assert.equal((await readJson(await call("GET", `${slow}/status`)))["status"], "IN_PROGRESS");
  const answers = [];
  for (const path of [refused, failed]) {
    const response = await call("GET", path);
    const { detail } = await readJson(response);
    answers.push([response.status, Array.isArray(detail) ? detail[0].type : detail]);
  }
  assert.deepEqual(answers, [
    [422, "content_policy_violation"],
    [504, "generation_timeout"],
  ]);
  assert.equal(relay.ledger().charged, 0);
});
