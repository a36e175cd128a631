import assert from "node:assert/strict";
import { execFile } from "node:child_process";
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
const { startInstruments } = await import("./src/ops/watching/instruments.ts");
const { systemClock: clock } = await import("./src/clock.ts");
const { createLogger } = await import("./src/logger.ts");
const log = createLogger("silent");
for (const config of [
  { opsPort: null, traces: null },
  { opsPort: 0, traces: null },
  { opsPort: null, traces: { sampler: "always_on", ratio: 1 } },
]) {
  console.log("next");
  await (await startInstruments(config, clock, log)).stop();
}`;

test("metrics and traces are loaded only where they are wanted", async () => {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const { stdout } = await run(process.execPath, ["--import", hook, "--input-type=module", "-e", PROGRAM]);
  const [, neither = "", metrics = "", traces = ""] = stdout.split("next");
  assert.doesNotMatch(neither, /prom-client|opentelemetry/);
  assert.match(metrics, /^prom-client$/m);
  assert.doesNotMatch(metrics, /opentelemetry\/sdk/);
  assert.match(traces, /^@opentelemetry\/sdk-trace$/m);
});
