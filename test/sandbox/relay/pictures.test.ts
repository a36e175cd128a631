import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { type Fixture, imageUrls, openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";

async function pictures({ finish }: Fixture, endpoint: string, body: unknown): Promise<Buffer[]> {
  const response = await finish(endpoint, body);
  assert.equal(response.status, 200, await response.clone().text());
  const urls = imageUrls(await readJson(response));
  return Promise.all(urls.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())));
}

async function picture(fixture: Fixture, endpoint: string, body: unknown): Promise<Buffer> {
  const [first] = await pictures(fixture, endpoint, body);
  assert.ok(first);
  return first;
}

async function sizeOf(bytes: Buffer): Promise<string> {
  const { width, height, format } = await sharp(bytes).metadata();
  return `${width}x${height} ${format}`;
}

const dataUrl = (bytes: Buffer) => `data:image/png;base64,${bytes.toString("base64")}`;
const plain = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

/** How far apart two pictures of one size are: 0 for the same, 255 for black and white. */
async function distance(one: Buffer, other: Buffer): Promise<number> {
  const { width, height } = await sharp(one).metadata();
  const [a, b] = await Promise.all(
    [one, other].map((bytes) => sharp(bytes).resize(width, height, { fit: "fill" }).removeAlpha().raw().toBuffer()),
  );
  assert.ok(a && b);
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

test("the same prompt and seed draw the same picture; another prompt, seed or number draws another", async (context) => {
  const fixture = await openRelay(context);
  const body = { prompt: "a lighthouse at dusk", seed: 1, num_images: 2, image_size: "square", output_format: "png" };
  const [first, second] = await pictures(fixture, DEV, body);
  const again = await picture(fixture, DEV, body);
  const otherSeed = await picture(fixture, DEV, { ...body, seed: 2 });
  const otherPrompt = await picture(fixture, DEV, { ...body, prompt: "a lighthouse at night" });
  assert.ok(first && second);
  assert.ok(first.equals(again));
  for (const other of [second, otherSeed, otherPrompt]) assert.ok((await distance(first, other)) > 3);
});

test("pictures have any size that can be asked for", async (context) => {
  const fixture = await openRelay(context);
  const sizes = [
    ["square_hd", "1024x1024 jpeg"],
    ["landscape_16_9", "1024x576 jpeg"],
    [{ width: 1, height: 1 }, "1x1 jpeg"],
    [{ width: 3000, height: 40 }, "3000x40 jpeg"],
    [{ width: 200 }, "200x512 jpeg"],
  ] as const;
  for (const [image_size, expected] of sizes) {
    assert.equal(await sizeOf(await picture(fixture, DEV, { prompt: "a boat", image_size })), expected);
  }
});

test("kontext pictures follow the ratio that was asked for at about a megapixel", async (context) => {
  const fixture = await openRelay(context);
  const text = "fal-ai/flux-pro/kontext/text-to-image";
  assert.equal(await sizeOf(await picture(fixture, text, { prompt: "a boat" })), "1024x1024 jpeg");
  assert.equal(await sizeOf(await picture(fixture, text, { prompt: "a boat", aspect_ratio: "16:9" })), "1360x768 jpeg");
});

test("edits keep the shape of the input and show it", async (context) => {
  const fixture = await openRelay(context);
  const body = { prompt: "a boat", seed: 3, output_format: "png" };
  const [white, black] = [await plain("#fff", 400, 300), await plain("#000", 400, 300)];
  for (const endpoint of [
    "fal-ai/flux-1/dev/image-to-image",
    "fal-ai/flux-pro/kontext",
    "fal-ai/flux-pro/kontext/max",
  ]) {
    const fromWhite = await picture(fixture, endpoint, { ...body, image_url: dataUrl(white) });
    const fromBlack = await picture(fixture, endpoint, { ...body, image_url: dataUrl(black) });
    const { width, height } = await sharp(fromWhite).metadata();
    assert.ok(Math.abs(width / height - 4 / 3) < 0.03, `${endpoint}: ${width}x${height}`);
    assert.ok((await distance(fromWhite, fromBlack)) > 30, endpoint);
  }
  assert.equal(
    await sizeOf(await picture(fixture, "fal-ai/flux-1/dev/image-to-image", { ...body, image_url: dataUrl(white) })),
    "400x300 png",
  );
});

test("variations show the input in the size that was asked for", async (context) => {
  const fixture = await openRelay(context);
  for (const endpoint of ["fal-ai/flux-1/dev/redux", "fal-ai/flux-1/schnell/redux"]) {
    const body = { seed: 3, image_size: "square", output_format: "png" };
    const fromWhite = await picture(fixture, endpoint, { ...body, image_url: dataUrl(await plain("#fff", 400, 300)) });
    const fromBlack = await picture(fixture, endpoint, { ...body, image_url: dataUrl(await plain("#000", 400, 300)) });
    assert.equal(await sizeOf(fromWhite), "512x512 png");
    assert.ok((await distance(fromWhite, fromBlack)) > 80);
  }
});

test("compositions show every input", async (context) => {
  const fixture = await openRelay(context);
  const [white, black] = [dataUrl(await plain("#fff", 400, 300)), dataUrl(await plain("#000", 400, 300))];
  for (const endpoint of ["fal-ai/flux-pro/kontext/multi", "fal-ai/flux-pro/kontext/max/multi"]) {
    const drawn = (image_urls: string[]) =>
      picture(fixture, endpoint, { prompt: "a boat", seed: 3, aspect_ratio: "1:1", image_urls });
    const base = await drawn([black, black, black, black]);
    for (const changed of [0, 1, 2, 3]) {
      const urls = [0, 1, 2, 3].map((index) => (index === changed ? white : black));
      assert.ok((await distance(base, await drawn(urls))) > 20, `${endpoint} ignores picture ${changed}`);
    }
  }
});

test("inpainting changes what the mask shows white and not one pixel else", async (context) => {
  const fixture = await openRelay(context);
  const input = await plain("#123456", 320, 240);
  const mask = await sharp(
    Buffer.from(
      '<svg width="320" height="240"><rect width="320" height="240"/><rect x="100" y="60" width="80" height="80" fill="#fff"/></svg>',
    ),
  )
    .png()
    .toBuffer();
  const body = { prompt: "a boat at noon", image_url: dataUrl(input), mask_url: dataUrl(mask), output_format: "png" };
  const result = await picture(fixture, "fal-ai/flux-lora/inpainting", body);
  const pixels = await sharp(result).removeAlpha().raw().toBuffer();
  let [inside, outside] = [0, 0];
  for (let y = 0; y < 240; y++) {
    for (let x = 0; x < 320; x++) {
      const start = (y * 320 + x) * 3;
      const same = pixels.readUIntBE(start, 3) === 0x123456;
      const masked = x >= 100 && x < 180 && y >= 60 && y < 140;
      if (!same && masked) inside++;
      if (!same && !masked) outside++;
    }
  }
  assert.equal(outside, 0);
  assert.ok(inside > 80 * 80 * 0.95);
  // The caption's letters, as white as nothing in a scene at noon is in a row this long: it stands inside the mask.
  const white = await sharp(result)
    .extract({ left: 100, top: 124, width: 40, height: 16 })
    .greyscale()
    .raw()
    .toBuffer();
  assert.ok(white.filter((value) => value > 225).length > 40, "the small mask is labelled, too");
});

test("what the prompt flags is black and says so, unless the safety checker is off", async (context) => {
  const fixture = await openRelay(context);
  const body = { prompt: "a boat, sandbox: nsfw", image_size: "square", num_images: 2 };
  const response = await fixture.finish(DEV, body);
  const result = await readJson(response);
  assert.deepEqual(result["has_nsfw_concepts"], [true, true]);
  const [url = ""] = imageUrls(result);
  const { channels } = await sharp(await (await fetch(url)).arrayBuffer()).stats();
  assert.deepEqual(
    channels.map(({ max }) => max),
    [0, 0, 0],
  );
  const off = await readJson(await fixture.finish(DEV, { ...body, enable_safety_checker: false }));
  assert.deepEqual(off["has_nsfw_concepts"], [false, false]);
});

test("with sync_mode the pictures come as data addresses", async (context) => {
  const { finish } = await openRelay(context);
  const [url = ""] = imageUrls(
    await readJson(await finish(DEV, { prompt: "a boat", sync_mode: true, image_size: "square" })),
  );
  assert.match(url, /^data:image\/jpeg;base64,/);
  assert.equal(await sizeOf(Buffer.from(url.split(",")[1] ?? "", "base64")), "512x512 jpeg");
});

test("seeds keep all their digits, given or made up", async (context) => {
  const { submit, call, clock } = await openRelay(context);
  const given = await submit(DEV, '{"prompt":"a boat","seed": 18446744073709551615}');
  const made = await submit(DEV, { prompt: "a boat, sandbox: long seed" });
  clock.advance(60_000);
  assert.match(await (await call("GET", given)).text(), /"seed":18446744073709551615,/);
  assert.match(await (await call("GET", made)).text(), /"seed":\d{15,20},/);
});

test("a result repeats its request where the relay is set to", async (context) => {
  const { finish } = await openRelay(context, { repeatRequest: true });
  const body = { prompt: "a boat", num_images: 1 };
  assert.deepEqual((await readJson(await finish(DEV, body)))["request"], body);
});

test("with grain a picture packs as badly as a photograph, and is still the same each time", async (context) => {
  const fixture = await openRelay(context);
  const body = { prompt: "a boat, sandbox: grain", seed: 1, image_size: "square", output_format: "png" };
  const grainy = await picture(fixture, DEV, body);
  assert.ok(grainy.length > 512 * 512);
  assert.ok(grainy.equals(await picture(fixture, DEV, body)));
});
