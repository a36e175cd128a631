import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../../clock.ts";
import type { Verdict } from "../../jobs/verdict.ts";
import type { Figures, Watched, Watching } from "../../watching.ts";
import { phasesEnding } from "./phases.ts";

export interface Metrics extends Watching {
  /** Prometheus' text format. */
  readonly contentType: string;
  /** `watched` is null while the program starts. */
  text(watched: Watched | null): Promise<string>;
}

/** Seconds; a picture takes from one to some hundred, a film longer. */
const PHASE_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1_800];
const CALL_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Models that have a series of their own; a catalogue of a thousand would make ten thousand series. */
const MOST_MODELS = 200;

/** Counts for Prometheus. Labels take few values: a label of people or guilds would make as many series as there are. */
export function createMetrics(clock: Clock): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counted = counters(registry);
  const gauges = gaugesOf(registry);
  const models = new Set<string>();
  const labelOf = (model: string) => {
    if (models.size < MOST_MODELS) models.add(model);
    return models.has(model) ? model : "other";
  };
  return {
    contentType: registry.contentType,
    job(job, verdict, tookMs) {
      const outcome = outcomeOf(verdict);
      if (outcome !== null) counted.ended.inc({ model: labelOf(job.model), outcome });
      if (isFailedTry(verdict)) counted.tries.inc({ state: job.state });
      for (const { phase, from, to } of phasesEnding(job, verdict, clock.now(), tookMs))
        counted.phases.observe({ phase }, (to - from) / 1_000);
    },
    relay(call, outcome, tookMs) {
      counted.relay.observe({ call, outcome }, tookMs / 1_000);
      if (outcome === "rate_limited") counted.limits.inc({ by: "relay", scope: call });
    },
    discord: (method, status, tookMs) =>
      counted.discord.observe({ method, status: String(status ?? "none") }, tookMs / 1_000),
    discordLimited: (scope) => counted.limits.inc({ by: "discord", scope }),
    async text(watched) {
      if (watched !== null) {
        gauges.ready.set((await watched.unready()) === null ? 1 : 0);
        gauges.show(await watched.figures(), clock.now());
      }
      return registry.metrics();
    },
  };
}

function counters(registry: Registry) {
  const registers = [registry];
  return {
    ended: new Counter({
      name: "easel_jobs_ended_total",
      help: "Jobs that ended",
      labelNames: ["model", "outcome"],
      registers,
    }),
    tries: new Counter({
      name: "easel_failed_tries_total",
      help: "Steps that have to be tried again",
      labelNames: ["state"],
      registers,
    }),
    limits: new Counter({
      name: "easel_rate_limits_total",
      help: "Waits that Discord or the relay asked for",
      labelNames: ["by", "scope"],
      registers,
    }),
    phases: new Histogram({
      name: "easel_job_phase_seconds",
      help: "How long jobs took from state to state; whole is from admission to delivery",
      labelNames: ["phase"],
      buckets: PHASE_BUCKETS,
      registers,
    }),
    relay: new Histogram({
      name: "easel_relay_call_seconds",
      help: "Calls to the relay by their outcome",
      labelNames: ["call", "outcome"],
      buckets: CALL_BUCKETS,
      registers,
    }),
    discord: new Histogram({
      name: "easel_discord_call_seconds",
      help: "Requests to Discord by the status of its answer",
      labelNames: ["method", "status"],
      buckets: CALL_BUCKETS,
      registers,
    }),
  };
}

/** What is asked for at each scrape: all but `ready` is the same in every process. */
function gaugesOf(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const ready = gauge("easel_ready", "1 while this process can do its work");
  const known = gauge("easel_database_up", "1 while the database tells the figures below");
  const open = gauge("easel_jobs_open", "Jobs that have not ended, in all processes", ["state"]);
  const queue = gauge("easel_queue_length", "Jobs that wait here or at the relay, or are made there", ["where"]);
  const oldest = gauge("easel_queue_oldest_seconds", "How long the oldest of them has been waiting", ["where"]);
  const spent = gauge("easel_spent_today_dollars", "What jobs admitted since midnight (UTC) cost");
  return {
    ready,
    show(figures: Figures | null, now: number) {
      known.set(figures === null ? 0 : 1);
      for (const each of [open, queue, oldest]) each.reset();
      if (figures === null) return;
      for (const { state, count } of figures.open) open.inc({ state }, count);
      for (const where of ["here", "relay", "making"] as const) {
        const jobs = figures.open.filter((each) => placeOf(each) === where);
        queue.set(
          { where },
          jobs.reduce((sum, { count }) => sum + count, 0),
        );
        oldest.set({ where }, Math.max(0, ...jobs.map(({ oldestAt }) => (now - oldestAt) / 1_000)));
      }
      spent.set(figures.spentTodayMicros / 1_000_000);
    },
  };
}

function placeOf({ state, started }: Figures["open"][number]): "here" | "relay" | "making" | null {
  if (state === "queued") return "here";
  if (state !== "submitting" && state !== "submitted") return null;
  return started ? "making" : "relay";
}

function isFailedTry(verdict: Verdict): boolean {
  return verdict.type === "requeued" || (verdict.type === "again" && verdict.failedTry);
}

/** How a job ended, for a label; null where it has not. */
export function outcomeOf(verdict: Verdict): string | null {
  if (verdict.type === "delivered") return "delivered";
  if (verdict.type !== "stopped") return null;
  return verdict.state === "failed" ? `failed: ${verdict.failure.kind}` : verdict.state;
}
