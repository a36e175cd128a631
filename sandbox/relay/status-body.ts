import type { Answer } from "./answer.ts";
import { json } from "./answer.ts";
import { logsOf } from "./logs.ts";
import type { RelayQueue } from "./queue.ts";
import { splitEndpoint } from "./relay-path.ts";
import type { QueueRequest } from "./request.ts";
import type { RelaySettings } from "./settings.ts";

const FAL_QUEUE = "https://queue.fal.run";

/** The three addresses of a queue request, on fal's host or on the sandbox's own. */
export function addressesOf(request: QueueRequest, settings: RelaySettings, ownUrl: string) {
  const host = settings.addresses === "fal" ? FAL_QUEUE : ownUrl;
  const { owner } = splitEndpoint(request.endpoint);
  const url = `${host}/${owner}/${request.app}/requests/${request.requestId}`;
  return { response_url: url, status_url: `${url}/status`, cancel_url: `${url}/cancel` };
}

interface View {
  readonly queue: RelayQueue;
  readonly settings: RelaySettings;
  readonly ownUrl: string;
  readonly now: number;
  readonly withLogs: boolean;
}

/** What the submit answers, key for key as the relay's documents show it. */
export function submitBody(request: QueueRequest, queuePosition: number, settings: RelaySettings, ownUrl: string) {
  return {
    status: "IN_QUEUE",
    request_id: request.requestId,
    ...addressesOf(request, settings, ownUrl),
    logs: null,
    metrics: {},
    queue_position: queuePosition,
  };
}

/** The status of a queue request: 202 while it goes on, 200 when it is over. */
export function statusAnswer(request: QueueRequest, view: View): Answer {
  const body = statusBody(request, view);
  return json(body.status === "COMPLETED" ? 200 : 202, body, { "x-fal-request-id": request.requestId });
}

export function statusBody(request: QueueRequest, { queue, settings, ownUrl, now, withLogs }: View) {
  const common = {
    request_id: request.requestId,
    ...addressesOf(request, settings, ownUrl),
    logs: withLogs ? logsOf(request, now) : null,
  };
  if (request.state === "queued") {
    const position = queue.position(request.requestId);
    return { status: "IN_QUEUE", ...common, logs: null, metrics: {}, queue_position: position };
  }
  if (request.state === "running") return { status: "IN_PROGRESS", ...common, metrics: {} };
  const metrics = request.durationMs === undefined ? {} : { inference_time: request.durationMs / 1000 };
  return { status: "COMPLETED", ...common, metrics, ...failureFields(request, settings) };
}

function failureFields(request: QueueRequest, settings: RelaySettings) {
  if (!settings.statusErrors) return {};
  if (request.state === "canceled") return { error: "Request was cancelled", error_type: "client_cancelled" };
  if (request.failure === undefined) return {};
  const { detail, type } = request.failure;
  const error = typeof detail === "string" ? detail : (detail[0]?.msg ?? "");
  return { error, error_type: type };
}
