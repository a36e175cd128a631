import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, imageUrls, openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";
const BODY = { prompt: "a boat", image_size: "square" };

function add({ relay }: Fixture, fault: Parameters<typeof relay.faults.add>[0]): void {
  assert.deepEqual(relay.faults.add(fault), { ok: true });
}

test("a status goes back to the queue once, and is true again with the next question", async (context) => {
  const fixture = await openRelay(context);
  const path = new URL((await fixture.finish(DEV, BODY)).url).pathname;
  add(fixture, { at: "status", kind: "status-back" });
  const back = await fixture.call("GET", `${path}/status`);
  const { status, queue_position: place } = await readJson(back);
  assert.deepEqual([back.status, status, place], [202, "IN_QUEUE", 7]);
  assert.equal((await readJson(await fixture.call("GET", `${path}/status`)))["status"], "COMPLETED");
});

test("a result that is done says that it is still in progress", async (context) => {
  const fixture = await openRelay(context);
  const path = new URL((await fixture.finish(DEV, BODY)).url).pathname;
  add(fixture, { at: "result", kind: "unfinished" });
  const answer = await fixture.call("GET", path);
  assert.deepEqual([answer.status, await readJson(answer)], [400, { detail: "Request is still in progress" }]);
  assert.equal((await fixture.call("GET", path)).status, 200);
});

test("fields go missing from an answer, or stand in it twice", async (context) => {
  const fixture = await openRelay(context);
  add(fixture, { at: "submit", kind: "missing-fields", fields: ["request_id", "metrics", "queue_position"] });
  const taken = await readJson(await fixture.call("POST", `/${DEV}`, BODY));
  assert.deepEqual(Object.keys(taken), ["status", "response_url", "status_url", "cancel_url", "logs"]);
  assert.equal(fixture.relay.ledger().accepted, 1);
  add(fixture, { at: "submit", kind: "doubled-fields" });
  const doubled = await (await fixture.call("POST", `/${DEV}`, BODY)).text();
  assert.equal(doubled.match(/"request_id":/g)?.length, 2);
  assert.equal(typeof JSON.parse(doubled).request_id, "string");
});

test("something else lies where the picture should be, or a length nobody announced", async (context) => {
  const fixture = await openRelay(context);
  const [url = ""] = imageUrls(await readJson(await fixture.finish(DEV, BODY)));
  add(fixture, { at: "file", kind: "other-file", what: "web page" });
  const page = await fetch(url);
  assert.equal(page.headers.get("content-type"), "image/jpeg");
  assert.match(await page.text(), /^<!doctype html>/);
  add(fixture, { at: "file", kind: "huge", bytes: 2_000_000, told: false });
  const huge = await fetch(url);
  assert.equal(huge.headers.get("content-length"), null);
  assert.equal((await huge.arrayBuffer()).byteLength, 2_000_000);
});
