import assert from "node:assert/strict";
import { truncate, writeFile } from "node:fs/promises";
import { describe, type TestContext, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { isDown } from "../../src/media/failure.ts";
import { openBucket, type Trouble } from "../support/bucket.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const PNG = await noise(8, 8).png().toBuffer();
const PATH = "2026/11/job-1/0.png";
const KEY = "easel/job-1/2026/11/0.png";

async function openAll(t: TestContext) {
  const bucket = await openBucket(t);
  const server = await startFileServer(t, (_request, response) => response.end(PNG));
  const opened = await openTestArchive(t, undefined, bucket.bucket);
  /** Lets time pass until something has ended, whatever waits for the clock meanwhile. */
  const ended = async <T>(work: Promise<T>): Promise<T> => {
    let over = false;
    const watched = work.finally(() => {
      over = true;
    });
    watched.catch(() => {});
    while (!over) {
      await setImmediate();
      if (opened.clock.pending > 0) opened.clock.advance(1);
    }
    return watched;
  };
  return { ...opened, bucket, server, ended };
}

/** Troubles of so many requests that match, then none. */
function first(count: number, line: RegExp, trouble: Trouble): (request: string) => Trouble | null {
  let left = count;
  return (request) => {
    if (left === 0 || !line.test(request)) return null;
    left -= 1;
    return trouble;
  };
}

describe("a bucket in trouble", () => {
  for (const trouble of [[503, "SlowDown"], [500, "InternalError"], [429, "TooManyRequests"], "reset"] as const) {
    test(`is asked again after ${trouble}`, async (t) => {
      const { bucket, download, bytesOf, ended } = await openAll(t);
      bucket.trouble = first(2, /^PUT/, trouble);
      const saved = await ended(download({ url: `data:image/png;base64,${PNG.toString("base64")}` }));
      assert.ok(saved.ok, JSON.stringify(saved));
      bucket.trouble = first(2, /^GET/, trouble);
      assert.deepEqual(await ended(bytesOf(PATH)), PNG);
    });
  }

  for (const trouble of [
    [403, "AccessDenied"],
    [404, "NoSuchBucket"],
    [400, "InvalidBucketName"],
  ] as const) {
    test(`is not asked again at once after ${trouble}, and the file waits here`, async (t) => {
      const { archive, bucket, download, partial, bytesOf, server } = await openAll(t);
      bucket.trouble = () => trouble;
      const refused = await download({ url: server.origin });
      assert.ok(!refused.ok);
      const { kind, retry, detail } = refused.error;
      assert.deepEqual([kind, retry, detail], ["archive_down", true, `archive: ${trouble[1]}`]);
      assert.equal(bucket.requests.length, 1);
      assert.deepEqual(await partial(), ["held.job-1.0"]);
      assert.equal(await archive.sweepPartial(), 0, "a restart leaves what was paid for");
      await assert.rejects(archive.local(PATH), isDown);
      await assert.rejects(archive.deleteJob("job-1"), isDown);
      bucket.trouble = () => null;
      assert.ok((await download({ url: server.origin })).ok);
      assert.equal(server.requests.length, 1, "nothing was fetched twice");
      assert.deepEqual(await partial(), []);
      assert.deepEqual(await bytesOf(PATH), PNG);
    });
  }

  test("loses no file that is there and whose address is gone", async (t) => {
    const { bucket, download, server } = await openAll(t);
    assert.ok((await download({ url: server.origin })).ok);
    bucket.trouble = () => [403, "AccessDenied"];
    const again = await download({ url: "http://127.0.0.1:1/", allowedOrigins: ["http://127.0.0.1:1"] });
    assert.equal(!again.ok && again.error.kind, "archive_down", "not: expired or unreachable");
  });

  test("keeps what waits no longer than its job, nor for ever", async (t) => {
    const { archive, bucket, clock, download, partial, server } = await openAll(t);
    bucket.trouble = () => [403, "AccessDenied"];
    await download({ url: server.origin });
    await download({ url: server.origin, jobId: "job-2" });
    bucket.trouble = () => null;
    await archive.deleteJob("job-1");
    assert.deepEqual(await partial(), ["held.job-2.0"]);
    clock.advance(8 * 86_400_000);
    assert.equal(await archive.sweepPartial(3_600_000), 1);
  });

  test("is sent an object again that did not come whole", async (t) => {
    const { bucket, download, bytesOf, ended, server } = await openAll(t);
    bucket.trouble = (request) => {
      // Between the upload and the look at it.
      if (request.startsWith("HEAD") && bucket.requests.filter((each) => each.startsWith("PUT")).length === 1)
        bucket.cut(KEY);
      return null;
    };
    assert.ok((await ended(download({ url: server.origin }))).ok);
    assert.equal(bucket.requests.filter((each) => each.startsWith("PUT")).length, 2);
    assert.deepEqual(await bytesOf(PATH), PNG);
  });

  for (const [title, spoil] of [
    ["spoiled", (file: string) => writeFile(file, Buffer.alloc(PNG.length))],
    ["cut", (file: string) => truncate(file, 10)],
  ] as const) {
    test(`gives no object that was ${title} there, and leaves nothing of it here`, async (t) => {
      const { bucket, bytesOf, download, ended, partial, server } = await openAll(t);
      assert.ok((await download({ url: server.origin })).ok);
      await spoil(bucket.fileOf(KEY));
      await assert.rejects(ended(bytesOf(PATH)), /archive: DamagedObject/);
      assert.deepEqual(await partial(), []);
    });
  }

  test("ends no stop: an upload under way is called off, and goes on at the next start", async (t) => {
    const { archive, bucket, download, partial, server } = await openAll(t);
    bucket.trouble = (request) => (request.startsWith("PUT") ? "silence" : null);
    const saving = download({ url: server.origin });
    await bucket.asked(/^PUT/);
    await archive.close();
    const outcome = await saving;
    assert.equal(!outcome.ok && outcome.error.kind, "aborted");
    assert.deepEqual(await partial(), ["held.job-1.0"]);
  });
});
