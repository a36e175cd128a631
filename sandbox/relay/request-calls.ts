import type { Clock } from "../clock.ts";
import { type Answer, type Call, json } from "./answer.ts";
import type { RelayQueue } from "./queue.ts";
import type { RequestCall } from "./relay-path.ts";
import type { QueueRequest } from "./request.ts";
import { resultAnswer } from "./result-body.ts";
import type { LiveSettings } from "./settings.ts";
import { statusAnswer, statusBody } from "./status-body.ts";

export interface RequestPlace {
  readonly queue: RelayQueue;
  readonly settings: LiveSettings;
  readonly clock: Clock;
  readonly filesDirectory: string;
  readonly ownUrl: () => string;
}

const METHODS: Readonly<Record<RequestCall, string>> = { status: "GET", stream: "GET", result: "GET", cancel: "PUT" };

/** The request under this app and id, as far as the readers of the queue know it already. */
export function findRequest(app: string, requestId: string, place: RequestPlace): QueueRequest | undefined {
  const { queue, settings, clock } = place;
  const request = queue.find(requestId);
  if (request === undefined || clock.now() < request.acceptedAt + settings.current.readLagMs) return undefined;
  const accepted = {
    answered: app === request.app,
    auto: app === "auto",
    "answered-or-auto": app === request.app || app === "auto",
    any: true,
  }[settings.current.appInPath];
  return accepted ? request : undefined;
}

/** Whether this relay has the endpoint at all; the documents of the real one name only the result's. */
export function missingEndpoint(call: RequestCall, method: string, settings: LiveSettings): Answer | undefined {
  const { statusEndpoint, cancelEndpoint } = settings.current;
  const switched = { status: statusEndpoint, stream: statusEndpoint, cancel: cancelEndpoint, result: "present" }[call];
  if (switched === "missing-404") return json(404, { detail: "Not Found" });
  if (switched === "missing-405" || method !== METHODS[call]) return json(405, { detail: "Method Not Allowed" });
  return undefined;
}

/** Answers status, result and cancel of a queue request. */
export async function answerRequestCall(
  name: Exclude<RequestCall, "stream">,
  found: QueueRequest | undefined,
  call: Call,
  place: RequestPlace,
): Promise<Answer> {
  if (found === undefined) {
    return json(404, name === "cancel" ? { status: "NOT_FOUND" } : { detail: "Request not found" });
  }
  if (name === "cancel") return cancel(found.requestId, place);
  const { queue, settings, clock, filesDirectory, ownUrl } = place;
  await queue.settle(found.requestId);
  const request = queue.find(found.requestId) ?? found;
  if (name === "result") return resultAnswer(request, { ownUrl: ownUrl(), filesDirectory, settings: settings.current });
  return statusAnswer(request, viewOf(place, call.query, clock.now()));
}

/** Where a request stands, for one event of the status stream. */
export async function currentStatus(requestId: string, query: URLSearchParams, place: RequestPlace) {
  await place.queue.settle(requestId);
  const request = place.queue.find(requestId);
  return request && statusBody(request, viewOf(place, query, place.clock.now()));
}

function viewOf({ queue, settings, ownUrl }: RequestPlace, query: URLSearchParams, now: number) {
  const withLogs = ["1", "true"].includes(query.get("logs") ?? "");
  return { queue, settings: settings.current, ownUrl: ownUrl(), now, withLogs };
}

/** fal's answers: a waiting request is removed, a running one is asked to stop, and may go on. */
function cancel(requestId: string, { queue }: RequestPlace): Answer {
  const headers = { "x-fal-request-id": requestId };
  if (queue.cancel(requestId) === "too-late") return json(400, { status: "ALREADY_COMPLETED" }, headers);
  return json(202, { status: "CANCELLATION_REQUESTED" }, headers);
}
