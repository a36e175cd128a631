import * as z from "zod";

/** Where the archive is, when not on the disk. */
export interface BucketSettings {
  readonly name: string;
  /** Null: AWS itself. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Null: what the AWS SDK finds by itself, in AWS_… variables, a file or the machine's role. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** What every key begins with; empty or ending in "/". */
  readonly prefix: string;
}

const keyPart = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "contains a space, a line break or a character that no key has; copy it again")
  .optional();

/** Names of our own: AWS_… are read by other tools on the machine too, and stay what they are where these are not set. */
export const bucketVariables = {
  S3_BUCKET: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/,
      "must be a bucket's name, like easel-pictures, without an address or a folder",
    )
    .optional(),
  S3_ENDPOINT: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === "/",
      "must be the storage's address without the bucket, like https://s3.example.com",
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/, "must be a region's name, like eu-central-1")
    .optional(),
  S3_ACCESS_KEY_ID: keyPart,
  S3_SECRET_ACCESS_KEY: keyPart,
  S3_PREFIX: z
    .string()
    .transform((text) => text.replace(/^\/+|\/+$/g, ""))
    .refine(
      (text) => /^[\w.-]+(\/[\w.-]+)*$/.test(text) && !/(^|\/)\.{1,2}(\/|$)/.test(text),
      "must be a folder's name in the bucket, like easel or bots/easel",
    )
    .transform((text) => `${text}/`)
    .optional(),
};

const bucketSchema = z.object(bucketVariables);
type Given = z.output<typeof bucketSchema>;

/** What storages that are not AWS call their only region. */
const REGION_ELSEWHERE = "us-east-1";

/** The bucket, null where none is set, or what half a configuration lacks. */
export function readBucket(
  given: Given,
): { readonly ok: true; readonly bucket: BucketSettings | null } | { readonly ok: false; readonly problems: string[] } {
  const problems = lacking(given);
  if (problems.length > 0) return { ok: false, problems };
  const { S3_BUCKET: name, S3_ENDPOINT: endpoint = null, S3_PREFIX: prefix = "" } = given;
  if (name === undefined) return { ok: true, bucket: null };
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = given;
  const credentials =
    accessKeyId === undefined || secretAccessKey === undefined ? null : { accessKeyId, secretAccessKey };
  return { ok: true, bucket: { name, endpoint, region: given.S3_REGION ?? REGION_ELSEWHERE, credentials, prefix } };
}

function lacking(given: Given): string[] {
  const set = (Object.keys(bucketVariables) as (keyof Given)[]).filter((name) => given[name] !== undefined);
  if (set.length === 0) return [];
  const problems: string[] = [];
  if (given.S3_BUCKET === undefined)
    problems.push(`S3_BUCKET is missing: set it to the bucket for pictures, or leave out ${set.join(", ")}.`);
  if (given.S3_ENDPOINT === undefined && given.S3_REGION === undefined)
    problems.push("S3_REGION is missing: set it to the bucket's region at AWS, or S3_ENDPOINT to another storage.");
  if ((given.S3_ACCESS_KEY_ID === undefined) !== (given.S3_SECRET_ACCESS_KEY === undefined)) {
    const name = given.S3_ACCESS_KEY_ID === undefined ? "S3_ACCESS_KEY_ID" : "S3_SECRET_ACCESS_KEY";
    problems.push(`${name} is missing: a key has both parts, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`);
  }
  return problems;
}
