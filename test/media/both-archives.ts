import type { TestContext } from "node:test";
import { openBucket } from "../support/bucket.ts";
import { type OpenedArchive, openTestArchive } from "./file-server.ts";

/** The archive wherever it can be: what holds of one has to hold of the other. */
export const BOTH_ARCHIVES: readonly {
  readonly where: string;
  readonly open: (t: TestContext) => Promise<OpenedArchive>;
}[] = [
  { where: "on the disk", open: (t) => openTestArchive(t) },
  { where: "in a bucket", open: async (t) => openTestArchive(t, undefined, (await openBucket(t)).bucket) },
];
