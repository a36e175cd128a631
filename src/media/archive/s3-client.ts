import type { S3Client } from "@aws-sdk/client-s3";
import { type Clock, sleep } from "../../clock.ts";
import { readFault } from "../failure.ts";
import type { Bucket } from "./bucket.ts";
import { isGone, s3Failure } from "./s3-fault.ts";

type Sdk = typeof import("@aws-sdk/client-s3");

const CONNECT_MS = 5_000;
/** Without a byte either way. */
const SILENT_MS = 30_000;
/** Waits of 0.25, 0.5 and 1 second; whoever asked tries again later than that. */
const TRIES = 4;
const FIRST_WAIT_MS = 250;

const say = () => {};
/** Without one it writes to the console that it will not try again. */
const SILENT = { trace: say, debug: say, info: say, warn: say, error: say };

/** Speaks to one bucket: with patience where the storage asks for it, and failures in our own words. */
export class S3Access {
  readonly sdk: Sdk;
  readonly client: S3Client;
  readonly bucket: Bucket;
  readonly #clock: Clock;

  constructor(sdk: Sdk, bucket: Bucket, clock: Clock) {
    this.sdk = sdk;
    this.bucket = bucket;
    this.#clock = clock;
    const { endpoint, region, credentials } = bucket;
    this.client = new sdk.S3Client({
      region,
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: !isAmazon(endpoint) }),
      ...(credentials === null ? {} : { credentials }),
      // It repeats no uploads from a stream, so all waiting is done here, by our clock.
      maxAttempts: 1,
      logger: SILENT,
      // Checksums at the body's end are refused by many a storage that is not AWS.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    });
  }

  /** Does something that may be repeated; null where what it asks for is gone. @throws DownloadFailure "archive_down" */
  async ask<T>(deed: () => Promise<T>, signal?: AbortSignal): Promise<T | null> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await deed();
      } catch (fault) {
        if (isGone(fault)) return null;
        if (isOfThisMachine(fault)) throw fault;
        const { failure, passing } = s3Failure(fault);
        if (!passing || tried === TRIES || signal?.aborted) throw failure;
      }
      await sleep(this.#clock, FIRST_WAIT_MS * 2 ** (tried - 1), signal);
    }
  }

  close(): void {
    this.client.destroy();
  }
}

/** @throws when its package is missing */
export async function openS3(bucket: Bucket, clock: Clock): Promise<S3Access> {
  return new S3Access(await import("@aws-sdk/client-s3"), bucket, clock);
}

/** Elsewhere a bucket's name is rarely part of a host's. */
function isAmazon(endpoint: string): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}

function isOfThisMachine(fault: unknown): boolean {
  return readFault(fault).error.kind === "disk_full";
}
