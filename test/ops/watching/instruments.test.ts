import assert from "node:assert/strict";
import { test } from "node:test";
import { loadedPackages } from "../../support/loaded-packages.ts";

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
  const printed = await loadedPackages(PROGRAM);
  const [, neither = "", metrics = "", traces = ""] = printed.split("next");
  assert.doesNotMatch(neither, /prom-client|opentelemetry/);
  assert.match(metrics, /^prom-client$/m);
  assert.doesNotMatch(metrics, /opentelemetry\/sdk/);
  assert.match(traces, /^@opentelemetry\/sdk-trace$/m);
});
