import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Fixture, LONG_MS, openRelay, readJson, withCalls } from "./relay-fixture.ts";

const SCHNELL = "fal-ai/flux-1/schnell";
/** A schnell picture: 0.6 s until a worker is found, then 2 s of work. */
const FOUND_MS = 600;
const WORK_MS = 2000;

async function statusOf({ call }: Fixture, path: string): Promise<string> {
  const { status, queue_position: position } = await readJson(await call("GET", `${path}/status`));
  return status === "IN_QUEUE" ? `IN_QUEUE ${position}` : String(status);
}

test("positions fall as the workers come to a request", async (context) => {
  const fixture = await openRelay(context, { workers: 1 });
  const paths: string[] = [];
  for (const prompt of ["one", "two", "three"]) paths.push(await fixture.submit(SCHNELL, { prompt }));
  const story = async () => Promise.all(paths.map((path) => statusOf(fixture, path)));
  assert.deepEqual(await story(), ["IN_QUEUE 0", "IN_QUEUE 0", "IN_QUEUE 1"]);
  fixture.clock.advance(FOUND_MS);
  assert.deepEqual(await story(), ["IN_PROGRESS", "IN_QUEUE 0", "IN_QUEUE 1"]);
  fixture.clock.advance(WORK_MS);
  assert.deepEqual(await story(), ["COMPLETED", "IN_PROGRESS", "IN_QUEUE 0"]);
  fixture.clock.advance(2 * WORK_MS);
  assert.deepEqual(await story(), ["COMPLETED", "COMPLETED", "COMPLETED"]);
});

test("a clock that jumps tells the same story as one that walks", async (context) => {
  const fixture = await openRelay(context, { workers: 1 });
  const paths: string[] = [];
  for (const prompt of ["one", "two", "three"]) paths.push(await fixture.submit(SCHNELL, { prompt }));
  fixture.clock.advance(FOUND_MS + 2 * WORK_MS + WORK_MS / 2);
  const story = await Promise.all(paths.map((path) => statusOf(fixture, path)));
  assert.deepEqual(story, ["COMPLETED", "COMPLETED", "IN_PROGRESS"]);
});

test("more workers, set while it runs, take what waits at once", async (context) => {
  const fixture = await openRelay(context, { workers: 0 });
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" });
  fixture.clock.advance(LONG_MS);
  assert.equal(await statusOf(fixture, path), "IN_QUEUE 0");
  assert.deepEqual(fixture.relay.settings.update({ workers: 1 }), { ok: true });
  assert.equal(await statusOf(fixture, path), "IN_PROGRESS");
});

test("low priority waits behind normal, even when it came first", async (context) => {
  const fixture = await openRelay(context, { workers: 0 });
  const low = await fixture.submit(SCHNELL, { prompt: "low" }, { "x-fal-queue-priority": "low" });
  const normal = await fixture.submit(SCHNELL, { prompt: "normal" }, { "x-fal-queue-priority": "normal" });
  assert.equal(await statusOf(fixture, low), "IN_QUEUE 1");
  assert.equal(await statusOf(fixture, normal), "IN_QUEUE 0");
});

test("speed divides the time a picture takes", async (context) => {
  const fixture = await openRelay(context, { speed: 1000 });
  const path = await fixture.submit(SCHNELL, { prompt: "quick" });
  fixture.clock.advance(3);
  assert.equal(await statusOf(fixture, path), "COMPLETED");
});

test("a prompt can ask to be held in the queue, and its position falls", async (context) => {
  const fixture = await openRelay(context);
  const held = await fixture.submit(SCHNELL, { prompt: "a boat, sandbox: queue 20" });
  const other = await fixture.submit(SCHNELL, { prompt: "another" });
  const positions = [await statusOf(fixture, held)];
  for (let step = 0; step < 4; step++) {
    fixture.clock.advance(5000);
    positions.push(await statusOf(fixture, held));
  }
  assert.deepEqual(positions, ["IN_QUEUE 4", "IN_QUEUE 3", "IN_QUEUE 2", "IN_QUEUE 1", "IN_QUEUE 0"]);
  assert.equal(await statusOf(fixture, other), "COMPLETED");
  fixture.clock.advance(FOUND_MS + WORK_MS);
  assert.equal(await statusOf(fixture, held), "COMPLETED");
});

