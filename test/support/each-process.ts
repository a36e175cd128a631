import { enableCompileCache } from "node:module";
import { after } from "node:test";

/** For what a test said last to be told; nothing of it is lost, as it would be with `--test-force-exit`. */
const LINGER_MS = 1_000;

// Each test file is a process of its own, and most of them load the same modules.
enableCompileCache();
// discord.js can keep the timer of a reconnecting shard after its end, and the process with it.
if (process.env["NODE_TEST_CONTEXT"] !== undefined) {
  after(() => {
    setTimeout(() => process.exit(), LINGER_MS).unref();
  });
}
