import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { outlineOf } from "../../src/media/outline.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const PNG = await noise(60, 40).png().toBuffer();
const PATH = "2026/11/job-1/0.png";

describe("a picture that comes early", () => {
  test("is there in memory until it is settled, and then on the disk, whole", async (t) => {
    const server = await startFileServer(t, (_request, response) => response.end(PNG));
    const { archive, directory, download, partial } = await openTestArchive(t);
    const outcome = await download({ url: server.origin, early: true });
    assert.deepEqual(outcome.ok && [outcome.file.path, outcome.file.width, outcome.file.height], [PATH, 60, 40]);
    assert.deepEqual(archive.inMemory(PATH), PNG);
    assert.equal(await archive.sizeOf(PATH), PNG.length, "whoever asks for the file waits for it");
    await archive.settle("job-1");
    assert.equal(archive.inMemory(PATH), null);
    assert.deepEqual(await readFile(join(directory, PATH)), PNG);
    assert.deepEqual(await partial(), []);
  });

  test("is in its place before anything is said of it, and fails at once where the disk does not take it", async (t) => {
    const server = await startFileServer(t, (_request, response) => response.end(PNG));
    const { archive, directory, download, partial } = await openTestArchive(t);
    // A file where the job's directory should be.
    await mkdir(join(directory, "2026/11"), { recursive: true });
    await writeFile(join(directory, "2026/11/job-1"), "");
    assert.equal((await download({ url: server.origin, early: true })).ok, false);
    assert.deepEqual(await partial(), []);
    await rm(join(directory, "2026/11/job-1"));
    const outcome = await download({ url: server.origin, early: true });
    assert.ok(outcome.ok);
    assert.deepEqual(await readFile(join(directory, outcome.file.path)), PNG);
    await archive.settle("job-1");
  });

  test("is refused where it is broken, as any other", async (t) => {
    const broken = Buffer.from(PNG);
    const middle = Math.floor(PNG.length / 2);
    broken.fill(0, middle, middle + 50);
    const server = await startFileServer(t, (_request, response) => response.end(broken));
    const { download, partial } = await openTestArchive(t);
    const outcome = await download({ url: server.origin, early: true });
    assert.equal(!outcome.ok && outcome.error.kind, "wrong_type");
    assert.deepEqual(await partial(), []);
  });
});

describe("the outline of a picture", () => {
  for (const format of ["png", "jpeg", "webp"] as const) {
    test(`tells a ${format} as it is seen, and is none of a part of it`, async () => {
      const bytes = await noise(60, 40).withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
      const outline = outlineOf(bytes);
      assert.deepEqual([outline?.mime, outline?.width, outline?.height], [`image/${format}`, 40, 60]);
      for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 200))
        assert.equal(outlineOf(bytes.subarray(0, length)), null, `its first ${length} bytes`);
    });
  }

  test("is none where a picture claims more pixels than its bytes can hold", async () => {
    const bytes = await noise(16, 16).jpeg().toBuffer();
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
    bytes.writeUInt16BE(10_000, frame + 5);
    bytes.writeUInt16BE(10_000, frame + 7);
    assert.equal(outlineOf(bytes), null);
  });
});
