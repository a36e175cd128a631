import type { ServerResponse } from "node:http";
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
  response.flushHeaders();
  let sent = "";
  let writtenAt = place.clock.now();
  while (!response.destroyed) {
    const body = await currentStatus(requestId, query, place);
    if (body === undefined) break;
    const event = JSON.stringify(body);
    const now = place.clock.now();
    const isNews = event !== sent;
    if (isNews) response.write(`data: ${event}\n\n`);
    else if (now - writtenAt >= COMMENT_EVERY_MS) response.write(": still here\n\n");
    if (isNews || now - writtenAt >= COMMENT_EVERY_MS) writtenAt = now;
    sent = event;
    if (body.status === "COMPLETED") break;
    await nextLook(response, place);
  }
  response.end();
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
