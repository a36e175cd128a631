import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { openArchive } from "../../src/media/archive/open-archive.ts";
import { lockDirectory } from "../../src/ops/directory-lock.ts";
import { runTask } from "../../src/ops/tasks.ts";
import { openBucket } from "../support/bucket.ts";

const REAL = { DISCORD_TOKEN: "t", RELAY_KEY: "k", RELAY_URL: "https://relay.example" };
const FILES = ["2026/10/job-1/0.png", "2026/11/job-1/input-0.jpg", "2026/11/job-2/0.webm", "2026/11/job-2/1.webm"];

/** An archive on the disk, a bucket, and the task as an operator runs it. */
async function openMove(t: TestContext) {
  const bucket = await openBucket(t);
  const directory = await mkdtemp(join(tmpdir(), "easel-"));
  t.after(() => rm(directory, { recursive: true }));
  for (const path of [...FILES, ".partial/x.part", "2026/11/job-2/.DS_Store"]) {
    await mkdir(dirname(join(directory, "archive", path)), { recursive: true });
    await writeFile(join(directory, "archive", path), `the bytes of ${path}`);
  }
  const move = async (changes: Record<string, string> = {}) => {
    let printed = "";
    const environment = { ...REAL, DATA_DIR: directory, ...bucket.environment, ...changes };
    const print = (text: string) => {
      printed += text;
    };
    const code = await runTask("archive-to-s3", [], { outcome: readConfig(environment), clock: systemClock, print });
    return { code, printed };
  };
  return { bucket, directory, move };
}

test("every stored file comes into the bucket, is found there, and stays on the disk", async (t) => {
  const { bucket, directory, move } = await openMove(t);
  const { code, printed } = await move();
  assert.match(printed, /^4 files copied into the bucket easel-pictures, 0 there already: that is all/);
  assert.equal(code, 0);
  const archive = await openArchive({ directory, clock: systemClock, bucket: bucket.bucket });
  t.after(() => archive.close());
  for (const path of FILES) {
    const file = await archive.local(path);
    assert.equal(file && (await readFile(file.path, "utf8")), `the bytes of ${path}`);
    await file?.release();
  }
  assert.equal((await bucket.keys()).length, FILES.length);
  assert.equal((await readdir(join(directory, "archive/2026/11/job-2"))).length, 3);
});

test("ended by the bucket, it goes on where it was; a file that differs there is sent again", async (t) => {
  const { bucket, move } = await openMove(t);
  bucket.trouble = (request) => (/PUT .*\/job-2\//.test(request) ? [403, "AccessDenied"] : null);
  const failed = await move();
  assert.equal(failed.code, 1);
  assert.match(failed.printed, /Then it failed \(archive: AccessDenied\)\. .* run this again/);
  bucket.trouble = () => null;
  const before = (await bucket.keys()).length;
  const second = await move();
  assert.match(second.printed, new RegExp(`^${FILES.length - before} files? copied .*, ${before} there already: `));
  bucket.cut("easel/job-1/2026/10/0.png");
  assert.match((await move()).printed, /^1 file copied .*, 3 there already: /);
});

test("it refuses while Easel runs, and without a bucket", async (t) => {
  const { bucket, directory, move } = await openMove(t);
  const without = await move({
    S3_BUCKET: "",
    S3_ENDPOINT: "",
    S3_ACCESS_KEY_ID: "",
    S3_SECRET_ACCESS_KEY: "",
    S3_PREFIX: "",
  });
  assert.deepEqual([without.code, /S3_BUCKET is missing/.test(without.printed)], [2, true]);
  const lock = lockDirectory(directory);
  t.after(() => lock?.release());
  const running = await move();
  assert.deepEqual([running.code, /Stop it first/.test(running.printed)], [1, true]);
  assert.deepEqual(await bucket.keys(), []);
});
