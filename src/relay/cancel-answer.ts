import { z } from "zod";
import type { Answer } from "./exchange.ts";
import { readJson } from "./json.ts";
import type { RelayOutcome } from "./outcome.ts";
import type { Cancellation } from "./progress.ts";
import { type RefusalTerms, readRefusal } from "./refusal.ts";

const schema = z.looseObject({ status: z.string().transform((word) => word.toUpperCase()) });

/** Reads a cancel's answer: fal's words where there are any, else the status alone. */
export function readCancellation(answer: Answer, terms: RefusalTerms): RelayOutcome<Cancellation> {
  const parsed = schema.safeParse(readJson(answer.text));
  const word = parsed.success ? parsed.data.status : null;
  if (word === "ALREADY_COMPLETED") return { ok: true, value: "already_completed" };
  if (answer.status >= 200 && answer.status < 300 && parsed.success) return { ok: true, value: "requested" };
  const error = readRefusal(answer, terms);
  if (error.kind === "not_found" && word === null) return { ok: true, value: "not_offered" };
  return { ok: false, error };
}
