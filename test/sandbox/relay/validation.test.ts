import assert from "node:assert/strict";
import { test } from "node:test";
import { openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";
const MAX = "fal-ai/flux-pro/kontext/max";
const PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";

interface Detail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly url: string;
  readonly ctx?: unknown;
  readonly input: unknown;
}

async function detailsOf(response: Response): Promise<Detail[]> {
  const { detail } = await readJson(response);
  assert.ok(Array.isArray(detail), `No list of details: ${JSON.stringify(detail)}`);
  return detail;
}

test("a body against the schema is taken into the queue and fails with its result, at no charge", async (context) => {
  const { relay, submit, call, clock } = await openRelay(context);
  const path = await submit(DEV, { prompt: "a boat", guidance_scale: 99 });
  clock.advance(1000);
  const status = await call("GET", `${path}/status`);
  assert.equal(status.status, 200);
  const { status: word, error_type: errorType } = await readJson(status);
  assert.deepEqual([word, errorType], ["COMPLETED", "less_than_equal"]);
  const result = await call("GET", path);
  assert.equal(result.status, 422);
  assert.equal(result.headers.get("x-fal-retryable"), "false");
  assert.deepEqual(await detailsOf(result), [
    {
      loc: ["body", "guidance_scale"],
      msg: "Input should be less than or equal to 20",
      type: "less_than_equal",
      url: "https://docs.fal.ai/errors/#less_than_equal",
      input: 99,
      ctx: { le: 20 },
    },
  ]);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 0]);
});

test("older status bodies do not tell of the failure", async (context) => {
  const { submit, call, clock } = await openRelay(context, { statusErrors: false });
  const path = await submit(DEV, {});
  clock.advance(1000);
  const body = await readJson(await call("GET", `${path}/status`));
  assert.deepEqual([body["status"], "error" in body, "error_type" in body], ["COMPLETED", false, false]);
});

test("each field at fault is named with its place, its kind and its bounds", async (context) => {
  const { call } = await openRelay(context, { schemaErrors: "submit" });
  const cases: readonly (readonly [string, Record<string, unknown>, string, unknown])[] = [
    [DEV, {}, "body.prompt missing", undefined],
    [DEV, { prompt: 5 }, "body.prompt string_type", undefined],
    [DEV, { prompt: "a", num_images: 5 }, "body.num_images less_than_equal", { le: 4 }],
    [DEV, { prompt: "a", num_images: 0 }, "body.num_images greater_than_equal", { ge: 1 }],
    [DEV, { prompt: "a", num_images: 1.5 }, "body.num_images int_from_float", undefined],
    [DEV, { prompt: "a", num_images: "two" }, "body.num_images int_parsing", undefined],
    [DEV, { prompt: "a", num_images: [] }, "body.num_images int_type", undefined],
    [DEV, { prompt: "a", num_inference_steps: 0 }, "body.num_inference_steps greater_than_equal", { ge: 1 }],
    [DEV, { prompt: "a", guidance_scale: "much" }, "body.guidance_scale float_parsing", undefined],
    [DEV, { prompt: "a", enable_safety_checker: "perhaps" }, "body.enable_safety_checker bool_parsing", undefined],
    [DEV, { prompt: "a", output_format: "webp" }, "body.output_format one_of", { expected: ["jpeg", "png"] }],
    [DEV, { prompt: "a", output_format: "JPEG" }, "body.output_format one_of", { expected: ["jpeg", "png"] }],
    [DEV, { prompt: "a", image_size: { width: 0 } }, "body.image_size.ImageSize.width greater_than", { gt: 0 }],
    [
      DEV,
      { prompt: "a", image_size: { height: 20_000 } },
      "body.image_size.ImageSize.height less_than_equal",
      { le: 14_142 },
    ],
    [
      "fal-ai/flux-1/schnell",
      { prompt: "a", num_inference_steps: 13 },
      "body.num_inference_steps less_than_equal",
      { le: 12 },
    ],
    [
      "fal-ai/flux-1/dev/image-to-image",
      { prompt: "a", image_url: PICTURE, strength: 0 },
      "body.strength greater_than_equal",
      { ge: 0.01 },
    ],
    [
      "fal-ai/flux-1/dev/image-to-image",
      { prompt: "a", image_url: PICTURE, num_inference_steps: 9 },
      "body.num_inference_steps greater_than_equal",
      { ge: 10 },
    ],
    ["fal-ai/flux-1/dev/redux", {}, "body.image_url missing", undefined],
    [
      "fal-ai/flux-pro/kontext",
      { prompt: "a", image_url: PICTURE, safety_tolerance: 2 },
      "body.safety_tolerance one_of",
      { expected: ["1", "2", "3", "4", "5", "6"] },
    ],
    [
      "fal-ai/flux-pro/kontext/multi",
      { prompt: "a", image_urls: [] },
      "body.image_urls sequence_too_short",
      { min_length: 1 },
    ],
    [
      "fal-ai/flux-pro/kontext/multi",
      { prompt: "a", image_urls: [PICTURE, 5] },
      "body.image_urls.1 string_type",
      undefined,
    ],
    ["fal-ai/flux-pro/kontext/multi", { prompt: "a", image_urls: PICTURE }, "body.image_urls list_type", undefined],
    [MAX, { prompt: "a", image_url: PICTURE }, "body.output_format missing", undefined],
    ["fal-ai/flux-lora/inpainting", { prompt: "a", image_url: PICTURE }, "body.mask_url missing", undefined],
    [
      "fal-ai/flux-lora/inpainting",
      { prompt: "a", image_url: PICTURE, mask_url: PICTURE, guidance_scale: 36 },
      "body.guidance_scale less_than_equal",
      { le: 35 },
    ],
    [
      "fal-ai/flux-lora/inpainting",
      { prompt: "a", image_url: PICTURE, mask_url: PICTURE, acceleration: "high" },
      "body.acceleration one_of",
      { expected: ["none", "regular"] },
    ],
  ];
  for (const [endpoint, body, expected, ctx] of cases) {
    const response = await call("POST", `/${endpoint}`, body);
    assert.equal(response.status, 422, `${endpoint} ${JSON.stringify(body)}`);
    const details = await detailsOf(response);
    assert.deepEqual(
      details.map(({ loc, type }) => `${loc.join(".")} ${type}`),
      [expected],
    );
    assert.deepEqual(details[0]?.ctx, ctx);
  }
});

