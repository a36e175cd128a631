import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import fc from "fast-check";
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  Conversion,
  EncodedPacketSink,
  Input,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { film } from "../../../sandbox/relay/drawing/film.ts";
import { melody } from "../../../sandbox/relay/drawing/melody.ts";
import { cleanFilm } from "../../../src/media/metadata/film.ts";

const PLACE = "+48.2082+016.3738/";
const XMP = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");

function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const bytes = Buffer.concat(content.map((each) => (typeof each === "string" ? Buffer.from(each, "latin1") : each)));
  const head = Buffer.alloc(8, type, "latin1");
  head.writeUInt32BE(8 + bytes.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, bytes]);
}

/** As a telephone writes it, with everything in it that tells something. */
function telling(): Buffer {
  const apple = box("meta", box("keys", "mdtacom.apple.quicktime.location.ISO6709"), box("ilst", box("data", PLACE)));
  return Buffer.concat([
    box("ftyp", "isomiso2mp41"),
    box("uuid", XMP, `<x:xmpmeta>${PLACE}</x:xmpmeta>`),
    box(
      "moov",
      box("mvhd", "how long"),
      box("trak", box("tkhd", "how large"), box("mdia", "what codec"), box("udta", box("name", `at ${PLACE}`))),
      box("udta", box("\u00a9xyz", `\0\x12\x15\xc7${PLACE}`), box("loci", PLACE)),
      apple,
    ),
    box("mdat", "frames that say udta and meta themselves"),
    box("moof", box("traf", box("tfhd", "which"), box("udta", PLACE))),
    box("meta", PLACE),
  ]);
}

/** When each frame is shown, and how long it is. */
async function packetsOf(input: Input): Promise<[number, number][]> {
  const track = await input.getPrimaryVideoTrack();
  assert.ok(track);
  const found: [number, number][] = [];
  for await (const { timestamp, byteLength } of new EncodedPacketSink(track).packets())
    found.push([timestamp, byteLength]);
  return found;
}

async function clean(t: TestContext, bytes: Buffer, mime = "video/mp4") {
  const directory = await mkdtemp(join(tmpdir(), "film-"));
  t.after(() => rm(directory, { recursive: true }));
  const [from, to] = [join(directory, "film"), join(directory, "clean")];
  await writeFile(from, bytes);
  const cleaned = await cleanFilm(from, mime, to);
  assert.deepEqual(await readFile(from), bytes, "the original stays");
  assert.equal(existsSync(to), cleaned);
  return cleaned ? readFile(to) : null;
}

