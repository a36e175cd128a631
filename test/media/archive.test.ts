import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import fc from "fast-check";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

describe("the archive", () => {
  test("leads to no path outside its directory", async (t) => {
    const { archive } = await openTestArchive(t);
    for (const path of ["../x", "2026/../../x", "/etc/passwd", "", ".", "2026/.."]) {
      assert.throws(() => archive.pathOf(path), RangeError, path);
    }
    fc.assert(
      fc.property(fc.array(fc.constantFrom("..", ".", "a", "2026", "...")), (steps) => {
        try {
          assert.ok(archive.pathOf(steps.join("/")).startsWith(`${archive.directory}/`));
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
      }),
    );
  });

  test("takes no names that could lead elsewhere", async (t) => {
    const { download } = await openTestArchive(t);
    await assert.rejects(download({ url: "http://127.0.0.1:1/", jobId: "../x" }), RangeError);
    await assert.rejects(download({ url: "http://127.0.0.1:1/", name: "a/b" }), RangeError);
  });

  test("gives a job a file of another's, which stays when that one's files go", async (t) => {
    const bytes = await noise(8, 8).png().toBuffer();
    const server = await startFileServer(t, (_request, response) => response.end(bytes));
    const { archive, download } = await openTestArchive(t);
    const made = await download({ url: server.origin });
    assert.ok(made.ok);
    const borrowed = await archive.borrow(made.file.path, "job-2", "given-0");
    assert.equal(borrowed?.path, "2026/11/job-2/given-0.png");
    await archive.deleteJob("job-1");
    await borrowed.keep();
    assert.deepEqual(await readFile(archive.pathOf(borrowed.path)), bytes);
    assert.equal(await archive.borrow(made.file.path, "job-3", "given-0"), null, "it is gone by now");
    await assert.rejects(archive.borrow("../x", "job-3", "given-0"), RangeError);
  });

  test("leaves nothing of a file that was borrowed for a job which never came to be", async (t) => {
    const bytes = await noise(8, 8).png().toBuffer();
    const server = await startFileServer(t, (_request, response) => response.end(bytes));
    const { archive, download } = await openTestArchive(t);
    const made = await download({ url: server.origin });
    assert.ok(made.ok);
    const refused = await archive.borrow(made.file.path, "job-2", "given-0");
    await archive.borrow(made.file.path, "job-3", "given-0");
    await refused?.drop();
    assert.equal(await archive.sweepPartial(), 1, "what a crash left");
    const files = await readdir(archive.directory, { recursive: true });
    assert.deepEqual(
      files.filter((name) => name.endsWith(".png")),
      [made.file.path],
    );
  });

  test("deletes one job's files, from every month, and no other's", async (t) => {
    const bytes = await noise(8, 8).png().toBuffer();
    const server = await startFileServer(t, (_request, response) => response.end(bytes));
    const { archive, clock, download } = await openTestArchive(t);
    await download({ url: server.origin });
    await download({ url: server.origin, jobId: "job-2" });
    clock.advance(15 * 24 * 3_600_000);
    await download({ url: server.origin, name: "1" });
    assert.ok(existsSync(archive.pathOf("2026/12/job-1/1.png")));
    await archive.deleteJob("job-1");
    await archive.deleteJob("never-was");
    assert.deepEqual(await readdir(archive.pathOf("2026/11")), ["job-2"]);
    assert.deepEqual(await readdir(archive.pathOf("2026/12")), []);
  });

  test("sweeps what a crash left half done", async (t) => {
    const { archive } = await openTestArchive(t);
    await mkdir(join(archive.directory, ".partial"), { recursive: true });
    await writeFile(archive.temporaryPath("part"), "half a pict");
    await writeFile(archive.temporaryPath("webp"), "a copy");
    assert.equal(await archive.sweepPartial(), 2);
    assert.equal(await archive.sweepPartial(), 0);
  });
});