test("every field at fault gets its own entry", async (context) => {
  const { call } = await openRelay(context, { schemaErrors: "submit" });
  const response = await call("POST", `/${DEV}`, { num_images: 9, output_format: "gif" });
  const types = (await detailsOf(response)).map(({ type }) => type);
  assert.deepEqual(types.sort(), ["less_than_equal", "missing", "one_of"]);
});

test("numbers and booleans may be spelled, a seed may be null, and unknown fields are ignored", async (context) => {
  const { call } = await openRelay(context, { schemaErrors: "submit" });
  const body = {
    prompt: "a",
    num_images: "2",
    guidance_scale: 3,
    enable_safety_checker: "true",
    seed: null,
    colour: "red",
  };
  assert.equal((await call("POST", `/${DEV}`, body)).status, 200);
});

test("values that only the relay's documents name are taken when the relay is set to", async (context) => {
  const { call, relay } = await openRelay(context, { schemaErrors: "submit" });
  const body = { prompt: "a", image_size: "16:9", output_format: "default", acceleration: "default" };
  const refused = await detailsOf(await call("POST", `/${DEV}`, body));
  assert.deepEqual(
    refused.map(({ loc }) => loc[1]),
    ["image_size", "output_format", "acceleration"],
  );
  relay.settings.update({ relayValues: true });
  assert.equal((await call("POST", `/${DEV}`, body)).status, 200);
});

test("a ratio of the relay's documents becomes fal's size", async (context) => {
  const { finish } = await openRelay(context, { relayValues: true });
  const { images } = await readJson(await finish(DEV, { prompt: "a", image_size: "9:16", output_format: "JPEG" }));
  assert.ok(Array.isArray(images));
  assert.deepEqual([images[0].width, images[0].height, images[0].content_type], [576, 1024, "image/jpeg"]);
});

test("kontext/max needs no output_format where the relay is as lenient as fal", async (context) => {
  const { call } = await openRelay(context, { schemaErrors: "submit", relayRequired: false });
  assert.equal((await call("POST", `/${MAX}`, { prompt: "a", image_url: PICTURE })).status, 200);
});

test("a body that is no JSON object is refused at once and not taken", async (context) => {
  const { call, relay } = await openRelay(context);
  for (const body of ["{", "", "[]", "null", '"words"']) {
    const response = await call("POST", `/${DEV}`, body);
    assert.equal(response.status, 422, body);
    assert.equal((await detailsOf(response))[0]?.loc[0], "body");
  }
  assert.equal(relay.ledger().accepted, 0);
});
