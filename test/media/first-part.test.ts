import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { fileTypeFromFile } from "file-type";
import { film } from "../../sandbox/relay/drawing/film.ts";
import { melody } from "../../sandbox/relay/drawing/melody.ts";
import { openArchive } from "../../src/media/archive/open-archive.ts";
import { firstPart } from "../../src/media/first-part.ts";
import { FakeClock } from "../support/fake-clock.ts";

async function stored(t: { after(run: () => Promise<void>): void }, bytes: Uint8Array, name: string) {
  const directory = await mkdtemp(join(tmpdir(), "easel-media-"));
  const archive = await openArchive({ directory, clock: new FakeClock() });
  t.after(async () => {
    await archive.close();
    await rm(directory, { recursive: true, force: true });
  });
  await writeFile(join(directory, name), bytes);
  const type = await fileTypeFromFile(join(directory, name));
  const file = {
    path: name,
    bytes: bytes.length,
    mime: type?.mime ?? "application/octet-stream",
    extension: type?.ext ?? "bin",
    width: null,
    height: null,
  };
  return { archive, file, directory };
}

const beginning = ({ archive, file, directory }: Awaited<ReturnType<typeof stored>>, limitBytes: number) =>
  firstPart(archive, file, join(directory, file.path), limitBytes);
const aFilm = () => film({ prompt: "a fox", seed: "1", seconds: 20, size: undefined, still: undefined });

suite("the first part of", () => {
  test("a film plays from its beginning, in the form it had, within the limit", async (t) => {
    const { archive, file, directory } = await stored(t, (await aFilm()).bytes, "film.webm");
    const part = await firstPart(archive, file, join(directory, file.path), file.bytes / 4);
    assert.ok(part !== null && part.bytes <= file.bytes / 4 && part.bytes > file.bytes / 10);
    assert.ok(part.seconds >= 2 && part.seconds < 5 && Math.abs(part.ofSeconds - 20) < 0.2, JSON.stringify(part));
    assert.equal((await fileTypeFromFile(part.path))?.mime, "video/webm");
    const again = await firstPart(archive, file, part.path, file.bytes);
    assert.ok(again !== null && Math.abs(again.ofSeconds - part.seconds) < 0.2);
  });

  test("a sound plays from its beginning", async (t) => {
    const { archive, file, directory } = await stored(t, melody("a tune", "1", 30), "sound.wav");
    const part = await firstPart(archive, file, join(directory, file.path), Math.floor(file.bytes / 3));
    assert.ok(part !== null && part.bytes <= file.bytes / 3, JSON.stringify(file));
    assert.ok(part.seconds >= 5 && part.seconds <= 10);
  });

  test("what is neither, or broken, or leaves not a second, is none and leaves no file", async (t) => {
    const { bytes } = await aFilm();
    const whole = await stored(t, bytes, "film.webm");
    assert.equal(await beginning(whole, 20_000), null);
    const broken = await stored(t, bytes.subarray(0, 3_000), "broken.webm");
    assert.equal(await beginning({ ...broken, file: { ...broken.file, mime: "video/mp4" } }, 2_000), null);
    const other = await stored(t, Buffer.from("{}"), "answer.bin");
    assert.equal(await beginning(other, 1), null);
    for (const { directory } of [whole, broken, other]) {
      assert.equal((await readdir(join(directory, ".partial"))).length, 0);
    }
  });
});
