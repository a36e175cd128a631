import * as z from "zod";
import type { Answer } from "./exchange.ts";
import { readJson } from "./json.ts";
import type { RelayOutcome } from "./outcome.ts";
import type { Cancellation } from "./progress.ts";
import { type RefusalTerms, readRefusal } from "./refusal.ts";

const schema = z.looseObject({ status: z.string().transform((word) => word.toUpperCase()) });

/** Reads a cancel's answer: fal's words where there are any, else the status. A web page says there is no such call. */
export function readCancellation(answer: Answer, terms: RefusalTerms): RelayOutcome<Cancellation> {
  const parsed = schema.safeParse(readJson(answer.text));
  const word = parsed.success ? parsed.data.status : null;
  if (word === "ALREADY_COMPLETED") return { ok: true, value: "already_completed" };
  const succeeded = answer.status >= 200 && answer.status < 300;
  if (succeeded && word !== null) return { ok: true, value: "requested" };
  const error = readRefusal(answer, terms);
  const absent = error.kind === "not_found" || (succeeded && answer.text.trimStart().startsWith("<"));
  if (absent && word === null) return { ok: true, value: "not_offered" };
  if (succeeded && error.kind === "unreadable") return { ok: true, value: "requested" };
  return { ok: false, error };
}
