import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { inlinePicture } from "../../src/media/inline-picture.ts";
import { noise } from "./file-server.ts";

test("a picture goes into a request as it is, and a very large one as a copy with the same proportions", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-inline-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const inlined = async (width: number, height: number) => {
    const path = join(directory, `${width}.png`);
    await noise(width, height).png({ compressionLevel: 0 }).toFile(path);
    const [head = "", body = ""] = (await inlinePicture(path, "image/png")).split(",");
    const bytes = Buffer.from(body, "base64");
    const { width: wide, height: high } = await sharp(bytes).metadata();
    return { head, bytes: bytes.length, width: wide, height: high };
  };
  const small = await inlined(64, 32);
  assert.deepEqual([small.head, small.width, small.height], ["data:image/png;base64", 64, 32]);
  const large = await inlined(2600, 1300);
  assert.equal(large.head, "data:image/webp;base64");
  assert.ok(large.bytes <= 8 * 1024 * 1024, String(large.bytes));
  assert.equal(large.width, large.height * 2);
});