test("a request that no worker has in time is given up with the caller's own timeout", async (context) => {
  const fixture = await openRelay(context, { workers: 0 });
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" }, { "x-fal-request-timeout": "30" });
  fixture.clock.advance(30_000);
  const response = await fixture.call("GET", path);
  assert.equal(response.status, 504);
  assert.equal(response.headers.get("x-fal-request-timeout-type"), "user");
  assert.equal((await readJson(response))["error_type"], "request_timeout");
  assert.equal(fixture.relay.ledger().charged, 0);
});

test("a request that waits can be canceled and is not charged", async (context) => {
  const fixture = await openRelay(context, { workers: 0 });
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" });
  const behind = await fixture.submit(SCHNELL, { prompt: "behind" });
  const answer = await fixture.call("PUT", `${path}/cancel`);
  assert.deepEqual([answer.status, await readJson(answer)], [202, { status: "CANCELLATION_REQUESTED" }]);
  assert.equal(await statusOf(fixture, path), "COMPLETED");
  assert.equal(await statusOf(fixture, behind), "IN_QUEUE 0");
  const result = await fixture.call("GET", path);
  assert.equal(result.status, 499);
  assert.deepEqual(await readJson(result), { detail: "Request was cancelled", error_type: "client_cancelled" });
  assert.equal(fixture.relay.ledger().charged, 0);
});

test("a cancel while it runs is taken, but the picture is made and charged all the same", async (context) => {
  const fixture = await openRelay(context);
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" });
  fixture.clock.advance(FOUND_MS);
  const answer = await fixture.call("PUT", `${path}/cancel`);
  assert.deepEqual([answer.status, await readJson(answer)], [202, { status: "CANCELLATION_REQUESTED" }]);
  fixture.clock.advance(WORK_MS);
  assert.equal((await fixture.call("GET", path)).status, 200);
  assert.equal(fixture.relay.ledger().charged, 1);
});

test("with cancelWhileRunning at stops, a cancel while it runs ends it and frees the worker", async (context) => {
  const fixture = await openRelay(context, { workers: 1, cancelWhileRunning: "stops" });
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" });
  const behind = await fixture.submit(SCHNELL, { prompt: "behind" });
  fixture.clock.advance(FOUND_MS);
  await fixture.call("PUT", `${path}/cancel`);
  assert.equal(await statusOf(fixture, behind), "IN_PROGRESS");
  fixture.clock.advance(LONG_MS);
  assert.equal((await fixture.call("GET", path)).status, 499);
  assert.equal((await fixture.call("GET", behind)).status, 200);
  assert.equal(fixture.relay.ledger().charged, 1);
});

test("a cancel after the end and one of an unknown request say so", async (context) => {
  const fixture = await openRelay(context);
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" });
  fixture.clock.advance(LONG_MS);
  const late = await fixture.call("PUT", `${path}/cancel`);
  assert.deepEqual([late.status, await readJson(late)], [400, { status: "ALREADY_COMPLETED" }]);
  const unknown = await fixture.call("PUT", "/fal-ai/flux-1/requests/no-such-request/cancel");
  assert.deepEqual([unknown.status, await readJson(unknown)], [404, { status: "NOT_FOUND" }]);
});

test("a timer that fires a little early, as the machine's do, does not leave a request behind", async (context) => {
  const clock = new FakeClock();
  const early = { now: () => clock.now() - 1, after: (ms: number, run: () => void) => clock.after(ms, run) };
  const filesDirectory = await mkdtemp(join(tmpdir(), "relay-early-"));
  const store = openStore();
  const relay = await startRelay({ port: 0, clock: early, store, filesDirectory });
  context.after(async () => {
    await relay.stop();
    store.close();
    await rm(filesDirectory, { recursive: true });
  });
  const fixture = withCalls(relay, clock);
  const path = await fixture.submit(SCHNELL, { prompt: "a boat" });
  clock.advance(LONG_MS);
  assert.equal(await statusOf(fixture, path), "COMPLETED");
});
