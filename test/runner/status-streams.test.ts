import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import type { JobId, SubmittedJob } from "../../src/jobs/job.ts";
import { StatusStreams } from "../../src/runner/status-streams.ts";
import { clientOf, MemoryTraits, startScriptedRelay } from "../relay/scripted-relay.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { jobId, newJob, request } from "../support/job-rows.ts";

const RUNNING = `data: ${JSON.stringify({ status: "IN_PROGRESS" })}\n\n`;
const DONE = `data: ${JSON.stringify({ status: "COMPLETED", metrics: { inference_time: 2 } })}\n\n`;

function submitted(number: number): SubmittedJob {
  const { priceMicros: _, ...job } = newJob(number);
  const base = { inputs: [], messageId: "1", attempts: 0, createdAt: 0, startedAt: 0, cancelRequestedAt: null };
  return { ...job, ...base, toldAt: null, deletedAt: null, state: "submitted", request, submittedAt: 0 };
}

/** Streams of a relay that keeps each open until the test goes on with it. */
async function openStreams(t: TestContext, hasStream: boolean | null) {
  const clock = new FakeClock();
  const traits = new MemoryTraits({ hasStream });
  const responses: ServerResponse[] = [];
  const relay = await startScriptedRelay(t, (_received, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(RUNNING);
    responses.push(response);
  });
  const client = clientOf(t, relay.url, { clock });
  const woken: JobId[] = [];
  const waiting: (() => void)[] = [];
  const wake = (id: JobId) => {
    woken.push(id);
    for (const go of waiting.splice(0)) go();
  };
  const streams = new StatusStreams({ traits, clock, wake });
  t.after(() => streams.stop());
  const open = (number: number) => streams.open(submitted(number), client, () => {});
  const nextWake = () => new Promise<void>((resolve) => void waiting.push(resolve));
  return { clock, traits, relay, responses, woken, nextWake, streams, open };
}

test("no more than two dozen streams are open at once; the others are asked for", async (t) => {
  const { open, relay, streams } = await openStreams(t, true);
  const opened = Array.from({ length: 100 }, (_, number) => open(number));
  assert.equal(opened.filter(Boolean).length, 24);
  await relay.arrived(24);
  streams.forget(jobId(0));
  assert.deepEqual([open(200), open(201)], [true, false]);
});

test("as long as nothing is known one stream finds out; where there are none, none is opened", async (t) => {
  const { open } = await openStreams(t, null);
  assert.deepEqual([open(1), open(2)], [true, false]);
  const without = await openStreams(t, false);
  assert.equal(without.open(1), false);
});

test("its end wakes a job until a step looks, and is told once", async (t) => {
  const { open, relay, responses, streams, woken, nextWake, clock } = await openStreams(t, true);
  open(1);
  await relay.arrived(1);
  const over = nextWake();
  responses[0]?.end(DONE);
  await over;
  assert.equal(streams.watches(jobId(1)), false);
  clock.advance(3_000);
  assert.equal(woken.length, 4);
  assert.deepEqual(streams.take(jobId(1)), { status: "COMPLETED", inferenceSeconds: 2, failure: null });
  assert.equal(streams.take(jobId(1)), null);
  clock.advance(60_000);
  assert.equal(woken.length, 4);
});

test("a job whose stream broke is asked for, and wants no other stream", async (t) => {
  const { open, relay, responses, streams, nextWake, traits } = await openStreams(t, true);
  open(1);
  await relay.arrived(1);
  const over = nextWake();
  responses[0]?.end();
  await over;
  assert.deepEqual([streams.take(jobId(1)), open(1), open(2)], [null, false, true]);
  assert.equal(traits.current.hasStream, true);
});