describe("a film without metadata", () => {
  test("tells no place, wherever it stood, and nothing else moves", async (t) => {
    const bytes = telling();
    for (const mime of ["video/mp4", "video/quicktime"]) {
      const cleaned = await clean(t, bytes, mime);
      assert.ok(cleaned && cleaned.length === bytes.length);
      assert.equal(cleaned.includes("48.2082"), false);
      assert.equal(cleaned.includes("apple"), false);
      assert.equal(cleaned.indexOf("frames that say udta and meta"), bytes.indexOf("frames that say udta and meta"));
      for (const kept of ["how long", "how large", "what codec", "which", "isomiso2mp41"])
        assert.equal(cleaned.indexOf(kept), bytes.indexOf(kept), kept);
      assert.equal(await clean(t, cleaned, mime), null, "there is nothing left to clean");
    }
  });

  test("is left as it is where nothing tells, and where the form is another", async (t) => {
    assert.equal(
      await clean(t, Buffer.concat([box("ftyp", "isom"), box("moov", box("mvhd", "x")), box("mdat")])),
      null,
    );
    assert.equal(await clean(t, telling(), "image/heic"), null, "there `meta` is the picture");
    assert.equal(await clean(t, melody("a tune", "1", 1), "audio/wav"), null);
    assert.equal(await clean(t, Buffer.alloc(0)), null);
  });

  test("is cleaned behind a box of 64 bits' length, and in one that goes on to the end", async (t) => {
    const long = box("mdat", Buffer.alloc(8), "frames");
    long.writeUInt32BE(1);
    long.writeBigUInt64BE(BigInt(long.length), 8);
    const last = box("udta", PLACE);
    last.writeUInt32BE(0);
    const cleaned = await clean(t, Buffer.concat([box("ftyp", "isom"), long, box("moov", last)]));
    assert.ok(cleaned && !cleaned.includes("48.2082") && cleaned.includes("frames"));
  });

  test("still plays as long as before, without a word of what it was tagged with", async (t) => {
    using input = new Input({ source: new BufferSource(melody("a tune", "1", 2)), formats: ALL_FORMATS });
    const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
    const tags = { title: "my garden", comment: "seed 7", raw: { "\u00a9xyz": PLACE } };
    const conversion = await Conversion.init({ input, output, tags, showWarnings: false });
    await conversion.execute();
    const made = Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
    assert.ok(made.includes("my garden") && made.includes(PLACE));
    const cleaned = await clean(t, made, "audio/mp4");
    assert.ok(cleaned && !cleaned.includes("my garden") && !cleaned.includes(PLACE) && !cleaned.includes("seed 7"));
    using again = new Input({ source: new BufferSource(cleaned), formats: ALL_FORMATS });
    using before = new Input({ source: new BufferSource(made), formats: ALL_FORMATS });
    assert.equal(await again.computeDuration(), await before.computeDuration());
    assert.deepEqual({ ...(await again.getMetadataTags()), raw: {} }, { raw: {} });
  });

  test("tells nothing as WebM either, whose title and tags become room that is left free", async (t) => {
    const { bytes: plain } = await film({ prompt: "a fox", seed: "1", seconds: 2, size: undefined, still: undefined });
    using input = new Input({ source: new BufferSource(plain), formats: ALL_FORMATS });
    const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
    const long = `a prompt ${"and more ".repeat(50)}`;
    const tags = { title: "my garden", comment: long, raw: { LOCATION: PLACE } };
    await (await Conversion.init({ input, output, tags, showWarnings: false })).execute();
    const made = Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
    assert.ok(made.includes("my garden") && made.includes(PLACE) && made.includes("and more"));
    const cleaned = await clean(t, made, "video/webm");
    assert.ok(cleaned && cleaned.length === made.length);
    assert.ok(!cleaned.includes("my garden") && !cleaned.includes(PLACE) && !cleaned.includes("and more"));
    using again = new Input({ source: new BufferSource(cleaned), formats: ALL_FORMATS });
    using before = new Input({ source: new BufferSource(made), formats: ALL_FORMATS });
    assert.equal(await again.computeDuration(), await before.computeDuration());
    assert.deepEqual(await packetsOf(again), await packetsOf(before));
    assert.equal(await clean(t, cleaned, "video/webm"), null);
  });

  test("is made of whatever bytes there are without a fault, and never longer", async (t) => {
    const directory = await mkdtemp(join(tmpdir(), "film-"));
    t.after(() => rm(directory, { recursive: true }));
    const [from, to] = [join(directory, "film"), join(directory, "clean")];
    const webm = await film({ prompt: "a fox", seed: "1", seconds: 1, size: undefined, still: undefined });
    for (const [mime, bytes] of [
      ["video/mp4", telling()],
      ["video/webm", webm.bytes.subarray(0, 400)],
    ] as const) {
      const spoiled = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length));
      await fc.assert(
        fc.asyncProperty(spoiled, async ([at, value, length]) => {
          const taken = Buffer.from(bytes.subarray(0, length));
          if (at < length) taken[at] = value;
          await writeFile(from, taken);
          if (await cleanFilm(from, mime, to)) assert.equal((await readFile(to)).length, length);
        }),
        { numRuns: 60 },
      );
    }
  });
});
