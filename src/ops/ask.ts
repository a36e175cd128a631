import { type Clock, sleep } from "../clock.ts";

export interface HttpAnswer {
  readonly ok: true;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else undefined. */
  readonly json: unknown;
  readonly text: string;
  /** Milliseconds since the Unix epoch, halfway between question and answer. */
  readonly at: number;
  readonly tookMs: number;
}

export interface NoAnswer {
  readonly ok: false;
  /** The network's word ("ECONNREFUSED"), or "no answer within 15 s". */
  readonly why: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** Leaves the answer's body unread: for files. */
  readonly headersOnly?: true;
}

const LIMIT_MS = 15_000;
/** An upload of the largest size that Discord may take, over a slow line. */
const UPLOAD_LIMIT_MS = 120_000;
/** What waits longer than this for a rate limit is not worth it here. */
const LONGEST_WAIT_MS = 30_000;

/** Asks as an operator would by hand: the answer with its status and headers, whatever it says. Follows no redirect. */
export async function ask(url: string, question: Question, clock: Clock): Promise<HttpAnswer | NoAnswer> {
  const first = await askOnce(url, question, clock);
  if (!first.ok || first.status !== 429) return first;
  const waitMs = Number(first.headers.get("retry-after")) * 1_000;
  if (!(waitMs <= LONGEST_WAIT_MS)) return first;
  await sleep(clock, waitMs);
  return askOnce(url, question, clock);
}

async function askOnce(url: string, question: Question, clock: Clock): Promise<HttpAnswer | NoAnswer> {
  const limitMs = question.body instanceof FormData ? UPLOAD_LIMIT_MS : LIMIT_MS;
  const late = new AbortController();
  const stopClock = clock.after(limitMs, () => late.abort());
  const startedAt = clock.now();
  try {
    const { headersOnly, ...request } = question;
    const response = await fetch(url, { ...request, redirect: "manual", signal: late.signal });
    const text = headersOnly ? "" : await response.text();
    if (headersOnly) await response.body?.cancel();
    const tookMs = clock.now() - startedAt;
    const { status, headers } = response;
    return { ok: true, status, headers, json: parsed(text), text, at: startedAt + tookMs / 2, tookMs };
  } catch (error) {
    return { ok: false, why: late.signal.aborted ? `no answer within ${limitMs / 1_000} s` : wordOf(error) };
  } finally {
    stopClock();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** fetch says "fetch failed" and puts the network's word into the cause, several attempts into an aggregate. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner !== undefined) return wordOf(inner);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
