import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Prints the name of each package that is loaded. */
const HOOK = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const [, name] = found.url.match(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/) ?? [];
    if (name) console.log(name);
    return found;
  },
});`;

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
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const { stdout } = await run(process.execPath, ["--import", hook, "--input-type=module", "-e", PROGRAM, given]);
  const [without = "", after = ""] = stdout.split("with a bucket");
  assert.match(without, /^undici$/m);
  assert.doesNotMatch(without, /^@(aws-sdk|smithy)\//m);
  assert.match(after, /^@aws-sdk\/client-s3$/m);
});
