import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { imageUrls, openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";

test("a submit answers as the relay's documents show it, with fal's addresses under the app", async (context) => {
  const { call } = await openRelay(context);
  const response = await call("POST", `/${DEV}`, { prompt: "a lighthouse at dusk" });
  assert.equal(response.status, 200);
  const body = await readJson(response);
  const url = `https://queue.fal.run/fal-ai/flux-1/requests/${body["request_id"]}`;
  assert.deepEqual(body, {
    status: "IN_QUEUE",
    request_id: body["request_id"],
    response_url: url,
    status_url: `${url}/status`,
    cancel_url: `${url}/cancel`,
    logs: null,
    metrics: {},
    queue_position: 0,
  });
  assert.match(String(body["request_id"]), /^[0-9a-f-]{36}$/);
  assert.equal(response.headers.get("x-fal-request-id"), body["request_id"]);
});

test("a request waits, runs and completes by the clock it was given", async (context) => {
  const { clock, call, submit } = await openRelay(context);
  const path = await submit(DEV, { prompt: "a lighthouse at dusk" });
  const status = async () => {
    const response = await call("GET", `${path}/status`);
    return [response.status, (await readJson(response))["status"]];
  };
  assert.deepEqual(await status(), [202, "IN_QUEUE"]);
  clock.advance(1000);
  assert.deepEqual(await status(), [202, "IN_PROGRESS"]);
  const early = await call("GET", path);
  assert.equal(early.status, 400);
  assert.deepEqual(await readJson(early), { detail: "Request is still in progress" });
  clock.advance(5000);
  assert.deepEqual(await status(), [200, "COMPLETED"]);
});

test("a result has the documented shape and its picture the size and format that were asked for", async (context) => {
  const { finish } = await openRelay(context);
  const input = { prompt: "a cat", image_size: "portrait_4_3", output_format: "png", seed: 7, num_images: 2 };
  const response = await finish(DEV, input);
  assert.equal(response.status, 200);
  const result = await readJson(response);
  assert.deepEqual(Object.keys(result), ["images", "timings", "seed", "has_nsfw_concepts", "prompt"]);
  assert.equal(result["seed"], 7);
  assert.equal(result["prompt"], "a cat");
  assert.deepEqual(result["has_nsfw_concepts"], [false, false]);
  assert.deepEqual(result["timings"], { inference: 5.6 });
  for (const url of imageUrls(result)) {
    const file = await fetch(url);
    assert.equal(file.headers.get("content-type"), "image/png");
    const { format, width, height } = await sharp(await file.arrayBuffer()).metadata();
    assert.deepEqual({ format, width, height }, { format: "png", width: 768, height: 1024 });
  }
});

test("the ledger counts what was taken at once and what was charged when the pictures are there", async (context) => {
  const { relay, clock, call, submit } = await openRelay(context);
  const path = await submit(DEV, { prompt: "a boat", num_images: 2 });
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged, relay.ledger().chargedUsd], [1, 0, 0]);
  clock.advance(10_000);
  await call("GET", path);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged, relay.ledger().chargedUsd], [1, 1, 0.05]);
});
