import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import sharp, { type Sharp } from "sharp";
import type { Resolve } from "../../src/media/address.ts";
import type { Bucket } from "../../src/media/archive/bucket.ts";
import { openArchive } from "../../src/media/archive/open-archive.ts";
import type { Archive, DownloadRequest } from "../../src/media/archive.ts";
import { FakeClock } from "../support/fake-clock.ts";

export interface FileServer {
  readonly origin: string;
  readonly requests: IncomingMessage[];
  /** Resolves once `count` requests have come. */
  asked(count: number): Promise<void>;
}

/** A real file server on loopback. */
export async function startFileServer(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<FileServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    server.emit("asked");
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const asked = async (count: number) => {
    while (requests.length < count) await once(server, "asked");
  };
  return { origin, requests, asked };
}

export interface OpenedArchive {
  readonly archive: Archive;
  /** Where it is, or what is on its way to the bucket. */
  readonly directory: string;
  readonly clock: FakeClock;
  /** The bytes of a stored file; null where it is gone. */
  bytesOf(path: string): Promise<Buffer | null>;
  /** What is left of files on their way. */
  partial(): Promise<string[]>;
  /** A download with sensible terms, of which any may be given. */
  download(request: Partial<DownloadRequest> & { url: string }): ReturnType<Archive["download"]>;
}

/** An archive in a directory of its own, gone after the test. */
export async function openTestArchive(
  t: TestContext,
  resolve?: Resolve,
  bucket: Bucket | null = null,
): Promise<OpenedArchive> {
  const directory = await mkdtemp(join(tmpdir(), "archive-"));
  const clock = new FakeClock();
  const archive = await openArchive({ directory, clock, bucket, ...(resolve === undefined ? {} : { resolve }) });
  t.after(async () => {
    await archive.close();
    await rm(directory, { recursive: true });
    if (clock.pending > 0) throw new Error(`${clock.pending} timers were left behind`);
  });
  const download: OpenedArchive["download"] = (request) =>
    archive.download({
      jobId: "job-1",
      name: "0",
      maxBytes: 10_000_000,
      timeLimitMs: 60_000,
      accept: "image",
      allowedOrigins: URL.canParse(request.url) ? [new URL(request.url).origin] : [],
      ...request,
    });
  const bytesOf: OpenedArchive["bytesOf"] = async (path) => {
    const file = await archive.local(path);
    return file && (await readFile(file.path).finally(() => file.release()));
  };
  return { archive, directory, clock, bytesOf, partial: () => readdir(join(directory, ".partial")), download };
}

/** A picture full of noise, which no format makes small. */
export function noise(width: number, height: number): Sharp {
  return sharp({
    create: { width, height, channels: 3, background: "gray", noise: { type: "gaussian", mean: 128, sigma: 60 } },
  });
}
