import assert from "node:assert/strict";
import { utimes, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import fc from "fast-check";
import { BOTH_ARCHIVES } from "./both-archives.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const HOUR_MS = 3_600_000;
const PNG = await noise(8, 8).png().toBuffer();

for (const { where, open } of BOTH_ARCHIVES)
  describe(`the archive ${where}`, () => {
    test("leads to no path outside of it", async (t) => {
      const { archive } = await open(t);
      for (const path of ["../x", "2026/../../x", "/etc/passwd", "", ".", "2026/.."]) {
        await assert.rejects(archive.local(path), RangeError, path);
        await assert.rejects(archive.sizeOf(path), RangeError, path);
        await assert.rejects(archive.borrow(path, "job-3", "given-0"), RangeError, path);
      }
    });

    test("takes no names that could lead elsewhere", async (t) => {
      const { archive, download } = await open(t);
      await assert.rejects(download({ url: "http://127.0.0.1:1/", jobId: "../x" }), RangeError);
      await assert.rejects(download({ url: "http://127.0.0.1:1/", name: "a/b" }), RangeError);
      await assert.rejects(archive.deleteJob(".."), RangeError);
      await assert.rejects(archive.deleteJob(""), RangeError);
    });

    test("gives a stored file to be read, and leaves nothing of that", async (t) => {
      const server = await startFileServer(t, (_request, response) => response.end(PNG));
      const { archive, bytesOf, download, partial } = await open(t);
      assert.ok((await download({ url: server.origin })).ok);
      assert.equal(await archive.sizeOf("2026/11/job-1/0.png"), PNG.length);
      for (let nth = 0; nth < 2; nth += 1) assert.deepEqual(await bytesOf("2026/11/job-1/0.png"), PNG);
      assert.equal(await bytesOf("2026/11/job-1/1.png"), null);
      assert.equal(await archive.sizeOf("2026/11/job-1/1.png"), null);
      assert.deepEqual(await partial(), []);
    });

    test("gives a job a file of another's, which stays when that one's files go", async (t) => {
      const server = await startFileServer(t, (_request, response) => response.end(PNG));
      const { archive, bytesOf, clock, download, partial } = await open(t);
      const made = await download({ url: server.origin });
      assert.ok(made.ok);
      clock.advance(48 * HOUR_MS);
      const borrowed = await archive.borrow(made.file.path, "job-2", "given-0");
      assert.equal(await archive.sweepPartial(HOUR_MS), 0, "as new as the borrowing, not as old as the file");
      assert.equal(borrowed?.path, "2026/11/job-2/given-0.png");
      assert.equal(await bytesOf(borrowed.path), null, "not before it is kept");
      await archive.deleteJob("job-1");
      await borrowed.keep();
      assert.deepEqual(await bytesOf(borrowed.path), PNG);
      assert.equal(await archive.borrow(made.file.path, "job-3", "given-0"), null, "it is gone by now");
      assert.deepEqual(await partial(), []);
    });

    test("leaves nothing of a file that was borrowed for a job which never came to be", async (t) => {
      const server = await startFileServer(t, (_request, response) => response.end(PNG));
      const { archive, bytesOf, download, partial } = await open(t);
      const made = await download({ url: server.origin });
      assert.ok(made.ok);
      const refused = await archive.borrow(made.file.path, "job-2", "given-0");
      await archive.borrow(made.file.path, "job-3", "given-0");
      await refused?.drop();
      assert.equal(await archive.sweepPartial(), 1, "what a crash left");
      assert.deepEqual(await partial(), []);
      assert.equal(await bytesOf("2026/11/job-2/given-0.png"), null);
      assert.equal(await bytesOf("2026/11/job-3/given-0.png"), null);
      assert.deepEqual(await bytesOf(made.file.path), PNG);
    });

    test("deletes one job's files, from every month, and no other's", async (t) => {
      const server = await startFileServer(t, (_request, response) => response.end(PNG));
      const { archive, bytesOf, clock, download } = await open(t);
      await download({ url: server.origin });
      for (const jobId of ["job-10", "job"]) await download({ url: server.origin, jobId });
      clock.advance(15 * 24 * HOUR_MS);
      await download({ url: server.origin, name: "1" });
      await archive.deleteJob("job-1");
      await archive.deleteJob("never-was");
      for (const path of ["2026/11/job-1/0.png", "2026/12/job-1/1.png"]) assert.equal(await bytesOf(path), null, path);
      for (const path of ["2026/11/job-10/0.png", "2026/11/job/0.png"]) assert.deepEqual(await bytesOf(path), PNG);
    });

    test("sweeps what a crash left half done, and from under no other process what it still writes", async (t) => {
      const { archive, clock, partial } = await open(t);
      const [old, fresh] = [archive.temporaryPath("part"), archive.temporaryPath("webp")];
      for (const [path, ageMs] of [
        [old, 7 * HOUR_MS],
        [fresh, HOUR_MS],
      ] as const) {
        await writeFile(path, "half a pict");
        const touched = new Date(clock.now() - ageMs);
        await utimes(path, touched, touched);
      }
      assert.equal(await archive.sweepPartial(6 * HOUR_MS), 1);
      assert.deepEqual(
        (await partial()).map((name) => fresh.endsWith(name)),
        [true],
      );
      assert.equal(await archive.sweepPartial(), 1);
      assert.equal(await archive.sweepPartial(), 0);
    });
  });

test("no steps lead out of an archive's directory", async (t) => {
  const { archive, directory } = await openTestArchive(t);
  await writeFile(`${directory}-beside`, "not ours");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom("..", ".", "a", "2026", "...", `${directory}-beside`)), async (steps) => {
      const found = await archive
        .local(steps.join("/"))
        .catch((error: unknown) => assert.ok(error instanceof RangeError));
      assert.ok(found === undefined || found === null || found.path.startsWith(`${directory}/`));
    }),
  );
});
