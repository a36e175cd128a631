import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { BOTH_ARCHIVES } from "./both-archives.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const PNG = await noise(60, 40).png().toBuffer();
const JPEG = await noise(60, 40).jpeg().toBuffer();
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), Buffer.alloc(64)]);

/** A small PNG whose header claims another size. */
function claimingToBe(width: number, height: number): Buffer {
  const claim = Buffer.from(PNG);
  claim.writeUInt32BE(width, 16);
  claim.writeUInt32BE(height, 20);
  claim.writeUInt32BE(crc32(claim.subarray(12, 29)), 29);
  return claim;
}

for (const { where, open } of BOTH_ARCHIVES)
  describe(`a download ${where}`, () => {
    test("is kept by year, month and job, whole and under a name of ours", async (t) => {
      const server = await startFileServer(t, (_request, response) => response.end(PNG));
      const { bytesOf, partial, download } = await open(t);
      const outcome = await download({ url: `${server.origin}/..%2f..%2fevil.exe?sig=1` });
      assert.deepEqual(outcome, {
        ok: true,
        file: {
          path: "2026/11/job-1/0.png",
          bytes: PNG.length,
          mime: "image/png",
          extension: "png",
          width: 60,
          height: 40,
        },
      });
      assert.deepEqual(await bytesOf("2026/11/job-1/0.png"), PNG);
      assert.deepEqual(await partial(), []);
    });

    test("is what its bytes are, whatever its header and its name say", async (t) => {
      const server = await startFileServer(t, (_request, response) => {
        response.writeHead(200, { "content-type": "text/plain" }).end(JPEG);
      });
      const { download } = await open(t);
      const outcome = await download({ url: `${server.origin}/a.png` });
      assert.deepEqual(outcome.ok && [outcome.file.mime, outcome.file.extension], ["image/jpeg", "jpg"]);
    });

    for (const format of ["png", "jpeg", "webp", "gif", "avif"] as const) {
      test(`may be a picture as ${format}`, async (t) => {
        const bytes = await noise(32, 24).toFormat(format).toBuffer();
        const server = await startFileServer(t, (_request, response) => response.end(bytes));
        const { download } = await open(t);
        const outcome = await download({ url: server.origin });
        assert.ok(outcome.ok, JSON.stringify(outcome));
        assert.deepEqual([outcome.file.mime, outcome.file.width, outcome.file.height], [`image/${format}`, 32, 24]);
      });
    }

    test("gives the size as seen: a camera's orientation applied, one frame of an animation", async (t) => {
      const turned = await noise(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
      const frames = await sharp(Buffer.alloc(20 * 30 * 3, 90), {
        raw: { width: 20, height: 30, channels: 3, pageHeight: 10 },
      })
        .gif({ loop: 0 })
        .toBuffer();
      const server = await startFileServer(t, (request, response) =>
        response.end(request.url === "/turned" ? turned : frames),
      );
      const { download } = await open(t);
      const photo = await download({ url: `${server.origin}/turned` });
      assert.deepEqual(photo.ok && [photo.file.width, photo.file.height], [40, 60]);
      const animation = await download({ url: `${server.origin}/frames`, name: "1" });
      assert.deepEqual(animation.ok && [animation.file.width, animation.file.height], [20, 10]);
    });

    test("may be any file where any is accepted", async (t) => {
      const server = await startFileServer(t, (request, response) =>
        response.end(request.url === "/v" ? MP4 : "some words"),
      );
      const { download } = await open(t);
      const video = await download({ url: `${server.origin}/v`, accept: "any" });
      assert.deepEqual(video.ok && [video.file.mime, video.file.extension, video.file.width], [
        "video/mp4",
        "mp4",
        null,
      ]);
      const words = await download({ url: `${server.origin}/w`, accept: "any", name: "1" });
      assert.deepEqual(words.ok && [words.file.mime, words.file.extension], ["application/octet-stream", "bin"]);
    });

    test("comes out of a data address without any request", async (t) => {
      const { download } = await open(t);
      const inBase64 = await download({ url: `data:image/jpeg;base64,${PNG.toString("base64")}`, allowedOrigins: [] });
      assert.deepEqual(inBase64.ok && [inBase64.file.mime, inBase64.file.bytes], ["image/png", PNG.length]);
      const escaped = [...PNG].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
      const inPercents = await download({ url: `data:,${escaped}`, name: "1", allowedOrigins: [] });
      assert.deepEqual(inPercents.ok && [inPercents.file.mime, inPercents.file.bytes], ["image/png", PNG.length]);
    });

    test("follows redirects, and shows the headers it was given to no other origin", async (t) => {
      const files = await startFileServer(t, (_request, response) => response.end(PNG));
      const first = await startFileServer(t, (_request, response) =>
        response.writeHead(302, { location: `${files.origin}/x` }).end(),
      );
      const { download } = await open(t);
      const allowedOrigins = [first.origin, files.origin];
      const outcome = await download({ url: first.origin, allowedOrigins, headers: { authorization: "Key secret" } });
      assert.equal(outcome.ok, true);
      assert.equal(first.requests[0]?.headers.authorization, "Key secret");
      assert.equal(files.requests[0]?.headers.authorization, undefined);
    });

    test("does not fetch again what an earlier try brought, also in the month before", async (t) => {
      const server = await startFileServer(t, (_request, response) => response.end(PNG));
      const { clock, download, partial } = await open(t);
      const first = await download({ url: server.origin });
      assert.equal(
        (await download({ url: server.origin, name: "01" })).ok,
        true,
        "another name, with the same beginning",
      );
      clock.advance(15 * 24 * 3_600_000);
      assert.deepEqual(await download({ url: server.origin }), first);
      assert.equal(server.requests.length, 2);
      assert.deepEqual(await partial(), []);
    });
  });

describe("a download that goes wrong", () => {
  test("is truncated when the connection breaks within the file", async (t) => {
    const server = await startFileServer(t, (_request, response) => {
      response.writeHead(200, { "content-length": PNG.length });
      response.write(PNG.subarray(0, PNG.length / 2), () => response.socket?.resetAndDestroy());
    });
    const { download } = await openTestArchive(t);
    const outcome = await download({ url: server.origin });
    assert.deepEqual(!outcome.ok && [outcome.error.kind, outcome.error.retry], ["truncated", true]);
  });

  test("ends as soon as there are more bytes than allowed", async (t) => {
    let written = 0;
    const server = await startFileServer(t, (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const pour = () => {
        while (!response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", pour);
        }
      };
      pour();
    });
    const { directory, download } = await openTestArchive(t);
    const outcome = await download({ url: server.origin, accept: "any", maxBytes: 1_000_000 });
    assert.equal(!outcome.ok && outcome.error.kind, "too_large");
    assert.ok(written < 50_000_000, `${written} bytes were taken`);
    assert.deepEqual(await readdir(join(directory, ".partial")), []);
  });

  test("refuses a data address with more bytes than allowed", async (t) => {
    const { download } = await openTestArchive(t);
    for (const url of [`data:image/png;base64,${PNG.toString("base64")}`, `data:,${"x".repeat(2_000)}`]) {
      const outcome = await download({ url, maxBytes: 1_000, allowedOrigins: [] });
      assert.equal(!outcome.ok && outcome.error.kind, "too_large");
    }
  });

  test("refuses a picture with more pixels than any model draws", async (t) => {
    const bomb = claimingToBe(16_000, 16_000);
    const server = await startFileServer(t, (_request, response) => response.end(bomb));
    const { download } = await openTestArchive(t);
    const outcome = await download({ url: server.origin });
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.error.kind, outcome.error.detail], ["too_large", "too many pixels"]);
  });

  test("refuses a web page in a file's place", async (t) => {
    const server = await startFileServer(t, (_request, response) => response.end("\uFEFF <!DOCTYPE html><p>Log in"));
    const { download } = await openTestArchive(t);
    const outcome = await download({ url: server.origin, accept: "any" });
    assert.equal(!outcome.ok && outcome.error.kind, "wrong_type");
  });

  test("is too slow when the answer does not come in time", async (t) => {
    const server = await startFileServer(t, () => {});
    const { clock, download } = await openTestArchive(t);
    const outcome = download({ url: server.origin, timeLimitMs: 5_000 });
    await server.asked(1);
    clock.advance(5_000);
    const ended = await outcome;
    assert.deepEqual(!ended.ok && [ended.error.kind, ended.error.retry], ["too_slow", true]);
  });

  test("is too slow when its name is not resolved in time", async (t) => {
    const { clock, download } = await openTestArchive(t, () => new Promise(() => {}));
    const outcome = download({ url: "https://slow.example.com/a.png", allowedOrigins: [], timeLimitMs: 5_000 });
    clock.advance(5_000);
    const ended = await outcome;
    assert.equal(!ended.ok && ended.error.kind, "too_slow");
  });

  test("ends when it is called off, and before it begins", async (t) => {
    const server = await startFileServer(t, (_request, response) => response.write(PNG.subarray(0, 100)));
    const { download } = await openTestArchive(t);
    const stop = new AbortController();
    const outcome = download({ url: server.origin, signal: stop.signal });
    await server.asked(1);
    stop.abort();
    const ended = await outcome;
    assert.deepEqual(!ended.ok && [ended.error.kind, ended.error.retry], ["aborted", true]);
    const never = await download({ url: server.origin, signal: stop.signal });
    assert.equal(!never.ok && never.error.kind, "aborted");
    assert.equal(server.requests.length, 1);
  });

  test("ends when the archive is closed", async (t) => {
    const server = await startFileServer(t, () => {});
    const { archive, download } = await openTestArchive(t);
    const outcome = download({ url: server.origin });
    await server.asked(1);
    await archive.close();
    const ended = await outcome;
    assert.equal(!ended.ok && ended.error.kind, "aborted");
  });

  test("is unreachable where nobody listens", async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    const { download } = await openTestArchive(t);
    const outcome = await download({ url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/` });
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.error.kind, outcome.error.retry], ["unreachable", true]);
    assert.match(outcome.error.detail, /ECONNREFUSED/);
  });

  test("is unreachable where the name does not resolve", async (t) => {
    const { download } = await openTestArchive(t, async () => []);
    const outcome = await download({ url: "https://nowhere.example.com/", allowedOrigins: [] });
    assert.deepEqual(!outcome.ok && [outcome.error.kind, outcome.error.retry], ["unreachable", true]);
  });
});

describe("a download from elsewhere than an allowed origin", () => {
  for (const url of [
    "http://93.184.215.14/",
    "https://127.0.0.1/",
    "https://localhost/",
    "https://me:pw@cdn.example.com/",
    "nonsense",
  ]) {
    test(`is refused: ${url}`, async (t) => {
      const { download } = await openTestArchive(t);
      const outcome = await download({ url, allowedOrigins: [] });
      assert.deepEqual(!outcome.ok && [outcome.error.kind, outcome.error.retry], ["forbidden_host", false]);
    });
  }

  test("is refused where the connection is made: the name has come to lead into a private network", async (t) => {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());
    const address = server.address();
    const { download } = await openTestArchive(t, async () => ["127.0.0.1"]);
    const port = typeof address === "object" ? address?.port : 0;
    const outcome = await download({ url: `https://rebind.example.com:${port}/a.png`, allowedOrigins: [] });
    assert.equal(!outcome.ok && outcome.error.kind, "forbidden_host");
    assert.equal(connections, 0);
  });

  test("is refused for another port of an allowed origin's host", async (t) => {
    const server = await startFileServer(t, (_request, response) => response.end(PNG));
    const { download } = await openTestArchive(t);
    const outcome = await download({ url: server.origin, allowedOrigins: ["http://127.0.0.1:1"] });
    assert.equal(!outcome.ok && outcome.error.kind, "forbidden_host");
    assert.equal(server.requests.length, 0);
  });
});
