import { createHash } from "node:crypto";
import { type Attributes, ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Clock } from "../../clock.ts";
import type { TraceSampling } from "../../config/trace-settings.ts";
import type { Job } from "../../jobs/job.ts";
import type { Verdict } from "../../jobs/verdict.ts";
import type { Logger } from "../../logger.ts";
import { NOBODY_WATCHES, type Watching } from "../../watching.ts";
import { phasesEnding, phaseUntil } from "./phases.ts";

export interface Traces extends Watching {
  /** Sends what is left. */
  stop(): Promise<void>;
}

/**
 * One trace for each job, with its phases as spans. All ids come from the job's, so that spans of several processes, and
 * of one that was started again, make one trace. Where to, and with which headers, the exporter reads from OTEL_*.
 */
export function startTraces({ clock, log, sampling }: { clock: Clock; log: Logger; sampling: TraceSampling }): Traces {
  const ids = { traceId: "", spanId: "" };
  const provider = new TracerProvider({
    idGenerator: { generateTraceId: () => ids.traceId, generateSpanId: () => ids.spanId },
    sampler: samplerOf(sampling),
    spanProcessors: [new BatchSpanProcessor({ exporter: toldOnce(new OTLPTraceExporter(), log) })],
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "easel" }))
      .merge(detectResources({ detectors: [serviceInstanceIdDetector, envDetector] })),
  });
  const tracer = provider.getTracer("easel");
  const span = (job: Job, name: string, from: number, to: number, attributes: Attributes, failure?: string) => {
    const isWhole = name === "job";
    ids.traceId = traceIdOf(job);
    ids.spanId = isWhole ? wholeIdOf(job) : idFrom(`${job.id} ${name} ${from}`, 16);
    const parent = { traceId: ids.traceId, spanId: wholeIdOf(job), traceFlags: TraceFlags.SAMPLED };
    const context = isWhole ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    const made = tracer.startSpan(name, { startTime: new Date(from), attributes }, context);
    if (failure !== undefined) made.setStatus({ code: SpanStatusCode.ERROR, message: failure });
    made.end(new Date(to));
  };
  return {
    ...NOBODY_WATCHES,
    job(job, verdict, tookMs) {
      const now = clock.now();
      for (const { phase, from, to } of phasesEnding(job, verdict, now, tookMs))
        if (phase !== "whole") span(job, phase, from, to, {});
      const failure = failureOf(verdict);
      if (verdict.type === "stopped") {
        const phase = phaseUntil(job, now, tookMs);
        if (phase !== null) span(job, phase.phase, phase.from, now, {}, failure);
      } else if (failure !== undefined)
        span(job, "failed try", now - tookMs, now, { "easel.state": job.state }, failure);
      if (verdict.type === "delivered" || verdict.type === "told")
        span(job, "job", job.createdAt, now, attributesOf(job, verdict), stoppedBy(job));
    },
    // What could not be sent was told by then.
    stop: () => provider.shutdown().catch(() => {}),
  };
}

/** Nothing that a person wrote or is known by. */
function attributesOf(job: Job, verdict: Verdict): Attributes {
  const outcome = verdict.type === "delivered" ? "delivered" : job.state;
  return {
    "easel.job.id": job.id,
    "easel.model": job.model,
    "easel.images": job.images,
    "easel.outcome": outcome,
    "easel.batch": job.batch !== undefined,
    ...("failure" in job ? { "easel.failure": job.failure.kind, "easel.charged": job.failure.charged } : {}),
  };
}

function stoppedBy(job: Job): string | undefined {
  return job.state === "failed" || job.state === "uncertain" ? job.failure.kind : undefined;
}

/** A word of ours for what went wrong in a step. */
function failureOf(verdict: Verdict): string | undefined {
  if (verdict.type === "stopped") return verdict.state === "canceled" ? undefined : verdict.failure.kind;
  if (verdict.type === "requeued") return verdict.why ?? "not taken";
  return verdict.type === "again" && verdict.failedTry ? (verdict.why ?? "failed") : undefined;
}

/** A job's id is a UUID, and found by its digits. */
function traceIdOf({ id }: Job): string {
  const digits = id.replaceAll("-", "");
  return /^(?!0+$)[0-9a-f]{32}$/.test(digits) ? digits : idFrom(id, 32);
}

function wholeIdOf({ id }: Job): string {
  return idFrom(id, 16);
}

function idFrom(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}

/** Nobody stands above our traces: with a parent or without is the same. */
function samplerOf({ sampler, ratio }: TraceSampling) {
  if (sampler.endsWith("always_off")) return new AlwaysOffSampler();
  return sampler.endsWith("traceidratio") ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}

/** A collector that is away is told once, not every five seconds. */
function toldOnce(exporter: SpanExporter, log: Logger): SpanExporter {
  let failing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !failing) log.warn({ err: result.error }, "traces could not be sent");
        failing = result.error !== undefined;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
