import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import sharp from "sharp";
import { cleanJpeg } from "../../../src/media/metadata/jpeg.ts";
import { cleanPng } from "../../../src/media/metadata/png.ts";
import { cleanWebp } from "../../../src/media/metadata/webp.ts";
import { withParameters } from "../../../src/media/parameters/embed.ts";
import { readParameters } from "../../../src/media/parameters/read.ts";
import { flux } from "../../../src/models/flux.ts";
import { parametersText } from "../../../src/models/parameters-text.ts";
import { noise } from "../file-server.ts";

const CLEANERS = { png: cleanPng, jpeg: cleanJpeg, webp: cleanWebp };
const FORMATS = ["png", "jpeg", "webp"] as const;

function pixels(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes, { autoOrient: true }).raw().toBuffer();
}

/** As a posted picture is before it gets its text. */
async function cleaned(format: (typeof FORMATS)[number], orientation: number, lossless = false): Promise<Buffer> {
  const picture = noise(31, 20).withMetadata({ orientation }).withIccProfile("p3");
  const bytes = CLEANERS[format](await picture.toFormat(format, format === "webp" ? { lossless } : {}).toBuffer());
  assert.ok(bytes);
  return bytes;
}

const PROMPT = 'a 猫 on the roof, "at night"\nwith <b>&amp; 😀';
const made = (prompt: string) =>
  parametersText(flux, { prompt, steps: 28, guidance: 3.5 }, { seed: "18446744073709551615", width: 31, height: 20 });

describe("a picture with its parameters", () => {
  for (const format of FORMATS) {
    for (const orientation of [1, 6]) {
      test(`as ${format}, held at ${orientation}, looks the same and tells them`, async () => {
        const before = await cleaned(format, orientation, orientation === 1);
        const after = withParameters(before, `image/${format}`, made(PROMPT));
        assert.ok(after);
        assert.deepEqual(await pixels(after), await pixels(before));
        const { orientation: stays = 1, icc } = await sharp(after).metadata();
        assert.equal(stays, orientation);
        assert.ok(icc, "the colour profile stays");
        assert.deepEqual(await readParameters(after), {
          form: "settings text",
          prompt: PROMPT,
          negative: "",
          settings: {
            Steps: "28",
            "CFG scale": "3.5",
            Seed: "18446744073709551615",
            Size: "31x20",
            Model: flux.title,
            Endpoint: flux.endpoint,
          },
        });
      });
    }

    test(`as a bare ${format} comes to the same with any prompt`, async () => {
      const bare = await noise(9, 7).toFormat(format).toBuffer();
      const prompts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
      await fc.assert(
        fc.asyncProperty(prompts, async (prompt) => {
          const text = made(prompt);
          const after = withParameters(bare, `image/${format}`, text);
          assert.ok(after);
          const found = await readParameters(after);
          const expected = text.split("\n").slice(0, -1).join("\n").trim();
          assert.equal(found?.prompt, expected);
          assert.deepEqual(await pixels(after), await pixels(bare));
        }),
        { numRuns: 60 },
      );
    });
  }

  test("keeps its transparency as a WebP that had no room for metadata", async () => {
    const bare = await sharp({ create: { width: 5, height: 4, channels: 4, background: "#ff000080" } })
      .webp({ lossless: true })
      .toBuffer();
    const after = withParameters(bare, "image/webp", made(PROMPT));
    assert.ok(after);
    assert.equal((await sharp(after).metadata()).hasAlpha, true);
    assert.deepEqual(await pixels(after), await pixels(bare));
  });

  test("shows the text to whatever reads descriptions in XMP", async () => {
    const after = withParameters(await cleaned("jpeg", 1), "image/jpeg", made(PROMPT));
    assert.ok(after);
    assert.match((await sharp(after).metadata()).xmpAsString ?? "", /猫 on the roof.*&lt;b&gt;&amp;amp; 😀/s);
  });

  test("goes without a text that has no room, or in a format that has none", async () => {
    assert.equal(withParameters(await cleaned("jpeg", 1), "image/jpeg", "猫".repeat(40_000)), null);
    assert.equal(withParameters(await noise(9, 7).gif().toBuffer(), "image/gif", "a cat"), null);
  });
});

describe("bytes that anybody made", () => {
  test("never do harm, neither when read nor when written to", async () => {
    const pictures = await Promise.all(FORMATS.map((format) => cleaned(format, 6)));
    const whole = pictures.map((bytes, index) => withParameters(bytes, `image/${FORMATS[index]}`, made(PROMPT)));
    const damaged = fc
      .tuple(fc.nat(2), fc.array(fc.tuple(fc.nat(1_500), fc.nat(255)), { maxLength: 8 }), fc.nat(3_000))
      .map(([which, changes, length]) => {
        const bytes = Buffer.from(whole[which] ?? Buffer.alloc(0)).subarray(0, length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        return bytes;
      });
    const any = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, any), fc.constantFrom(...FORMATS), async (bytes, format) => {
        const found = await readParameters(bytes);
        assert.ok(found === null || typeof found.prompt === "string");
        const after = withParameters(bytes, `image/${format}`, "a cat");
        assert.ok(after === null || after.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
