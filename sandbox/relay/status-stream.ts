import type { ServerResponse } from "node:http";
import type { LogLine } from "./logs.ts";
import { currentStatus, type RequestPlace } from "./request-calls.ts";

const LOOK_EVERY_MS = 250;
/** fal sends a comment line this often, so that nobody on the way takes the connection for dead. */
const COMMENT_EVERY_MS = 15_000;

/** Sends each change of a request's status as a server-sent event, until it is over or the reader leaves. */
export async function streamStatus(
  response: ServerResponse,
  requestId: string,
  query: URLSearchParams,
  place: RequestPlace,
): Promise<void> {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    "x-fal-request-id": requestId,
  });
  const held = place.settings.current.statusStream === "silent";
  if (!held) response.flushHeaders();
  let linesSent = 0;
  let lastEvent = "";
  let wroteAt = place.clock.now();
  let heldBack = "";
  const write = (words: string) => {
    if (held) heldBack += words;
    else response.write(words);
    wroteAt = place.clock.now();
  };
  while (!response.destroyed) {
    const body = await currentStatus(requestId, query, place);
    if (body === undefined) break;
    const event = eventOf(body, linesSent);
    if (event !== lastEvent) write(event);
    else if (place.clock.now() - wroteAt >= COMMENT_EVERY_MS) write(": still here\n\n");
    linesSent = body.logs?.length ?? 0;
    lastEvent = eventOf(body, linesSent);
    if (body.status === "COMPLETED") break;
    await nextLook(response, place);
  }
  response.end(heldBack);
}

/** Brings only the log lines since the last event: fal's own client adds them up. */
function eventOf(body: { readonly logs: readonly LogLine[] | null }, linesSent: number): string {
  return `data: ${JSON.stringify({ ...body, logs: body.logs?.slice(linesSent) ?? null })}\n\n`;
}

function nextLook(response: ServerResponse, { clock }: RequestPlace): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stopTimer();
      response.off("close", done);
      resolve();
    };
    const stopTimer = clock.after(LOOK_EVERY_MS, done);
    response.on("close", done);
  });
}
