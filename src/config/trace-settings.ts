import * as z from "zod";

/** OpenTelemetry's own words for which traces are kept. */
const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

export interface TraceSampling {
  readonly sampler: (typeof SAMPLERS)[number];
  /** Of all traces, for the samplers that keep a part. */
  readonly ratio: number;
}

export const traceSampler = z.enum(SAMPLERS, `must be one of ${SAMPLERS.join(", ")}`);
export const traceRatio = z
  .string()
  .refine((text) => /^\d*\.?\d+$/.test(text) && Number(text) <= 1, "must be a number between 0 and 1, like 0.1")
  .transform(Number);

/** Null where nobody wants traces. */
export function readTraces(given: {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_TRACES_SAMPLER?: TraceSampling["sampler"] | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG?: number | undefined;
}): TraceSampling | null {
  if (given.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return null;
  return { sampler: given.OTEL_TRACES_SAMPLER ?? "always_on", ratio: given.OTEL_TRACES_SAMPLER_ARG ?? 1 };
}
