import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fixture, LONG_MS, openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";

async function logsAt({ call }: Fixture, path: string): Promise<string[]> {
  const { logs } = await readJson(await call("GET", `${path}/status?logs=1`));
  return Array.isArray(logs) ? logs.map(({ message }) => message) : [];
}

test("logs come only when asked for, and grow while it runs", async (context) => {
  const fixture = await openRelay(context);
  const path = await fixture.submit(DEV, { prompt: "a boat" });
  assert.deepEqual(await logsAt(fixture, path), []);
  fixture.clock.advance(600 + 2000);
  assert.equal((await readJson(await fixture.call("GET", `${path}/status`)))["logs"], null);
  const early = await logsAt(fixture, path);
  assert.deepEqual([early[0], early.at(-1)], ["Loading fal-ai/flux-1/dev", " 39%|███       | 11/28"]);
  fixture.clock.advance(LONG_MS);
  const late = await logsAt(fixture, path);
  assert.deepEqual(late.slice(0, early.length), early);
  assert.deepEqual(late.slice(-2), ["100%|██████████| 28/28", "Uploading 1 file(s)"]);
});

test("a log line has fal's members", async (context) => {
  const { submit, call, clock } = await openRelay(context);
  const path = await submit(DEV, { prompt: "a boat" });
  const startedAt = clock.now() + 600;
  clock.advance(600);
  const { logs } = await readJson(await call("GET", `${path}/status?logs=1`));
  assert.deepEqual(logs, [
    {
      message: "Loading fal-ai/flux-1/dev",
      level: "INFO",
      source: "USER",
      timestamp: new Date(startedAt).toISOString(),
    },
  ]);
});

test("a completed status tells how long the run took", async (context) => {
  const { submit, call, clock } = await openRelay(context);
  const path = await submit(DEV, { prompt: "a boat" });
  clock.advance(LONG_MS);
  const { metrics } = await readJson(await call("GET", `${path}/status`));
  assert.deepEqual(metrics, { inference_time: 4 });
});

/** Reads server-sent events one at a time. */
async function* eventsOf(response: Response): AsyncGenerator<string> {
  assert.ok(response.body);
  let text = "";
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}

async function next(events: AsyncGenerator<string>): Promise<string> {
  const { value, done } = await events.next();
  assert.ok(!done, "The stream ended");
  if (!value.startsWith("data: ")) return value;
  const { status, queue_position: position, logs } = JSON.parse(value.slice("data: ".length));
  return [status, position, logs?.length].filter((part) => part !== undefined).join(" ");
}

test("the status stream sends each change once, brings only new log lines, and ends with the request", async (context) => {
  const { submit, call, clock } = await openRelay(context, { workers: 1 });
  for (const prompt of ["first", "second"]) await submit("fal-ai/flux-1/schnell", { prompt });
  const path = await submit("fal-ai/flux-1/schnell", { prompt: "a boat" });
  const response = await call("GET", `${path}/status/stream?logs=1`);
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const events = eventsOf(response);
  assert.equal(await next(events), "IN_QUEUE 1");
  clock.advance(600 + 2000);
  assert.equal(await next(events), "IN_QUEUE 0");
  clock.advance(2000);
  assert.equal(await next(events), "IN_PROGRESS 1");
  clock.advance(500);
  assert.equal(await next(events), "IN_PROGRESS 2");
  clock.advance(1500);
  assert.equal(await next(events), "COMPLETED 10");
  assert.equal((await events.next()).done, true);
});

test("a stream without news says every fifteen seconds that it is still there", async (context) => {
  const { submit, call, clock } = await openRelay(context, { workers: 0 });
  const path = await submit(DEV, { prompt: "a boat" });
  const events = eventsOf(await call("GET", `${path}/status/stream`));
  assert.equal(await next(events), "IN_QUEUE 0");
  clock.advance(15_000);
  assert.equal(await next(events), ": still here");
});

test("a stream of an unknown request is 404", async (context) => {
  const { call } = await openRelay(context);
  assert.equal((await call("GET", "/fal-ai/flux-1/requests/none/status/stream")).status, 404);
});
