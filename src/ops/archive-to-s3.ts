import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { ConfigOutcome } from "../config.ts";
import type { Bucket } from "../media/archive/bucket.ts";
import { storedPaths } from "../media/archive/disk-store.ts";
import { openS3Store, type S3Store } from "../media/archive/s3-store.ts";
import { isDown } from "../media/failure.ts";
import { counted } from "./counted.ts";
import { isDirectoryLocked } from "./directory-lock.ts";

/** Files on their way at once: most of each one's time is waiting for the storage. */
const AT_ONCE = 8;

interface Copied {
  sent: number;
  there: number;
}

/**
 * `npm run archive-to-s3`: copies every picture from the disk into the bucket, each verified. It may be ended and run
 * again at any moment: what is there already is not sent again. Nothing on the disk is touched.
 */
export async function archiveToS3(
  outcome: ConfigOutcome,
  clock: Clock,
  print: (text: string) => void,
): Promise<number> {
  if (outcome.mode === "unusable") return say(print, outcome.problems.join("\n"), 2);
  if (outcome.mode === "sandbox" || outcome.config.bucket === null) return say(print, NO_BUCKET, 2);
  const { dataDir, bucket } = outcome.config;
  if (isDirectoryLocked(dataDir)) return say(print, `Easel runs on ${dataDir}. ${STOP_IT}`, 1);
  const directory = join(dataDir, "archive");
  const copied = { sent: 0, there: 0 };
  const fault = await copyAll(directory, bucket, { clock, copied });
  const done = `${counted(copied.sent, "file")} copied into the bucket ${bucket.name}, ${copied.there} there already`;
  if (fault !== null) return say(print, `${done}. Then it failed (${fault}). ${AGAIN}`, 1);
  return say(print, `${done}: that is all of ${directory}. ${THEN}`, 0);
}

const NO_BUCKET = "S3_BUCKET is missing: set it and what belongs to it as the bot will have it, then run this again.";
const STOP_IT = "Stop it first: a picture that someone has deleted meanwhile would stay in the bucket.";
const AGAIN = "`npm run doctor` says what is wrong with the bucket; run this again then, it goes on where it was.";
const THEN = "Start Easel, look at some old pictures in /history, and delete that folder when all is well.";

function say(print: (text: string) => void, sentence: string, code: number): number {
  print(`${sentence}\n`);
  return code;
}

/** @returns what went wrong */
async function copyAll(
  directory: string,
  bucket: Bucket,
  { clock, copied }: { clock: Clock; copied: Copied },
): Promise<string | null> {
  const store = await openS3Store(bucket, clock);
  const paths = storedPaths(directory);
  let failed: unknown = null;
  const copySome = async () => {
    for (;;) {
      const { value, done } = await paths.next();
      if (done || failed !== null) return;
      await copyOne(store, join(directory, value), value, copied);
    }
  };
  const copyUntilOneFails = () =>
    copySome().catch((error) => {
      failed = failed ?? error;
    });
  await Promise.all(Array.from({ length: AT_ONCE }, copyUntilOneFails));
  store.close();
  if (failed === null) return null;
  if (isDown(failed)) return failed.error.detail;
  throw failed;
}

async function copyOne(store: S3Store, from: string, path: string, copied: Copied): Promise<void> {
  if (await store.has(from, path)) {
    copied.there += 1;
    return;
  }
  await store.send(from, path);
  copied.sent += 1;
}
