import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../../clock.ts";
import type { Job } from "../../jobs/job.ts";
import type { Verdict } from "../../jobs/verdict.ts";
import type { Watched, Watching } from "../../watching.ts";

export interface Metrics extends Watching {
  /** Prometheus' text format. */
  readonly contentType: string;
  /** `watched` is null while the program starts. */
  text(watched: Watched | null): Promise<string>;
}

/** Seconds; a picture takes from one to some hundred, a film longer. */
const PHASE_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1_800];
const CALL_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const DAY_MS = 86_400_000;

/** Counts for Prometheus. Labels take few values: a label of people or guilds would make as many series as there are. */
export function createMetrics(clock: Clock): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const open = gauge(registers, "easel_jobs_open", "Jobs that have not ended", ["state"]);
  const spent = gauge(registers, "easel_spent_today_dollars", "What jobs admitted since midnight (UTC) cost", []);
  const ended = counter(registers, "easel_jobs_ended_total", "Jobs that ended", ["model", "outcome"]);
  const tries = counter(registers, "easel_failed_tries_total", "Steps that have to be tried again", ["state"]);
  const limited = counter(registers, "easel_discord_rate_limits_total", "Waits that Discord asked for", ["scope"]);
  const discord = counter(registers, "easel_discord_answers_total", "Discord's answers", ["method", "status"]);
  const phases = new Histogram({
    name: "easel_job_phase_seconds",
    help: "How long jobs took from state to state; whole is from admission to delivery",
    labelNames: ["phase"],
    buckets: PHASE_BUCKETS,
    registers,
  });
  const calls = new Histogram({
    name: "easel_relay_call_seconds",
    help: "Calls to the relay by their outcome",
    labelNames: ["call", "outcome"],
    buckets: CALL_BUCKETS,
    registers,
  });
  return {
    contentType: registry.contentType,
    job(job, verdict) {
      const outcome = outcomeOf(verdict);
      if (outcome !== null) ended.inc({ model: job.model, outcome });
      if ((verdict.type === "again" && verdict.failedTry) || verdict.type === "requeued")
        tries.inc({ state: job.state });
      for (const [phase, since] of phasesEnding(job, verdict)) phases.observe({ phase }, (clock.now() - since) / 1_000);
    },
    relay: (call, outcome, tookMs) => calls.observe({ call, outcome }, tookMs / 1_000),
    discord: (method, status) => discord.inc({ method, status: String(status) }),
    discordLimited: (scope) => limited.inc({ scope }),
    async text(watched) {
      if (watched !== null) {
        open.reset();
        for (const { state, count } of await watched.openJobs()) open.set({ state }, count);
        spent.set((await watched.spentSince(Math.floor(clock.now() / DAY_MS) * DAY_MS)) / 1_000_000);
      }
      return registry.metrics();
    },
  };
}

function outcomeOf(verdict: Verdict): string | null {
  if (verdict.type === "delivered") return "delivered";
  if (verdict.type !== "stopped") return null;
  return verdict.state === "failed" ? `failed: ${verdict.failure.kind}` : verdict.state;
}

/** The phases that end with a verdict, each with its beginning. */
function phasesEnding(job: Job, { type }: Verdict): [phase: string, since: number][] {
  if (type === "submitted") return [["queued", job.createdAt]];
  if (type === "generated" && job.state === "submitted") return [["relay", job.submittedAt]];
  if (type === "saved" && job.state === "generated") return [["saving", job.generatedAt]];
  if (type === "delivered" && job.state === "saved") {
    return [
      ["delivering", job.generatedAt],
      ["whole", job.createdAt],
    ];
  }
  return [];
}

function gauge(registers: Registry[], name: string, help: string, labelNames: string[]): Gauge {
  return new Gauge({ name, help, labelNames, registers });
}

function counter(registers: Registry[], name: string, help: string, labelNames: string[]): Counter {
  return new Counter({ name, help, labelNames, registers });
}
