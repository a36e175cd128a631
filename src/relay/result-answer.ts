import * as z from "zod";
import { readErrorBody } from "./error-body.ts";
import { decisiveKind, speaksOfProgress } from "./error-words.ts";
import type { Answer } from "./exchange.ts";
import { readJson } from "./json.ts";
import { findMedia } from "./media-search.ts";
import type { RelayOutcome } from "./outcome.ts";
import type { QueueStatus, ResultAnswer } from "./progress.ts";
import { type RefusalTerms, readRefusal } from "./refusal.ts";
import type { RelayResult } from "./result.ts";
import { readStatus } from "./status-answer.ts";

const text = z.string().nullish().catch(null);

const schema = z.looseObject({
  seed: z
    .union([z.number().int().transform(String), z.bigint().transform(String), z.string().regex(/^-?\d+$/)])
    .nullish()
    .catch(null),
  has_nsfw_concepts: z.array(z.boolean()).catch([]),
  timings: z
    .looseObject({ inference: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
  text,
  output: z.unknown().optional(),
});

/** Fields whose presence makes an answer an output, even when they are empty. */
const OUTPUT_FIELDS = ["images", "image", "video", "videos", "audio"];

/** Reads a model's output, known shape or not; null when nothing in it looks like one. */
export function readResult(json: unknown, origin: string): RelayResult | null {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return null;
  const { seed, has_nsfw_concepts, timings, output } = parsed.data;
  const media = findMedia(parsed.data, origin);
  const words = parsed.data.text ?? (typeof output === "string" && media.length === 0 ? output : null);
  if (media.length === 0 && words === null && !OUTPUT_FIELDS.some((field) => Object.hasOwn(parsed.data, field)))
    return null;
  return {
    media,
    text: words,
    seed: seed ?? null,
    nsfw: has_nsfw_concepts,
    inferenceSeconds: timings?.inference ?? null,
  };
}

/** Reads what the result's address answered: the output, that it still goes on, or why there is none. */
export function readResultAnswer(answer: Answer, terms: RefusalTerms, origin: string): RelayOutcome<ResultAnswer> {
  const json = readJson(answer.text);
  const status = readStatus(json, terms.key);
  const succeeded = answer.status >= 200 && answer.status < 300;
  if (succeeded && status !== null && status.status !== "COMPLETED") return { ok: true, value: notReady(status) };
  const result = succeeded ? readResult(json, origin) : null;
  if (result !== null) return { ok: true, value: { ready: true, result } };
  if (succeeded && status?.status === "COMPLETED" && status.failure !== null) {
    const { body } = readRefusal(answer, terms);
    const facts = { status: answer.status, body, taken: "maybe" } as const;
    return { ok: false, error: { kind: "generation_failed", ...facts, ...status.failure } };
  }
  if (goesOn(answer, json)) return { ok: true, value: notReady(null) };
  return { ok: false, error: readRefusal(answer, terms) };
}

/** fal: 400 "Request is still in progress"; relays also 202 and 425. */
function goesOn(answer: Answer, json: unknown): boolean {
  const body = readErrorBody(json);
  if (body !== null && (body.entries.length > 0 || body.errorType !== null || decisiveKind(body.words) !== null))
    return false;
  if (answer.status === 202 || answer.status === 425) return true;
  return answer.status === 400 && body !== null && speaksOfProgress(body.message);
}

function notReady(status: Exclude<QueueStatus, { status: "COMPLETED" }> | null): ResultAnswer {
  if (status?.status === "IN_QUEUE") {
    return { ready: false, progress: { phase: "waiting", queuePosition: status.queuePosition } };
  }
  return { ready: false, progress: { phase: "running", lastLog: status?.lastLog ?? null } };
}
