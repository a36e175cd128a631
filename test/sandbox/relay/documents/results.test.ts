import assert from "node:assert/strict";
import { test } from "node:test";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { browserMissing, launchBrowser } from "../../../support/browser.ts";
import { type Fixture, LONG_MS, openRelay, readJson } from "../relay-fixture.ts";
import { EDITING, IMAGE_TO_VIDEO, openApi, SPEECH } from "./documents-by-hand.ts";
import { record } from "./schema-input.ts";

const blue = await sharp({ create: { width: 96, height: 64, channels: 3, background: "#24c" } })
  .png()
  .toBuffer();
const BLUE = `data:image/png;base64,${blue.toString("base64")}`;
const MOVING = "acme/moving/v1/image-to-video";
const RETOUCH = "fal-ai/retouch/edit";

/** What the browser makes of a video, and whether its last frame is blue. */
const PLAY_AND_LOOK = `(async () => {
  const video = document.querySelector("video");
  video.muted = true;
  video.loop = false;
  video.playbackRate = 8;
  const ended = new Promise((resolve) => video.addEventListener("ended", resolve));
  await video.play();
  await ended;
  const brush = document.createElement("canvas").getContext("2d");
  brush.drawImage(video, 0, 0);
  const [red, , blue] = brush.getImageData(100, 100, 1, 1).data;
  return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration, blue: blue - red > 100 };
})()`;

async function teach({ call }: Fixture, ...documents: unknown[]): Promise<void> {
  for (const document of documents) assert.equal((await call("POST", "/sandbox/models", document)).status, 201);
}

async function resultOf(fixture: Fixture, endpoint: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fixture.finish(endpoint, body);
  const result = await readJson(answer);
  assert.equal(answer.status, 200, JSON.stringify(result));
  return result;
}

async function bytesOf(file: unknown): Promise<Buffer> {
  const { url, content_type: contentType, file_size: bytes } = record(file);
  const answer = await fetch(String(url));
  const body = Buffer.from(await answer.arrayBuffer());
  assert.deepEqual([answer.headers.get("content-type"), body.length], [contentType, bytes]);
  assert.equal((await fileTypeFromBuffer(body))?.mime, contentType);
  return body;
}

test("an image becomes a video with the facts that its file has", async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, IMAGE_TO_VIDEO);
  const { video, seed } = await resultOf(fixture, MOVING, { prompt: "waves", image_url: BLUE, duration: "2", seed: 7 });
  assert.equal(seed, 7);
  await bytesOf(video);
  const { url: _url, file_name: name, file_size: _bytes, ...facts } = record(video);
  assert.match(String(name), /\.webm$/);
  const size = { width: 640, height: 426 };
  assert.deepEqual(facts, { content_type: "video/webm", ...size, fps: 10, duration: 2, num_frames: 20 });
});

test("a browser plays the video from its first frame to its last", { skip: browserMissing }, async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, IMAGE_TO_VIDEO);
  const result = await resultOf(fixture, MOVING, { prompt: "waves", image_url: BLUE, duration: "2" });
  const browser = await launchBrowser();
  context.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(String(record(result["video"])["url"]));
  const seen = await page.evaluate(PLAY_AND_LOOK);
  assert.deepEqual(seen, { width: 640, height: 426, seconds: 2, blue: true });
});

test("a text becomes a tune, and the fields around it are plausible", async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, SPEECH);
  const result = await resultOf(fixture, "fal-ai/talker/tts", { text: "Good evening." });
  const wav = await bytesOf(result["audio"]);
  assert.equal(wav.readUInt32LE(4) + 8, wav.length);
  const [word] = Array.isArray(result["words"]) ? result["words"] : [];
  assert.match(word.text, /Good evening\./);
  assert.deepEqual([typeof word.start, word.kind, word.speaker], ["number", "word", undefined]);
  assert.ok(Number.isInteger(result["duration_ms"]));
});

test("an edit has the number, size and format asked for, and the input's size where none was", async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, EDITING);
  const body = { prompt: "greener", image_urls: [BLUE], num_images: 2, output_format: "webp" };
  const { images, has_nsfw_concepts: flags } = await resultOf(fixture, RETOUCH, {
    ...body,
    image_size: { width: 120, height: 80 },
  });
  assert.ok(Array.isArray(images));
  assert.deepEqual([images.length, flags], [2, [false, false]]);
  for (const image of images) {
    const { width, height, format } = await sharp(await bytesOf(image)).metadata();
    assert.deepEqual({ width, height, format }, { width: 120, height: 80, format: "webp" });
  }
  const kept = await resultOf(fixture, RETOUCH, { prompt: "greener", image_urls: [BLUE] });
  const [image] = Array.isArray(kept["images"]) ? kept["images"] : [];
  assert.deepEqual([image.width, image.height, image.content_type], [96, 64, "image/png"]);
});

test("an input file that is none fails the request and names its place", async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, EDITING);
  const body = { prompt: "greener", image_urls: [BLUE, "data:image/png;base64,AAAA"] };
  const answer = await fixture.finish(RETOUCH, body);
  assert.equal(answer.status, 422);
  const { detail } = await readJson(answer);
  assert.ok(Array.isArray(detail));
  assert.deepEqual(
    detail.map(({ loc, type }) => [loc, type]),
    [[["body", "image_urls", 1], "image_load_error"]],
  );
  assert.equal(fixture.relay.ledger().charged, 0);
});

