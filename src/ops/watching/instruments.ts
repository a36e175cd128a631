import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Logger } from "../../logger.ts";
import { type Watched, type Watching, watchedBy } from "../../watching.ts";

export interface Instruments {
  readonly watching: Watching;
  /** From now on it can be ready. */
  show(watched: Watched): void;
  stop(): Promise<void>;
}

/** A stop waits for nobody's collector. */
const LAST_TRACES_MS = 2_000;

/** Those that are wanted, and nothing else is loaded. @throws OpsPortTaken */
export async function startInstruments(config: Config, clock: Clock, log: Logger): Promise<Instruments> {
  const { opsPort: port, traces: sampling } = config;
  const server = port === null ? null : await serverAt(port, clock);
  const traces = sampling === null ? null : (await import("./traces.ts")).startTraces({ clock, log, sampling });
  return {
    watching: watchedBy(...[server?.metrics, traces].flatMap((each) => each ?? [])),
    show: (watched) => server?.show(watched),
    async stop() {
      await server?.stop();
      if (traces === null) return;
      let cancel = () => {};
      const late = new Promise<void>((resolve) => {
        cancel = clock.after(LAST_TRACES_MS, resolve);
      });
      await Promise.race([traces.stop(), late]);
      cancel();
    },
  };
}

async function serverAt(port: number, clock: Clock) {
  const { createMetrics } = await import("./metrics.ts");
  const { startOpsServer } = await import("./ops-server.ts");
  const metrics = createMetrics(clock);
  return { metrics, ...(await startOpsServer({ port, metrics })) };
}
