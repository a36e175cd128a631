import assert from "node:assert/strict";
import { test } from "node:test";
import type { Values } from "../support/person.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

interface Journey {
  command: string;
  endpoint: string;
  values: () => Promise<Values>;
  /** What the relay was asked, in part; a picture's address is checked to be one it could fetch. */
  body: Record<string, unknown>;
  /** Lines of the reply. */
  shows: RegExp[];
}

const photo = async () => ({ image: await picture("photo.png", 320, 240) });

const journeys: Journey[] = [
  {
    command: "flux",
    endpoint: "fal-ai/flux-1/dev",
    values: async () => ({ prompt: "a fox", size: "portrait_16_9", seed: 7, guidance: 4.5, steps: 20, format: "png" }),
    body: { prompt: "a fox", image_size: "portrait_16_9", seed: 7, guidance_scale: 4.5, num_inference_steps: 20 },
    shows: [/<flux-7-1\.png 576×1024>/, /seed 7 · 576×1024/, /guidance.?.? 4\.5/],
  },
  {
    command: "flux-schnell",
    endpoint: "fal-ai/flux-1/schnell",
    values: async () => ({ prompt: "a fox", width: 640, height: 384, count: 4 }),
    body: { prompt: "a fox", image_size: { width: 640, height: 384 }, num_images: 4 },
    shows: [/<flux-schnell-\d+-4\.jpg 640×384> “Picture 4 of 4: a fox”/],
  },
  {
    command: "flux-image",
    endpoint: "fal-ai/flux-1/dev/image-to-image",
    values: async () => ({ prompt: "in winter", ...(await photo()), strength: 0.6 }),
    body: { prompt: "in winter", strength: 0.6 },
    shows: [/<flux-image-\d+-1\.jpg \d+×\d+>/],
  },
  {
    command: "flux-redux",
    endpoint: "fal-ai/flux-1/dev/redux",
    values: async () => ({ ...(await photo()), size: "square" }),
    body: { image_size: "square" },
    shows: [/\*\*from your picture\*\*/, /<flux-redux-\d+-1\.jpg 512×512>/],
  },
  {
    command: "flux-schnell-redux",
    endpoint: "fal-ai/flux-1/schnell/redux",
    values: async () => ({ ...(await photo()), steps: 2 }),
    body: { num_inference_steps: 2 },
    shows: [/<flux-schnell-redux-\d+-1\.jpg/],
  },
  {
    command: "kontext",
    endpoint: "fal-ai/flux-pro/kontext",
    values: async () => ({ prompt: "make it night", ...(await photo()), aspect_ratio: "16:9" }),
    body: { prompt: "make it night", aspect_ratio: "16:9" },
    shows: [/<kontext-\d+-1\.\w+ \d+×\d+>/],
  },
  {
    command: "kontext-max",
    endpoint: "fal-ai/flux-pro/kontext/max",
    values: async () => ({ prompt: "make it night", ...(await photo()) }),
    // The relay's document wants it in every body, so the default is sent.
    body: { prompt: "make it night", output_format: "jpeg" },
    shows: [/<kontext-max-\d+-1\.jpg/],
  },
  {
    command: "kontext-multi",
    endpoint: "fal-ai/flux-pro/kontext/multi",
    values: async () => ({ prompt: "both", image_1: await picture("a.png"), image_3: await picture("b.png") }),
    body: { prompt: "both" },
    shows: [/<kontext-multi-\d+-1\.\w+/],
  },
  {
    command: "kontext-max-multi",
    endpoint: "fal-ai/flux-pro/kontext/max/multi",
    values: async () => ({ prompt: "both", image_1: await picture("a.png"), image_2: await picture("b.png") }),
    body: { prompt: "both" },
    shows: [/<kontext-max-multi-\d+-1\.\w+/],
  },
  {
    command: "kontext-text",
    endpoint: "fal-ai/flux-pro/kontext/text-to-image",
    values: async () => ({ prompt: "a fox", aspect_ratio: "9:16", safety_tolerance: "5" }),
    body: { prompt: "a fox", aspect_ratio: "9:16", safety_tolerance: "5" },
    shows: [/<kontext-text-\d+-1\.\w+ \d+×\d+>/],
  },
  {
    command: "kontext-max-text",
    endpoint: "fal-ai/flux-pro/kontext/max/text-to-image",
    values: async () => ({ prompt: "a fox" }),
    body: { prompt: "a fox" },
    shows: [/<kontext-max-text-\d+-1\.\w+/],
  },
  {
    command: "inpaint",
    endpoint: "fal-ai/flux-lora/inpainting",
    values: async () => ({ prompt: "a hat", ...(await photo()), mask: await picture("mask.png", 320, 240, "#ffffff") }),
    body: { prompt: "a hat" },
    shows: [/<inpaint-\d+-1\.\w+ \d+×\d+>/],
  },
];

for (const { command, endpoint, values, body, shows } of journeys) {
  test(`/${command} goes from its options to its picture`, async (t) => {
    const studio = await openStudio(t, { relay: { speed: 4 } });
    const given = await values();
    const answer = await studio.mira.command(command, given);
    assert.equal(answer.outcome, "answered");
    const lines = await studio.seen(studio.mira, /\[Again\]/);
    for (const shown of shows) assert.match(lines.join("\n"), shown);
    const sent = submitted(studio, endpoint);
    assert.partialDeepStrictEqual(sent, body);
    assert.equal(addressesIn(sent).length, Object.values(given).filter((value) => typeof value === "object").length);
    assert.deepEqual([studio.relay.ledger().accepted, studio.relay.ledger().charged], [1, 1]);
  });
}

function submitted({ relay }: Studio, endpoint: string): Record<string, unknown> {
  const posts = relay.requests().filter(({ method }) => method === "POST");
  assert.deepEqual(
    posts.map(({ path }) => path),
    [`/${endpoint}`],
  );
  return posts[0]?.body as Record<string, unknown>;
}

function addressesIn(body: Record<string, unknown>): string[] {
  return Object.entries(body)
    .filter(([name]) => /_urls?$/.test(name))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === "string" && value.startsWith("http"));
}
