import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import sharp from "sharp";
import { type Fixture, LONG_MS, openRelay, readJson } from "./relay-fixture.ts";

const EDIT = "fal-ai/flux-1/dev/image-to-image";

/** A file host on loopback, as a chat service's would be. */
async function openHost(context: TestContext, files: Readonly<Record<string, Buffer>>): Promise<string> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ""];
    response.writeHead(file ? 200 : 404).end(file ?? "no such file");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => server.close());
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return `http://127.0.0.1:${address.port}`;
}

const red = () => sharp({ create: { width: 60, height: 40, channels: 3, background: "#f00" } });
const dataUrl = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString("base64")}`;

async function failureOf({ finish }: Fixture, endpoint: string, body: unknown): Promise<unknown> {
  const response = await finish(endpoint, body);
  assert.equal(response.status, 422);
  const { detail } = await readJson(response);
  assert.ok(Array.isArray(detail));
  return detail.map(({ loc, type, input }) => ({ loc, type, input }));
}

test("pictures are fetched from their address or decoded from a data address, in all accepted formats", async (context) => {
  const { finish } = await openRelay(context);
  const host = await openHost(context, { "/red.png": await red().png().toBuffer() });
  const urls = [
    `${host}/red.png`,
    dataUrl("image/jpeg", await red().jpeg().toBuffer()),
    dataUrl("image/webp", await red().webp().toBuffer()),
    dataUrl("image/gif", await red().gif().toBuffer()),
    dataUrl("image/avif", await red().avif().toBuffer()),
  ];
  for (const image_url of urls) {
    const response = await finish(EDIT, { prompt: "a boat", image_url });
    assert.equal(response.status, 200, image_url.slice(0, 40));
  }
});

test("what cannot be read as a picture fails with the field at fault, uncharged", async (context) => {
  const fixture = await openRelay(context);
  const whole = await red().png().toBuffer();
  const host = await openHost(context, {
    "/words.png": Buffer.from("no picture at all"),
    "/half.png": whole.subarray(0, whole.length / 2),
    "/drawing.svg": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  });
  const cases = {
    "/words.png": "image_load_error",
    "/half.png": "image_load_error",
    "/drawing.svg": "unsupported_image_format",
    "/missing.png": "file_download_error",
  };
  for (const [path, type] of Object.entries(cases)) {
    const input = host + path;
    const failure = await failureOf(fixture, EDIT, { prompt: "a boat", image_url: input });
    assert.deepEqual(failure, [{ loc: ["body", "image_url"], type, input }]);
  }
  assert.equal(fixture.relay.ledger().charged, 0);
});

test("addresses that lead nowhere cannot be downloaded", async (context) => {
  const fixture = await openRelay(context);
  for (const image_url of ["http://127.0.0.1:1/none.png", "file:///etc/hostname", "words", "data:image/png"]) {
    const failure = await failureOf(fixture, EDIT, { prompt: "a boat", image_url });
    assert.deepEqual(failure, [{ loc: ["body", "image_url"], type: "file_download_error", input: image_url }]);
  }
});

test("in a list, the picture at fault is named by its number", async (context) => {
  const fixture = await openRelay(context);
  const good = dataUrl("image/png", await red().png().toBuffer());
  const bad = dataUrl("image/png", Buffer.from("words"));
  const failure = await failureOf(fixture, "fal-ai/flux-pro/kontext/multi", { prompt: "a", image_urls: [good, bad] });
  assert.deepEqual(failure, [{ loc: ["body", "image_urls", 1], type: "image_load_error", input: bad }]);
});

test("a drawing can stand in for pictures on other machines", async (context) => {
  const { finish } = await openRelay(context, { remotePictures: "draw" });
  const response = await finish(EDIT, { prompt: "a boat", image_url: "https://v3.fal.media/files/penguin/image.webp" });
  assert.equal(response.status, 200);
});

test("an input that never arrives keeps the request going and its callers informed", async (context) => {
  const { submit, call, clock } = await openRelay(context);
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  context.after(() => {
    silent.close();
    silent.closeAllConnections();
  });
  const address = silent.address();
  assert.ok(typeof address === "object" && address !== null);
  const path = await submit(EDIT, { prompt: "a boat", image_url: `http://127.0.0.1:${address.port}/` });
  clock.advance(LONG_MS);
  const status = call("GET", `${path}/status`);
  while (clock.pending === 0) await new Promise(setImmediate);
  clock.advance(1000);
  assert.equal((await readJson(await status))["status"], "IN_PROGRESS");
});
