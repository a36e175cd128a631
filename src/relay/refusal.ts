import { type ErrorBody, readErrorBody } from "./error-body.ts";
import { decisiveKind, isFailedGeneration, speaksOfBalance } from "./error-words.ts";
import type { Answer } from "./exchange.ts";
import { readJson } from "./json.ts";
import type { RelayError } from "./outcome.ts";
import { LOGGED_CHARACTERS, redact } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";

export interface RefusalTerms {
  readonly call: "submit" | "read";
  readonly key: string;
  /** Milliseconds since the Unix epoch, for a `Retry-After` that names a date. */
  readonly now: number;
}

type Kind = RelayError["kind"];

/**
 * What an answer means that is not the one hoped for: fields first, status second, a sentence only beside a status.
 * Of a submit, everything that does not prove that the relay refused is uncertain.
 */
export function readRefusal(answer: Answer, terms: RefusalTerms): RelayError {
  const body = readErrorBody(readJson(answer.text));
  const status = toldStatus(answer, body);
  const header = headerWord(answer);
  const words = [...(body?.words ?? []), ...header];
  const ended = header.length > 0 || (body !== null && body.errorType !== null);
  const kind = decisiveKind(words) ?? kindOfStatus({ status, body, words, ended }, terms.call);
  return build(kind, { answer, body, words, terms });
}

/** A 4xx told in the body outweighs a 200 or 500 around it. */
function toldStatus(answer: Answer, body: ErrorBody | null): number {
  const told = body?.toldStatus ?? null;
  return told !== null && told < 500 && (answer.status < 300 || answer.status >= 500) ? told : answer.status;
}

function headerWord(answer: Answer): string[] {
  const header = answer.headers["x-fal-error-type"];
  return typeof header === "string" && header !== "" ? [header.toLowerCase()] : [];
}

interface Signs {
  readonly status: number;
  readonly body: ErrorBody | null;
  readonly words: readonly string[];
  /** Whether fal's own word for an ended request came with it. */
  readonly ended: boolean;
}

function kindOfStatus(signs: Signs, call: RefusalTerms["call"]): Kind {
  const { status, body } = signs;
  if (status === 401) return "unauthorized";
  if (status === 402) return "out_of_balance";
  if (status === 403) return speaksOfBalance(body?.message ?? "") ? "out_of_balance" : "unauthorized";
  if (status === 429) return "rate_limited";
  if (status === 404 || status === 405 || status === 410 || status === 501) return "not_found";
  return call === "submit" ? kindOfSubmit(status, body) : kindOfRead(signs);
}

function kindOfSubmit(status: number, body: ErrorBody | null): Kind {
  if (status === 503 && body !== null) return "relay_down";
  // Moved elsewhere and so not carried out (RFC 9110 §15.4): RELAY_URL names the wrong address.
  if (status === 301 || status === 307 || status === 308) return "unreadable";
  const undecided = status === 408 || status === 409 || status === 425 || status === 499;
  if (status >= 400 && status < 500 && !undecided && (body !== null || REFUSES_BY_STATUS.has(status)))
    return "refused_input";
  return "uncertain";
}

/** Client errors that web servers give by themselves, without JSON, before anything behind them is asked. */
const REFUSES_BY_STATUS: ReadonlySet<number> = new Set([400, 413, 414, 415, 422, 431]);

function kindOfRead({ status, body, words, ended }: Signs): Kind {
  if (ended || words.some(isFailedGeneration)) return "generation_failed";
  if (body !== null && body.entries.length > 0 && status >= 400)
    return status >= 500 ? "generation_failed" : "refused_input";
  if (status === 422) return "refused_input";
  if (status === 400 && words.length > 0) return "generation_failed";
  return status >= 500 || status === 408 ? "relay_down" : "unreadable";
}

interface Findings {
  readonly answer: Answer;
  readonly body: ErrorBody | null;
  readonly words: readonly string[];
  readonly terms: RefusalTerms;
}

function build(kind: Kind, { answer, body, words, terms }: Findings): RelayError {
  const clean = (text: string) => redact(text, terms.key);
  const entry = body?.entries[0];
  const facts = {
    status: answer.status,
    body: clean(answer.text).slice(0, LOGGED_CHARACTERS),
    taken: terms.call === "submit" && kind !== "uncertain" ? ("no" as const) : ("maybe" as const),
  };
  const field = entry?.field === undefined || entry.field === null ? null : clean(entry.field);
  const detail = clean(entry?.message || body?.message || "").slice(0, LOGGED_CHARACTERS);
  const type = words[0] === undefined ? null : clean(words[0]);
  switch (kind) {
    case "refused_input":
      return { kind, ...facts, field, detail, type, context: cleanContext(entry?.context ?? {}, clean) };
    case "content_policy":
      return { kind, ...facts, field };
    case "rate_limited":
      return { kind, ...facts, retryAfterMs: retryAfterMs(answer.headers["retry-after"], terms.now) };
    case "relay_down":
      return { kind, ...facts, code: null };
    case "generation_failed":
      return { kind, ...facts, type, detail };
    case "unreadable":
      return { kind, ...facts, detail: describe(answer) };
    case "uncertain":
      return { kind, ...facts, reason: answer.status >= 500 || answer.status === 408 ? "server_error" : "unreadable" };
    default:
      return { kind, ...facts };
  }
}

function cleanContext(context: Readonly<Record<string, string | number | boolean>>, clean: (text: string) => string) {
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => [name, typeof value === "string" ? clean(value) : value]),
  );
}

function describe(answer: Answer): string {
  const location = answer.headers.location;
  if (answer.status >= 300 && answer.status < 400 && typeof location === "string")
    return `redirects to ${originOf(location)}`;
  return `status ${answer.status}, ${answer.headers["content-type"] ?? "no content type"}, ${answer.text.length} characters`;
}

function originOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : "another path";
}
