import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadedPackages } from "../support/loaded-packages.ts";

const PROGRAM = `
const { openArchive } = await import("./src/media/archive/open-archive.ts");
const { systemClock: clock } = await import("./src/clock.ts");
const [directory, bucket] = JSON.parse(process.argv[1]);
await (await openArchive({ directory, clock })).close();
console.log("with a bucket");
await (await openArchive({ directory, clock, bucket })).close();`;

test("what speaks to buckets is loaded only where there is one", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "archive-"));
  t.after(() => rm(directory, { recursive: true }));
  const place = { name: "easel-pictures", endpoint: "http://127.0.0.1:1", region: "us-east-1", prefix: "" };
  const given = JSON.stringify([directory, { ...place, credentials: null }]);
  const printed = await loadedPackages(PROGRAM, given);
  const [without = "", after = ""] = printed.split("with a bucket");
  assert.match(without, /^undici$/m);
  assert.doesNotMatch(without, /^@(aws-sdk|smithy)\//m);
  assert.match(after, /^@aws-sdk\/client-s3$/m);
});
