import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { type BucketDeed, probeBucket } from "../../media/archive/probe-bucket.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** The bucket, where pictures are kept in one: whether a small object can be written, found, read and deleted there. */
export async function checkBucket({ bucket }: Pick<Config, "bucket">, clock: Clock): Promise<Finding[]> {
  if (bucket === null) return [];
  const place = `bucket ${bucket.name} at ${bucket.endpoint ?? `AWS, ${bucket.region}`}`;
  const probe = await probeBucket(bucket, clock);
  if (!probe.ok) {
    const todo = TODO[probe.code] ?? TODO_OTHER;
    return [
      problem("bucket", `${place}: ${DEEDS[probe.during]} failed (${probe.code}); jobs wait until it does`, todo),
    ];
  }
  const found = `${place} can be written, listed, read and deleted from`;
  if (!probe.keepsVersions) return [ok("bucket", found)];
  const todo = "Turn versioning off, or have the bucket's lifecycle end old versions: /forget-me promises that.";
  return [warning("bucket", `${found}; it keeps older versions of what is deleted`, todo)];
}

const DEEDS: Readonly<Record<BucketDeed, string>> = {
  write: "writing",
  list: "listing",
  read: "reading",
  delete: "deleting",
};

const KEY = "Copy S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY again: the storage does not know this key.";
const REGION = "The bucket lies in another region: set S3_REGION to it, or S3_ENDPOINT to its own address.";
const ADDRESS = "Check S3_ENDPOINT, and whether this machine reaches it.";
const TODO_OTHER = "Look this word up in the storage's documentation; its status page may say more.";
const TODO: Readonly<Record<string, string>> = {
  NoSuchBucket: "Make the bucket, or mend S3_BUCKET, S3_REGION and S3_ENDPOINT.",
  AccessDenied:
    "Allow the key s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and s3:DeleteObject on what is in it.",
  InvalidAccessKeyId: KEY,
  SignatureDoesNotMatch: KEY,
  CredentialsProviderError:
    "Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or give this machine a role that may use the bucket.",
  RequestTimeTooSkewed: "This machine's clock is wrong: let it be set by NTP.",
  PermanentRedirect: REGION,
  AuthorizationHeaderMalformed: REGION,
  IllegalLocationConstraintException: REGION,
  ENOTFOUND: ADDRESS,
  ECONNREFUSED: ADDRESS,
  TimeoutError: ADDRESS,
};
