import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import type { QueueStatus } from "../../src/relay/progress.ts";
import {
  clientOf,
  ENDPOINT,
  html,
  json,
  LimitClock,
  REQUEST,
  type Script,
  startScriptedRelay,
} from "./scripted-relay.ts";

const RUNNING = `data: ${JSON.stringify({ status: "IN_PROGRESS", logs: [{ message: " 40%" }] })}\n\n`;
const DONE = `data: ${JSON.stringify({ status: "COMPLETED", metrics: { inference_time: 2 } })}\n\n`;

function events(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
}

/** Watches one request at a relay that answers so. */
async function watch(t: TestContext, script: Script) {
  const clock = new LimitClock();
  const relay = await startScriptedRelay(t, script);
  const heard: QueueStatus[] = [];
  const abort = new AbortController();
  const client = clientOf(t, relay.url, { clock });
  const ended = client.watch(ENDPOINT, REQUEST, (status) => void heard.push(status), abort.signal);
  return { clock, relay, heard, abort, ended };
}

test("events are heard as they come, in whatever pieces, until the request is over", async (t) => {
  const { heard, ended, relay, clock } = await watch(t, (_received, response) => {
    events(response).write(`: hello\r\n\n${RUNNING.slice(0, 9)}`);
    response.write(`${RUNNING.slice(9)}data: not json\n\ndata: {"status":"PAUSED"}\n\n`);
    response.end(DONE + RUNNING);
  });
  assert.equal(await ended, "completed");
  assert.deepEqual(heard, [
    { status: "IN_PROGRESS", lastLog: "40%" },
    { status: "COMPLETED", inferenceSeconds: 2, failure: null },
  ]);
  const [asked] = relay.received;
  assert.deepEqual([asked?.path, asked?.headers.accept], [`${REQUEST.statusPath}/stream?logs=1`, "text/event-stream"]);
  assert.equal(clock.pending, 0);
});

const ends: [string, Script, "not offered" | "broken"][] = [
  ["404", (_received, response) => json(response, 404, { detail: "Not Found" }), "not offered"],
  ["405", (_received, response) => json(response, 405, {}), "not offered"],
  ["a page", (_received, response) => html(response, 200), "not offered"],
  ["a status, as if it had been asked for one", (_received, response) => json(response, 200, {}), "not offered"],
  ["a proxy's 502", (_received, response) => html(response, 502), "broken"],
  ["too many", (_received, response) => json(response, 429, {}), "broken"],
  ["an end before the request's", (_received, response) => void events(response).end(RUNNING), "broken"],
  ["a reset", (_received, response) => void events(response).write(RUNNING, () => response.destroy()), "broken"],
  [
    "an event without end",
    (_received, response) => void events(response).end(`data: ${"x".repeat(2_000_000)}`),
    "broken",
  ],
];
for (const [what, script, end] of ends) {
  test(`${what} is a stream that is ${end}`, async (t) => assert.equal(await (await watch(t, script)).ended, end));
}

test("a stream that says nothing at first, or stops saying that it is there, is broken", async (t) => {
  const mute = await watch(t, () => {});
  await mute.relay.arrived(1);
  mute.clock.advance(2_000);
  assert.equal(await mute.ended, "broken");
  const silent = await watch(t, (_received, response) => void events(response).write(RUNNING));
  await silent.clock.limitsSet(2);
  silent.clock.advance(39_999);
  silent.clock.advance(1);
  assert.equal(await silent.ended, "broken");
  assert.equal(silent.heard.length, 1);
});

test("a stream that nobody wants any more ends at once", async (t) => {
  const { abort, ended, clock } = await watch(t, (_received, response) => void events(response).write(RUNNING));
  await clock.limitsSet(2);
  abort.abort();
  assert.equal(await ended, "broken");
  assert.equal(clock.pending, 0);
});