test("an input file is fetched wherever the body names it, and weights are not", async (context) => {
  const fixture = await openRelay(context);
  await teach(
    fixture,
    openApi("fal-ai/nested", "image-to-image", { type: "object" }, EDITING.components.schemas.Output),
  );
  const gone = "http://127.0.0.1:1/gone";
  const answer = await fixture.finish("fal-ai/nested", {
    elements: [{ reference_image_urls: [BLUE, gone] }, { image: { url: gone } }],
    voice: { audio_url: gone },
    mask_url: gone,
    loras: [{ path: gone }],
    webhook_url: gone,
    prompt: gone,
  });
  const { detail } = await readJson(answer);
  assert.ok(answer.status === 422 && Array.isArray(detail));
  assert.deepEqual(
    detail.map(({ loc, type }) => `${loc.join(".")} ${type}`),
    [
      "body.elements.0.reference_image_urls.1 file_download_error",
      "body.elements.1.image.url file_download_error",
      "body.voice.audio_url file_download_error",
      "body.mask_url file_download_error",
    ],
  );
});

test("the wishes of a prompt hold for models from documents too", async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, EDITING, SPEECH);
  const flagged = await resultOf(fixture, RETOUCH, { prompt: "a boat, sandbox: nsfw", image_urls: [BLUE] });
  assert.deepEqual(flagged["has_nsfw_concepts"], [true]);
  const refused = await fixture.finish("fal-ai/talker/tts", { text: "sandbox: refused" });
  assert.equal(refused.status, 422);
  assert.equal((await fixture.call("POST", "/fal-ai/talker/tts", { text: "sandbox: 503" })).status, 503);
});

test("a price in the document is what is charged, and a cent per file where there is none", async (context) => {
  const fixture = await openRelay(context);
  const priced = {
    ...EDITING,
    info: { "x-fal-metadata": { endpointId: RETOUCH, pricing: { unit_price: 0.04, unit: "images" } } },
  };
  await teach(fixture, priced, IMAGE_TO_VIDEO);
  await resultOf(fixture, RETOUCH, { prompt: "a", image_urls: [BLUE], num_images: 3 });
  assert.equal(fixture.relay.ledger().chargedUsd, 0.12);
  await resultOf(fixture, MOVING, { prompt: "a", image_url: BLUE, duration: "2" });
  assert.equal(fixture.relay.ledger().chargedUsd, 0.13);
});

test("a request of another owner lives under that owner, and under no other", async (context) => {
  const fixture = await openRelay(context);
  await teach(fixture, IMAGE_TO_VIDEO);
  const path = await fixture.submit(MOVING, { prompt: "waves", image_url: BLUE });
  assert.match(path, /^\/acme\/moving\/requests\//);
  assert.equal((await fixture.call("GET", `${path}/status`)).status, 202);
  assert.equal((await fixture.call("GET", `${path.replace("acme", "fal-ai")}/status`)).status, 404);
  fixture.clock.advance(LONG_MS);
  assert.equal((await fixture.call("GET", path)).status, 200);
});

test("an address that is a plain text leads to a file too", async (context) => {
  const fixture = await openRelay(context);
  const address = { type: "string", format: "uri" };
  const text = { type: "string" };
  const properties = { preview: address, video: text, sheet_urls: { type: "array", items: text }, id: text };
  const output = { type: "object", required: Object.keys(properties), properties };
  await teach(fixture, openApi("fal-ai/plain", "image-to-video", { type: "object" }, output));
  const result = await resultOf(fixture, "fal-ai/plain", { duration: 1 });
  const types = await Promise.all(
    [result["preview"], result["video"], ...[result["sheet_urls"]].flat()].map(async (url) =>
      (await fetch(String(url))).headers.get("content-type"),
    ),
  );
  assert.deepEqual(types, ["image/jpeg", "video/webm", "video/webm"]);
});

test("a model with neither files nor words answers in its own form", async (context) => {
  const fixture = await openRelay(context);
  const score = { type: "integer", exclusiveMinimum: 10, maximum: 90, multipleOf: 4 };
  const output = {
    type: "object",
    required: ["label", "score", "tags", "box", "at", "nothing"],
    properties: {
      label: { enum: ["cat", "dog"] },
      score,
      tags: { type: "array", minItems: 2, items: { type: "string", maxLength: 5 } },
      box: { type: "array", prefixItems: [{ type: "integer" }, { type: "boolean" }] },
      at: { type: "string", format: "date-time" },
      nothing: { type: "null" },
      hidden: { type: "string" },
    },
  };
  await teach(fixture, openApi("fal-ai/judge", "vision", { type: "object", properties: {} }, output));
  const result = await resultOf(fixture, "fal-ai/judge", {});
  const { tags, at, ...rest } = result;
  assert.deepEqual(rest, { label: "cat", score: 12, box: [1, false], nothing: null });
  assert.ok(Array.isArray(tags) && tags.length === 2 && tags.every((tag) => tag.length <= 5));
  assert.ok(Date.parse(String(at)) > 0);
});
