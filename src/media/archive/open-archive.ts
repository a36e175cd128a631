import { lookup } from "node:dns/promises";
import { join, resolve as resolvePath } from "node:path";
import type { Clock } from "../../clock.ts";
import type { Resolve } from "../address.ts";
import type { Archive } from "../archive.ts";
import type { Bucket } from "./bucket.ts";
import { DiskStore } from "./disk-store.ts";
import type { FileStore } from "./file-store.ts";
import { KeepingArchive } from "./keeping-archive.ts";
import { Scratch } from "./scratch.ts";

/**
 * Opens the archive: in `directory`, or in a bucket with `directory` only for what is on its way. Makes the directory
 * where it is missing. @throws when that cannot be done
 */
export async function openArchive(options: {
  readonly directory: string;
  readonly clock: Clock;
  readonly bucket?: Bucket | null;
  readonly resolve?: Resolve;
}): Promise<Archive> {
  const { clock, bucket = null, resolve = resolveBySystem } = options;
  const directory = resolvePath(options.directory);
  const scratch = new Scratch(join(directory, ".partial"), clock);
  await scratch.make();
  const store = bucket === null ? new DiskStore(directory) : await inBucket(bucket, clock);
  return new KeepingArchive({ store, scratch, clock, resolve });
}

async function inBucket(bucket: Bucket, clock: Clock): Promise<FileStore> {
  // What speaks to buckets is large, and most installations have none.
  const { openS3Store } = await import("./s3-store.ts");
  return openS3Store(bucket, clock);
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
