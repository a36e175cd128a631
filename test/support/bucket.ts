import { EventEmitter, once } from "node:events";
import { truncateSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { Bucket } from "../../src/media/archive/bucket.ts";

interface TestContext {
  after(run: () => Promise<void>): void;
}

/** What the storage answers instead: a code of S3's with its status, or a connection that breaks or stays silent. */
export type Trouble = readonly [status: number, code: string] | "reset" | "silence";

const NAME = "easel-pictures";
/** The one key that the server knows. */
const KEY = "S3RVER";
const OBJECT = "._S3rver_object";

/** A bucket of a real S3 server on loopback, which may be told to be in trouble. */
export class TestBucket {
  readonly bucket: Bucket;
  /** "PUT /easel-pictures/easel/…", in the order in which they came. */
  readonly requests: string[] = [];
  /** Asked about each request before it is answered. */
  trouble: (request: string) => Trouble | null = () => null;
  /** What is answered well that the server does not know. */
  answers: (request: string) => string | null = () => null;
  readonly #directory: string;
  readonly #came = new EventEmitter();

  constructor(endpoint: string, directory: string) {
    this.#directory = directory;
    const credentials = { accessKeyId: KEY, secretAccessKey: KEY };
    this.bucket = { name: NAME, endpoint, region: "us-east-1", credentials, prefix: "easel/" };
  }

  get environment(): Record<string, string> {
    return {
      S3_BUCKET: NAME,
      S3_ENDPOINT: this.bucket.endpoint ?? "",
      S3_ACCESS_KEY_ID: KEY,
      S3_SECRET_ACCESS_KEY: KEY,
      S3_PREFIX: "easel",
    };
  }

  /** Every object's key, in order. */
  async keys(): Promise<string[]> {
    const root = join(this.#directory, NAME);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter(({ name }) => name.endsWith(OBJECT))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/").slice(0, -OBJECT.length))
      .sort();
  }

  /** Where an object's bytes lie, to spoil them. */
  fileOf(key: string): string {
    return join(this.#directory, NAME, key + OBJECT);
  }

  /** Loses the end of an object. */
  cut(key: string): void {
    truncateSync(this.fileOf(key), 1);
  }

  /** Resolves once such a request has come. */
  async asked(line: RegExp): Promise<void> {
    while (!this.requests.some((each) => line.test(each))) await once(this.#came, "request");
  }

  answer(request: IncomingMessage, response: ServerResponse, usual: () => void): void {
    const line = `${request.method} ${request.url}`;
    this.requests.push(line);
    this.#came.emit("request");
    const trouble = this.trouble(line);
    const other = this.answers(line);
    if (other !== null) response.end(other);
    else if (trouble === null) usual();
    else if (trouble === "reset") request.socket.destroy();
    else if (trouble !== "silence") refuse(request, response, trouble);
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, [status, code]: Exclude<Trouble, string>): void {
  request.resume();
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Starts an S3 server with an empty bucket, which ends with the test. */
export async function openBucket(t: TestContext): Promise<TestBucket> {
  const directory = await mkdtemp(join(tmpdir(), "bucket-"));
  const s3 = new S3rver({
    directory,
    silent: true,
    vhostBuckets: false,
    // It reckons the signature of "/bucket/" without the slash that the SDK signs and sends.
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: NAME }],
  });
  await s3.configureBuckets();
  const usual = s3.callback();
  const server = createServer((request, response) =>
    bucket.answer(request, response, () => void usual(request, response)),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const bucket = new TestBucket(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, directory);
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true, force: true });
  });
  return bucket;
}
