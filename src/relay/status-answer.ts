import * as z from "zod";
import type { QueueStatus } from "./progress.ts";
import { redact } from "./redact.ts";

const text = z.string().nullish().catch(null);

const schema = z.looseObject({
  status: z.enum(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]),
  queue_position: z.number().int().min(0).nullish().catch(null),
  logs: z
    .array(z.union([z.string(), z.looseObject({ message: z.string() }).transform((log) => log.message)]).catch(""))
    .catch([]),
  metrics: z
    .looseObject({ inference_time: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
  error: z.unknown().optional(),
  error_type: text,
});

/**
 * Reads a status body, wherever it was answered (some relays put it where the result belongs); null when it is none.
 * What it says in words is shown to people, so `key` is taken out of them.
 */
export function readStatus(json: unknown, key: string): QueueStatus | null {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return null;
  const { status, queue_position, logs, metrics, error, error_type } = parsed.data;
  if (status === "IN_QUEUE") return { status, queuePosition: queue_position ?? null };
  const clean = (text: string | null) => (text === null ? null : redact(text, key));
  if (status === "IN_PROGRESS") return { status, lastLog: clean(lastLine(logs)) };
  const told = readFailure(error, error_type ?? null);
  const failure = told && { type: clean(told.type), detail: redact(told.detail, key) };
  return { status, inferenceSeconds: metrics?.inference_time ?? null, failure };
}

const failureObject = z.looseObject({ message: z.string().catch(""), type: text });

function readFailure(error: unknown, type: string | null): { type: string | null; detail: string } | null {
  if (typeof error === "string" && error !== "") return { type, detail: error };
  const object = failureObject.safeParse(error);
  if (object.success) return { type: type ?? object.data.type ?? null, detail: object.data.message };
  return type === null ? null : { type, detail: "" };
}

/** The last line worth showing: progress bars overwrite themselves with carriage returns. */
function lastLine(logs: readonly string[]): string | null {
  const lines = logs.flatMap((log) => log.split(/[\r\n]+/)).map((line) => line.trim());
  return lines.findLast((line) => line !== "") ?? null;
}
