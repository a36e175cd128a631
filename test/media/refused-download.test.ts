import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { MediaErrorKind } from "../../src/media/stored-file.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const PNG = await noise(60, 40).png().toBuffer();
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), Buffer.alloc(64)]);

interface Refusal {
  readonly kind: MediaErrorKind;
  readonly retry: boolean;
  readonly status?: number | null;
}
type Answer = Parameters<typeof startFileServer>[1];

const REFUSALS: readonly [string, Answer, Refusal][] = [
  ["an expired address: 404", (_, to) => to.writeHead(404).end("x"), { kind: "expired", retry: false, status: 404 }],
  ["an expired address: 403", (_, to) => to.writeHead(403).end(), { kind: "expired", retry: false, status: 403 }],
  ["an expired address: 410", (_, to) => to.writeHead(410).end(), { kind: "expired", retry: false, status: 410 }],
  ["a server in trouble", (_, to) => to.writeHead(502).end(), { kind: "unreachable", retry: true, status: 502 }],
  ["too many requests", (_, to) => to.writeHead(429).end(), { kind: "unreachable", retry: true, status: 429 }],
  [
    "a part that nobody asked for",
    (_, to) => to.writeHead(206).end(PNG),
    { kind: "unreachable", retry: false, status: 206 },
  ],
  [
    "a text that poses as a picture",
    (_, to) => to.writeHead(200, { "content-type": "image/png" }).end("not a picture"),
    { kind: "wrong_type", retry: false },
  ],
  [
    "a picture's first bytes and nothing sensible after",
    (_, to) => to.writeHead(200, { "content-length": 108 }).end(Buffer.concat([PNG.subarray(0, 8), Buffer.alloc(100)])),
    { kind: "wrong_type", retry: false },
  ],
  ["a video where a picture is wanted", (_, to) => to.end(MP4), { kind: "wrong_type", retry: false }],
  [
    "an SVG, which is a program",
    (_, to) => to.end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    { kind: "wrong_type", retry: false },
  ],
  ["nothing", (_, to) => to.end(), { kind: "truncated", retry: true }],
  [
    "a picture that ends early without saying so",
    (_, to) => to.writeHead(200, { "transfer-encoding": "chunked" }).end(PNG.subarray(0, PNG.length / 2)),
    { kind: "truncated", retry: true },
  ],
  [
    "more bytes than allowed, announced",
    (_, to) => to.writeHead(200, { "content-length": 10_000_001 }).flushHeaders(),
    { kind: "too_large", retry: false },
  ],
  [
    "redirects without end",
    (request, to) => to.writeHead(302, { location: `${request.url}a` }).end(),
    { kind: "unreachable", retry: false },
  ],
  [
    "a redirect to nowhere",
    (_, to) => to.writeHead(302, { location: "http://[" }).end(),
    { kind: "unreachable", retry: false },
  ],
  [
    "a redirect into a private network",
    (_, to) => to.writeHead(302, { location: "https://10.0.0.1/x" }).end(),
    { kind: "forbidden_host", retry: false },
  ],
  [
    "a redirect to a file",
    (_, to) => to.writeHead(302, { location: "file:///etc/passwd" }).end(),
    { kind: "forbidden_host", retry: false },
  ],
  ["a reset before the answer", (_, to) => to.socket?.resetAndDestroy(), { kind: "unreachable", retry: true }],
];

describe("a download that fails", () => {
  for (const [title, answer, expected] of REFUSALS) {
    test(`leaves nothing behind: ${title}`, async (t) => {
      const server = await startFileServer(t, answer);
      const { directory, download } = await openTestArchive(t);
      const outcome = await download({ url: `${server.origin}/a.png?signature=secret` });
      assert.ok(!outcome.ok);
      assert.deepEqual({ ...outcome.error, ...expected }, outcome.error);
      assert.equal(outcome.error.detail.includes("secret"), false);
      assert.deepEqual(await readdir(directory), [".partial"]);
      assert.deepEqual(await readdir(join(directory, ".partial")), []);
    });
  }
});
