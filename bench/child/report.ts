import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into the program's process before the program (`node --import`), which knows nothing of it: answers questions
 * about what the process has used so far. Between them it does nothing.
 */
const loop = monitorEventLoopDelay({ resolution: 10 });

process.on("message", (question) => {
  if (question === "watch loop") {
    loop.reset();
    loop.enable();
    return;
  }
  if (question === "collect") globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const lagMs = { p50: loop.percentile(50) / 1e6, p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 };
  if (question === "collect") loop.disable();
  process.send?.({ rss, heapUsed, external, cpuMs: (user + system) / 1_000, lagMs });
});
process.channel?.unref();
