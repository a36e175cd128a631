import type { Clock } from "../clock.ts";
import { type Answer, type Call, json } from "./answer.ts";
import type { RelayQueue } from "./queue.ts";
import { type RelayPath, type RequestCall, splitEndpoint } from "./relay-path.ts";
import type { QueueRequest } from "./request.ts";
import { resultAnswer } from "./result-body.ts";
import type { LiveSettings } from "./settings.ts";
import { statusAnswer, statusBody } from "./status-body.ts";

/** What the result call answers now, whoever asks; undefined for a request that is not known. */
export async function resultNow(requestId: string, place: RequestPlace): Promise<Answer | undefined> {
  const request = place.queue.find(requestId);
  const { filesDirectory, settings, ownUrl } = place;
  return request && resultAnswer(request, { filesDirectory, settings: settings.current, ownUrl: ownUrl() });
}

export interface RequestPlace {
  readonly queue: RelayQueue;
  readonly settings: LiveSettings;
  readonly clock: Clock;
  readonly filesDirectory: string;
  readonly ownUrl: () => string;
}

type Target = Pick<Extract<RelayPath, { readonly requestId: string }>, "owner" | "app" | "requestId">;

const METHODS: Readonly<Record<RequestCall, string>> = { status: "GET", stream: "GET", result: "GET", cancel: "PUT" };

/** The request under this app and id, as far as the readers of the queue know it already. */
export function findRequest(target: Target, place: RequestPlace): QueueRequest | undefined {
  const { owner, app, requestId } = target;
  const { queue, settings, clock } = place;
  const request = queue.find(requestId);
  if (request === undefined || clock.now() < request.acceptedAt + settings.current.readLagMs) return undefined;
  const answered = app === request.app && owner === splitEndpoint(request.endpoint).owner;
  const accepted = {
    answered,
    auto: app === "auto",
    "answered-or-auto": answered || app === "auto",
    any: true,
  }[settings.current.appInPath];
  return accepted ? request : undefined;
}

/** Whether this relay has the endpoint at all; the documents of the real one name only the result's. */
export function missingEndpoint(call: RequestCall, method: string, settings: LiveSettings): Answer | undefined {
  const { statusEndpoint, statusStream, cancelEndpoint } = settings.current;
  const stream = statusEndpoint === "present" ? statusStream : statusEndpoint;
  const switched = { status: statusEndpoint, stream, cancel: cancelEndpoint, result: "present" }[call];
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
  await place.queue.settle(found.requestId);
  const request = place.queue.find(found.requestId) ?? found;
  const view = viewOf(place, call.query);
  if (name === "status") return statusAnswer(request, view);
  const unfinished = request.state === "queued" || request.state === "running";
  const { unfinishedResult } = view.settings;
  if (unfinished && unfinishedResult !== "fal") {
    return { ...statusAnswer(request, view), status: unfinishedResult === "status-200" ? 200 : 202 };
  }
  return resultAnswer(request, { ...view, filesDirectory: place.filesDirectory });
}

/** Where a request stands, for one event of the status stream. */
export async function currentStatus(requestId: string, query: URLSearchParams, place: RequestPlace) {
  await place.queue.settle(requestId);
  const request = place.queue.find(requestId);
  return request && statusBody(request, viewOf(place, query));
}

function viewOf({ queue, settings, ownUrl, clock }: RequestPlace, query: URLSearchParams) {
  const withLogs = ["1", "true"].includes(query.get("logs") ?? "");
  return { queue, settings: settings.current, ownUrl: ownUrl(), now: clock.now(), withLogs };
}

/** fal's answers: a waiting request is removed, a running one is asked to stop, and may go on. */
function cancel(requestId: string, { queue }: RequestPlace): Answer {
  const headers = { "x-fal-request-id": requestId };
  if (queue.cancel(requestId) === "too-late") return json(400, { status: "ALREADY_COMPLETED" }, headers);
  return json(202, { status: "CANCELLATION_REQUESTED" }, headers);
}
