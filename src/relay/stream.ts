import type { IncomingHttpHeaders } from "node:http";
import { createParser } from "eventsource-parser";
import type { Agent, Dispatcher } from "undici";
import type { Clock } from "../clock.ts";
import { readJson } from "./json.ts";
import type { QueueStatus } from "./progress.ts";
import { readStatus } from "./status-answer.ts";

/** How a stream of statuses ended: with the request itself, because there is none, or before its time. */
export type StreamEnd = "completed" | "not offered" | "broken";

export interface StreamTerms {
  readonly key: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly heard: (status: QueueStatus) => void;
}

/** The first event comes at once; a proxy that holds it back will hold back all. */
const FIRST_EVENT_MS = 2_000;
/** fal says every fifteen seconds that it is still there. */
const SILENCE_MS = 40_000;
/** Every event brings only what is new. */
const MAX_EVENT_CHARACTERS = 1024 * 1024;
const NOT_THERE = new Set([400, 404, 405, 406, 410, 415, 501]);

/** Hears a request's status as it changes, by server-sent events. Never throws. */
export async function readStream(
  agent: Agent,
  request: Dispatcher.RequestOptions,
  { key, clock, signal, heard }: StreamTerms,
): Promise<StreamEnd> {
  const over = new AbortController();
  const abort = () => over.abort();
  signal.addEventListener("abort", abort);
  let cancelLimit = clock.after(FIRST_EVENT_MS, abort);
  const sign = (ms: number) => {
    cancelLimit();
    cancelLimit = clock.after(ms, abort);
  };
  try {
    if (signal.aborted) return "broken";
    const { statusCode, headers, body } = await agent.request({ ...request, signal: over.signal });
    // Also one that is aborted right here says so on the body, which somebody must hear.
    body.on("error", () => {});
    if (NOT_THERE.has(statusCode) || (statusCode === 200 && !isEvents(headers))) return "not offered";
    if (statusCode !== 200) return "broken";
    const alive = () => sign(SILENCE_MS);
    return (await readEvents(body, { key, heard, alive })) ? "completed" : "broken";
  } catch {
    return "broken";
  } finally {
    cancelLimit();
    signal.removeEventListener("abort", abort);
    over.abort();
  }
}

/** @returns whether the last event was the request's end */
async function readEvents(
  body: AsyncIterable<Buffer>,
  { key, heard, alive }: Pick<StreamTerms, "key" | "heard"> & { readonly alive: () => void },
): Promise<boolean> {
  let completed = false;
  let heldBack = 0;
  const sign = () => {
    heldBack = 0;
    alive();
  };
  const parser = createParser({
    onComment: sign,
    onEvent({ data }) {
      const status = readStatus(readJson(data), key);
      if (status === null || completed) return;
      sign();
      completed = status.status === "COMPLETED";
      heard(status);
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    heldBack += chunk.length;
    if (heldBack > MAX_EVENT_CHARACTERS) return false;
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (completed) return true;
  }
  return false;
}

function isEvents(headers: IncomingHttpHeaders): boolean {
  return headers["content-type"]?.startsWith("text/event-stream") === true;
}
