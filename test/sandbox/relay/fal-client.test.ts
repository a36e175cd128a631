import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ApiError, createFalClient, type FalClient, type QueueStatus, ValidationError } from "@fal-ai/client";
import { systemClock } from "../../../sandbox/clock.ts";
import type { RelaySettings } from "../../../sandbox/relay/settings.ts";
import { type SandboxRelay, startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";
import type { FakeClock } from "../../support/fake-clock.ts";
import { LONG_MS, openRelay } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";
/** Longer than finding a worker takes, shorter than any picture. */
const FOUND_MS = 1000;

interface Opened {
  readonly fal: FalClient;
  readonly relay: SandboxRelay;
  readonly clock: FakeClock;
  /** Lets the relay go on to the next status each time the client has seen one. */
  readonly goOn: (update: QueueStatus) => void;
  readonly seen: Set<string>;
}

/** The official client, told to find fal's queue at the sandbox. */
async function openClient(context: TestContext, settings: Partial<RelaySettings> = {}): Promise<Opened> {
  const { relay, clock } = await openRelay(context, settings);
  const seen = new Set<string>();
  const goOn = ({ status }: QueueStatus) => {
    seen.add(status);
    clock.advance(status === "IN_QUEUE" ? FOUND_MS : LONG_MS);
  };
  return { fal: clientOf(relay, relay.key), relay, clock, goOn, seen };
}

function clientOf(relay: SandboxRelay, credentials: string): FalClient {
  return createFalClient({
    credentials,
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace("https://queue.fal.run", relay.url),
    }),
  });
}

test("fal's client submits, asks for the status and reads the result", async (context) => {
  const { fal, relay, clock } = await openClient(context);
  const { request_id: requestId } = await fal.queue.submit(DEV, { input: { prompt: "a boat" } });
  assert.equal((await fal.queue.status(DEV, { requestId })).status, "IN_QUEUE");
  clock.advance(LONG_MS);
  const status = await fal.queue.status(DEV, { requestId, logs: true });
  assert.equal(status.status, "COMPLETED");
  assert.ok("logs" in status && status.logs.length > 0);
  const result = await fal.queue.result(DEV, { requestId });
  assert.equal(result.requestId, requestId);
  assert.equal(result.data.images[0]?.width, 1024);
  assert.deepEqual([...new Set(relay.requests().map(({ scheme }) => scheme))], ["Key"]);
  assert.equal(relay.ledger().charged, 1);
});

test("fal's client subscribes by polling and sees the queue, the run and the end", async (context) => {
  const { fal, goOn, seen } = await openClient(context);
  const input = { prompt: "a lighthouse" };
  const options = { input, logs: true, pollInterval: 1, onQueueUpdate: goOn };
  const result = await fal.subscribe("fal-ai/flux-pro/kontext/text-to-image", options);
  assert.deepEqual([...seen], ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]);
  assert.equal(result.data.images.length, 1);
});

test("fal's client subscribes by streaming", async (context) => {
  const { fal, goOn, seen } = await openClient(context);
  const result = await fal.subscribe(DEV, {
    input: { prompt: "a lighthouse" },
    mode: "streaming",
    connectionMode: "server",
    logs: true,
    onQueueUpdate: goOn,
  });
  assert.deepEqual([...seen], ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]);
  assert.equal(result.data.images.length, 1);
});

test("fal's client cancels what waits, and then reads that it was canceled", async (context) => {
  const { fal, relay } = await openClient(context, { workers: 0 });
  const { request_id: requestId } = await fal.queue.submit(DEV, { input: { prompt: "a boat" } });
  await fal.queue.cancel(DEV, { requestId });
  await assert.rejects(
    fal.queue.result(DEV, { requestId }),
    (error) => error instanceof ApiError && error.status === 499,
  );
  await assert.rejects(
    fal.queue.cancel(DEV, { requestId }),
    (error) => error instanceof ApiError && error.status === 400,
  );
  assert.equal(relay.ledger().charged, 0);
});

test("fal's client finds the field at fault in a refusal", async (context) => {
  const { fal, goOn } = await openClient(context);
  const input = { prompt: "a boat", guidance_scale: 99 };
  await assert.rejects(fal.subscribe(DEV, { input, pollInterval: 1, onQueueUpdate: goOn }), (error) => {
    assert.ok(error instanceof ValidationError);
    assert.equal(error.getFieldErrors("guidance_scale")[0]?.type, "less_than_equal");
    return true;
  });
});

test("fal's client is told when its key is wrong", async (context) => {
  const { relay } = await openClient(context);
  const submit = clientOf(relay, "wrong").queue.submit(DEV, { input: { prompt: "a boat" } });
  await assert.rejects(submit, (error) => error instanceof ApiError && error.status === 401);
});

test("by the machine's own clock, a picture is made without anybody moving the time", async (context) => {
  const filesDirectory = await mkdtemp(join(tmpdir(), "relay-client-"));
  const store = openStore();
  const relay = await startRelay({ port: 0, clock: systemClock, store, filesDirectory, settings: { speed: 100 } });
  context.after(async () => {
    await relay.stop();
    store.close();
    await rm(filesDirectory, { recursive: true });
  });
  const fal = clientOf(relay, relay.key);
  const result = await fal.subscribe(DEV, { input: { prompt: "a boat" }, pollInterval: 5 });
  assert.equal(result.data.images[0]?.width, 1024);
});
