import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { ALL_FORMATS, BufferSource, BufferTarget, Conversion, Input, Mp4OutputFormat, Output } from "mediabunny";
import sharp, { type Sharp } from "sharp";
import { melody } from "../../sandbox/relay/drawing/melody.ts";
import { fitFile } from "../../src/media/fit.ts";
import type { StoredFile } from "../../src/media/stored-file.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

async function stored(t: TestContext, bytes: Buffer, accept: "image" | "any" = "image") {
  const server = await startFileServer(t, (_request, response) => response.end(bytes));
  const { archive, directory, download } = await openTestArchive(t);
  const outcome = await download({ url: server.origin, accept });
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return { archive, directory, file: outcome.file };
}

function redLeftOfBlue(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    pixels[at * 3 + (at % width < width / 2 ? 0 : 2)] = 255;
    // Something to lose, so that the copy is smaller.
    pixels[at * 3 + 1] = (at * 7919 + (at >> 8) * 31) % 64;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

describe("fitting a picture", () => {
  test("leaves what fits as it is", async (t) => {
    const bytes = await noise(64, 48).png().toBuffer();
    const { archive, directory, file } = await stored(t, bytes);
    const fitted = await fitFile(archive, file, bytes.length);
    assert.ok(fitted);
    const { discard, ...facts } = fitted;
    assert.deepEqual(facts, {
      path: join(directory, file.path),
      bytes: bytes.length,
      mime: "image/png",
      extension: "png",
      shrunk: false,
    });
    await discard();
    assert.ok(existsSync(fitted.path), "the original stays");
  });

  test("leaves out where and by whom it was taken, and the archive keeps that", async (t) => {
    const bytes = await noise(64, 48)
      .withExif({ IFD0: { Artist: "Mira Example" } })
      .avif()
      .toBuffer();
    for (const taken of [bytes, await sharp(bytes).keepExif().jpeg().toBuffer()]) {
      const { archive, directory, file } = await stored(t, taken);
      const fitted = await fitFile(archive, file, 10_000_000);
      assert.ok(fitted && !fitted.shrunk, "nobody is told that it became smaller");
      assert.equal((await readFile(fitted.path)).includes("Mira Example"), false);
      assert.equal((await readFile(join(directory, file.path))).includes("Mira Example"), true);
      await fitted.discard();
      assert.deepEqual(await readdir(join(directory, ".partial")), []);
    }
  });

  test("keeps the size in pixels where a better format is enough", async (t) => {
    const bytes = await noise(400, 300).png().toBuffer();
    const { archive, directory, file } = await stored(t, bytes);
    const fitted = await fitFile(archive, file, bytes.length / 2);
    assert.ok(fitted?.shrunk);
    const { width, height, format } = await sharp(fitted.path).metadata();
    assert.deepEqual([width, height, format, fitted.extension], [400, 300, "webp", "webp"]);
    assert.equal(fitted.bytes, (await stat(fitted.path)).size);
    assert.deepEqual(await readFile(join(directory, file.path)), bytes);
    await fitted.discard();
    assert.deepEqual(await readdir(join(directory, ".partial")), []);
  });

  test("gives up pixels in proportion where it must", async (t) => {
    const bytes = await noise(400, 300).png().toBuffer();
    const { archive, file } = await stored(t, bytes);
    for (const limit of [40_000, 10_000, 2_000]) {
      const fitted = await fitFile(archive, file, limit);
      assert.ok(fitted && fitted.bytes <= limit, `${fitted?.bytes} for ${limit}`);
      const { width, height } = await sharp(fitted.path).metadata();
      assert.ok(Math.abs(width / height - 4 / 3) < 0.05, `${width} × ${height}`);
    }
  });

  test("turns a photo upright and keeps transparency", async (t) => {
    const turned = await redLeftOfBlue(300, 200).withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
    const photo = await stored(t, turned);
    const upright = await fitFile(photo.archive, photo.file, turned.length / 2);
    assert.ok(upright);
    const { width, height, orientation } = await sharp(upright.path).metadata();
    assert.deepEqual([width, height, orientation ?? 1], [200, 300, 1]);
    const pixels = await sharp(upright.path).raw().toBuffer();
    const [red, , blue] = pixels.subarray(199 * 3, 200 * 3);
    assert.ok((red ?? 0) > 200 && (blue ?? 255) < 50, "what was left is now above, as far as the right edge");

    const clear = await noise(300, 200).ensureAlpha(0.5).png().toBuffer();
    const picture = await stored(t, clear);
    const fitted = await fitFile(picture.archive, picture.file, clear.length / 2);
    assert.equal(fitted && (await sharp(fitted.path).metadata()).hasAlpha, true);
  });

  test("keeps an animation moving", async (t) => {
    const frames = Buffer.from(
      Uint8Array.from({ length: 120 * 120 * 4 * 3 }, (_, at) => (at * 7919 + (at >> 8) * 31) % 256),
    );
    const bytes = await sharp(frames, { raw: { width: 120, height: 480, channels: 3, pageHeight: 120 } })
      .gif()
      .toBuffer();
    const { archive, file } = await stored(t, bytes);
    const fitted = await fitFile(archive, file, bytes.length / 2);
    assert.ok(fitted);
    const { pages, width, height } = await sharp(fitted.path).metadata();
    assert.equal(pages, 4);
    assert.equal(width, height);
    const still = await fitFile(archive, file, 600);
    assert.ok(still && still.bytes <= 600);
  });

  test("gives up on what is no picture, and leaves no copy behind", async (t) => {
    const video = await stored(
      t,
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), Buffer.alloc(900)]),
      "any",
    );
    assert.equal(await fitFile(video.archive, video.file, 100), null);
    const picture = await stored(t, await noise(64, 64).png().toBuffer());
    assert.equal(await fitFile(picture.archive, picture.file, 10), null);
    assert.deepEqual(await readdir(join(picture.directory, ".partial")), []);
  });

  test("leaves out of a film where it was taken, whole and in part, and the archive keeps that", async (t) => {
    using input = new Input({ source: new BufferSource(melody("a tune", "1", 20)), formats: ALL_FORMATS });
    const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
    const tags = { title: "my garden", raw: { "\u00a9xyz": "+48.2082+016.3738/" } };
    await (await Conversion.init({ input, output, tags, showWarnings: false })).execute();
    const bytes = Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
    const tells = async (path: string) => /my garden|48\.2082/.test((await readFile(path)).toString("latin1"));
    const { archive, directory, file } = await stored(t, bytes, "any");
    for (const limit of [bytes.length, bytes.length / 2]) {
      const fitted = await fitFile(archive, file, limit);
      assert.ok(fitted !== null && !(await tells(fitted.path)));
      assert.equal(fitted.part === undefined, limit === bytes.length);
      await fitted.discard();
    }
    assert.equal(await tells(join(directory, file.path)), true);
    assert.deepEqual(await readdir(join(directory, ".partial")), []);
  });

  test("gives up on a picture that is gone", async (t) => {
    const { archive } = await openTestArchive(t);
    const gone: StoredFile = {
      path: "2026/11/x/0.png",
      bytes: 500,
      mime: "image/png",
      extension: "png",
      width: 8,
      height: 8,
    };
    assert.equal(await fitFile(archive, gone, 100), null);
  });
});
