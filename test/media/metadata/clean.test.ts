import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { cleanBytes, cleanPicture } from "../../../src/media/metadata/clean.ts";
import { cleanGif } from "../../../src/media/metadata/gif.ts";
import { cleanJpeg } from "../../../src/media/metadata/jpeg.ts";
import { cleanPng } from "../../../src/media/metadata/png.ts";
import { cleanWebp } from "../../../src/media/metadata/webp.ts";
import { noise } from "../file-server.ts";

const TELLTALES = ["Mira Example", "DSC-HX99", "2026:11:20", "urn:mira", "Lisbon"];
const XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF about="urn:mira"/></x:xmpmeta>';

/** As a camera leaves it: who, when, where, with what, in EXIF and XMP. */
function photographed(picture: Sharp, orientation = 1): Sharp {
  return picture
    .withExif({
      IFD0: { Artist: "Mira Example", Model: "DSC-HX99", DateTime: "2026:11:20 10:00:00" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "38/1 43/1 1/1", GPSLongitudeRef: "W", GPSAreaInformation: "Lisbon" },
    })
    .withXmp(XMP)
    .withMetadata({ orientation })
    .withIccProfile("p3");
}

async function kept(t: TestContext, bytes: Buffer): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "metadata-"));
  t.after(() => rm(directory, { recursive: true }));
  const path = join(directory, "picture");
  await writeFile(path, bytes);
  return path;
}

function pixels(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes, { autoOrient: true }).raw().toBuffer();
}

const told = (bytes: Buffer) => TELLTALES.filter((telltale) => bytes.includes(telltale));

describe("a picture that is shown or sent on", () => {
  for (const format of ["jpeg", "png", "webp"] as const) {
    for (const orientation of [1, 6]) {
      test(`as ${format}, held at ${orientation}, tells nothing of its camera and looks the same`, async (t) => {
        const bytes = await photographed(noise(60, 40), orientation)
          .toFormat(format, format === "webp" ? { lossless: true } : {})
          .toBuffer();
        assert.ok(told(bytes).length >= 3, `the picture carries what is to go: ${told(bytes)}`);
        const clean = await cleanBytes(await kept(t, bytes), `image/${format}`);
        assert.ok(clean instanceof Buffer);
        assert.deepEqual(told(clean), []);
        assert.deepEqual(await pixels(clean), await pixels(bytes));
        const { autoOrient, icc, xmp, orientation: stays = 1 } = await sharp(clean).metadata();
        assert.deepEqual([autoOrient.width, autoOrient.height], orientation === 1 ? [60, 40] : [40, 60]);
        assert.equal(stays, orientation);
        assert.ok(icc, "the colour profile stays");
        assert.equal(xmp, undefined);
        assert.equal(await cleanBytes(await kept(t, clean), `image/${format}`), "as it is");
      });
    }
  }

  test("as avif is encoded anew where it carries metadata, and else is left alone", async (t) => {
    const bytes = await photographed(noise(60, 40)).avif().toBuffer();
    assert.ok(told(bytes).length >= 3);
    const path = await kept(t, bytes);
    assert.equal(await cleanBytes(path, "image/avif"), null);
    const copy = await cleanPicture(path, "image/avif");
    assert.deepEqual([told(copy.bytes), copy.mime], [[], "image/webp"]);
    assert.equal(await cleanBytes(await kept(t, await noise(60, 40).avif().toBuffer()), "image/avif"), "as it is");
  });

  test("as gif loses its comments and goes on moving", async (t) => {
    const frames = { raw: { width: 20, height: 30, channels: 3 as const, pageHeight: 10 } };
    const gif = await sharp(await noise(20, 30).raw().toBuffer(), frames)
      .gif({ loop: 3, delay: [50, 60, 70] })
      .toBuffer();
    const remark = Buffer.from("Mira Example");
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, remark.length]), remark, Buffer.from([0])]);
    const commented = Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1), Buffer.from("urn:mira")]);
    const clean = await cleanBytes(await kept(t, commented), "image/gif");
    assert.ok(clean instanceof Buffer);
    assert.deepEqual(clean, gif);
    const { pages, loop, delay } = await sharp(clean).metadata();
    assert.deepEqual([pages, loop, delay], [3, 3, [50, 60, 70]]);
  });

  test("loses what stands behind its end: previews, a second picture, a film", async (t) => {
    for (const format of ["jpeg", "png", "webp"] as const) {
      const bytes = await noise(30, 20).toFormat(format).toBuffer();
      const path = await kept(t, Buffer.concat([bytes, Buffer.from("urn:mira")]));
      assert.deepEqual(await cleanBytes(path, `image/${format}`), bytes);
    }
  });

  test("with scans in several passes is followed to its end", async (t) => {
    const bytes = await photographed(noise(200, 150)).jpeg({ progressive: true }).toBuffer();
    const clean = await cleanBytes(await kept(t, bytes), "image/jpeg");
    assert.ok(clean instanceof Buffer);
    assert.deepEqual([told(clean), await pixels(clean)], [[], await pixels(bytes)]);
  });

  test("that has nothing to tell is not copied", async (t) => {
    for (const format of ["jpeg", "png", "webp", "gif"] as const) {
      const path = await kept(t, await noise(30, 20).toFormat(format).toBuffer());
      assert.equal(await cleanBytes(path, `image/${format}`), "as it is");
    }
  });

  test("that is broken is never a crash, nor read past its end", async () => {
    const whole = await Promise.all(
      (["jpeg", "png", "webp", "gif"] as const).map((format) =>
        photographed(noise(24, 16), 3).toFormat(format).toBuffer(),
      ),
    );
    const spoiled = fc
      .tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { maxLength: 6 }), fc.nat(4_000))
      .map(([bytes, changes, length]) => {
        const copy = Buffer.from(bytes.subarray(0, length % 3 === 0 ? length : bytes.length));
        for (const [at, value] of changes) copy[at % Math.max(1, copy.length)] = value;
        return copy;
      });
    const any = fc.oneof(spoiled, fc.uint8Array({ maxLength: 200 }).map(Buffer.from));
    fc.assert(
      fc.property(any, (bytes) => {
        for (const clean of [cleanJpeg, cleanPng, cleanWebp, cleanGif]) {
          const cleaned = clean(bytes);
          assert.ok(cleaned === null || cleaned.length <= bytes.length + 64);
        }
      }),
      { numRuns: 500 },
    );
  });
});
