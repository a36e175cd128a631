import { randomUUID } from "node:crypto";
import type { Clock } from "../../clock.ts";
import { isDown } from "../failure.ts";
import type { Bucket } from "./bucket.ts";
import { openS3, type S3Access } from "./s3-client.ts";

/** What the archive does with a bucket, in the order in which it is tried. */
export type BucketDeed = "write" | "list" | "read" | "delete";

export type BucketProbe =
  /** `keepsVersions`: what is deleted there lives on as an older version. */
  | { readonly ok: true; readonly keepsVersions: boolean }
  /** `code` is the storage's own word, or the network's. */
  | { readonly ok: false; readonly during: BucketDeed; readonly code: string };

const TEXT = "Easel was here.";

/** Does with a small object whatever the archive does with pictures, and leaves nothing of it. */
export async function probeBucket(bucket: Bucket, clock: Clock): Promise<BucketProbe> {
  const s3 = await openS3(bucket, clock);
  const { sdk, client } = s3;
  const place = { Bucket: bucket.name, Key: `${bucket.prefix}.doctor-${randomUUID()}` };
  const deeds: readonly (readonly [BucketDeed, () => Promise<unknown>])[] = [
    ["write", () => client.send(new sdk.PutObjectCommand({ ...place, Body: TEXT }))],
    ["list", () => client.send(new sdk.ListObjectsV2Command({ Bucket: bucket.name, Prefix: place.Key }))],
    ["read", async () => (await client.send(new sdk.GetObjectCommand(place))).Body?.transformToString()],
    ["delete", () => client.send(new sdk.DeleteObjectCommand(place))],
  ];
  try {
    for (const [during, deed] of deeds) {
      const code = await faultOf(s3, deed, during === "read" ? TEXT : undefined);
      if (code !== null) return { ok: false, during, code };
    }
    return { ok: true, keepsVersions: await keepsVersions(s3) };
  } finally {
    s3.close();
  }
}

async function faultOf(s3: S3Access, deed: () => Promise<unknown>, expected?: string): Promise<string | null> {
  try {
    const found = await s3.ask(deed);
    return found === null || (expected !== undefined && found !== expected) ? "another content" : null;
  } catch (fault) {
    if (isDown(fault)) return fault.error.detail.replace(/^archive: /, "");
    throw fault;
  }
}

/** Not every key may ask, and not every storage knows: then nothing is said of it. */
async function keepsVersions({ sdk, client, bucket }: S3Access): Promise<boolean> {
  const asked = client.send(new sdk.GetBucketVersioningCommand({ Bucket: bucket.name }));
  const { Status } = await asked.catch(() => ({ Status: undefined }));
  return Status !== undefined;
}
