import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Clock } from "../../clock.ts";
import type { LocalFile } from "../archive.ts";
import type { Bucket } from "./bucket.ts";
import { type FileStore, STORED_PATH } from "./file-store.ts";
import { openS3, type S3Access } from "./s3-client.ts";
import { DamagedObject } from "./s3-fault.ts";

/** @throws when the SDK is missing */
export async function openS3Store(bucket: Bucket, clock: Clock): Promise<S3Store> {
  return new S3Store(await openS3(bucket, clock));
}

/**
 * The archive in a bucket. A job's objects begin with its id, so that one list names all of them. An object is sent by
 * one request and is there whole or not at all: none of ours needs parts, whose remains somebody would have to clear away.
 */
export class S3Store implements FileStore {
  readonly near = null;
  readonly #s3: S3Access;

  constructor(s3: S3Access) {
    this.#s3 = s3;
  }

  async put(from: string, path: string, signal?: AbortSignal): Promise<void> {
    await this.send(from, path, signal);
    await rm(from, { force: true });
  }

  /** As `put`, and the file stays here, too. */
  async send(from: string, path: string, signal?: AbortSignal): Promise<void> {
    const { sdk, client, bucket } = this.#s3;
    const { size } = await stat(from);
    const { md5, sha256 } = await checksumsOf(from);
    const place = { Bucket: bucket.name, Key: this.#keyOf(path) };
    const facts = { ContentLength: size, ContentMD5: md5, Metadata: { sha256 } };
    const aborting = signal === undefined ? {} : { abortSignal: signal };
    await this.#s3.ask(async () => {
      const body = createReadStream(from);
      const put = new sdk.PutObjectCommand({ ...place, ...facts, Body: body });
      await client.send(put, aborting).finally(() => body.destroy());
      const { ContentLength, Metadata } = await client.send(new sdk.HeadObjectCommand(place), aborting);
      if (ContentLength !== size || Metadata?.["sha256"] !== sha256) throw new DamagedObject(path);
    }, signal);
  }

  async copy(path: string, to: string): Promise<boolean> {
    const { sdk, client, bucket } = this.#s3;
    const get = new sdk.GetObjectCommand({ Bucket: bucket.name, Key: this.#keyOf(path) });
    const copied = await this.#s3
      .ask(async () => {
        const { Body, ContentLength, Metadata } = await client.send(get);
        if (!(Body instanceof Readable)) throw new DamagedObject(path);
        const told = { bytes: ContentLength, sha256: Metadata?.["sha256"] };
        await writeVerified(Body, to, told);
        return true;
      })
      .catch(async (fault) => {
        await rm(to, { force: true });
        throw fault;
      });
    return copied ?? false;
  }

  async local(path: string, spare: string): Promise<LocalFile | null> {
    if (!(await this.copy(path, spare))) return null;
    return { path: spare, release: () => rm(spare, { force: true }) };
  }

  async sizeOf(path: string): Promise<number | null> {
    return (await this.#headOf(path))?.ContentLength ?? null;
  }

  /** Whether this very file is there already. */
  async has(from: string, path: string): Promise<boolean> {
    const head = await this.#headOf(path);
    if (head === null || head.ContentLength !== (await stat(from)).size) return false;
    return head.Metadata?.["sha256"] === (await checksumsOf(from)).sha256;
  }

  async find(jobId: string, folders: readonly string[], name: string): Promise<string | null> {
    const paths: string[] = [];
    for await (const key of this.#keysOf(jobId)) paths.push(this.#pathOf(key));
    const wanted = folders.map((folder) => `${folder}/${name}.`);
    return paths.find((path) => wanted.some((start) => path.startsWith(start))) ?? null;
  }

  async deleteJob(jobId: string): Promise<void> {
    const { sdk, client, bucket } = this.#s3;
    // Each by a request of its own: not every storage takes several at once.
    for await (const Key of this.#keysOf(jobId)) {
      await this.#s3.ask(() => client.send(new sdk.DeleteObjectCommand({ Bucket: bucket.name, Key })));
    }
  }

  close(): void {
    this.#s3.close();
  }

  #headOf(path: string) {
    const { sdk, client, bucket } = this.#s3;
    const head = new sdk.HeadObjectCommand({ Bucket: bucket.name, Key: this.#keyOf(path) });
    return this.#s3.ask(() => client.send(head));
  }

  async *#keysOf(jobId: string): AsyncGenerator<string> {
    const { sdk, client, bucket } = this.#s3;
    let more: string | undefined;
    do {
      const list = new sdk.ListObjectsV2Command({
        Bucket: bucket.name,
        Prefix: `${bucket.prefix}${jobId}/`,
        ...(more === undefined ? {} : { ContinuationToken: more }),
      });
      const page = await this.#s3.ask(() => client.send(list));
      for (const { Key } of page?.Contents ?? []) if (Key !== undefined) yield Key;
      more = page?.NextContinuationToken;
    } while (more !== undefined);
  }

  #keyOf(path: string): string {
    const { month, job, file } = STORED_PATH.exec(path)?.groups ?? {};
    if (file === undefined) throw new RangeError("a path outside the archive");
    return `${this.#s3.bucket.prefix}${job}/${month}/${file}`;
  }

  #pathOf(key: string): string {
    const [job, year, month, file] = key.slice(this.#s3.bucket.prefix.length).split("/");
    return [year, month, job, file].join("/");
  }
}

/** One pass for both: MD5 is what every storage holds an upload to, SHA-256 what we hold a download to. */
async function checksumsOf(path: string): Promise<{ md5: string; sha256: string }> {
  const [md5, sha256] = [createHash("md5"), createHash("sha256")];
  for await (const chunk of createReadStream(path)) {
    md5.update(chunk);
    sha256.update(chunk);
  }
  return { md5: md5.digest("base64"), sha256: sha256.digest("hex") };
}

/** What was brought into the bucket by other means has no checksum of ours; its length is held to all the same. */
async function writeVerified(
  body: Readable,
  to: string,
  told: { readonly bytes: number | undefined; readonly sha256: string | undefined },
): Promise<void> {
  const sha256 = createHash("sha256");
  let bytes = 0;
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        sha256.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(to),
  );
  const sound = bytes === told.bytes && (told.sha256 === undefined || told.sha256 === sha256.digest("hex"));
  if (!sound) throw new DamagedObject(to);
}
