import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, json } from "./answer.ts";
import { makePlan } from "./plan.ts";
import type { QueueRequest } from "./request.ts";
import type { RelaySettings } from "./settings.ts";

interface Place {
  readonly ownUrl: string;
  readonly filesDirectory: string;
  readonly settings: RelaySettings;
}

/** The model's output, or what went wrong with it. The request is settled. */
export async function resultAnswer(request: QueueRequest, place: Place): Promise<Answer> {
  const headers = { "x-fal-request-id": request.requestId };
  switch (request.state) {
    case "queued":
    case "running":
      return json(400, { detail: "Request is still in progress" }, headers);
    case "canceled":
      return requestError(499, "Request was cancelled", "client_cancelled", headers);
    case "failed":
      return failureAnswer(request, headers);
    case "completed":
      return outputAnswer(request, place, headers);
  }
}

function failureAnswer(request: QueueRequest, headers: Readonly<Record<string, string>>): Answer {
  const { failure } = request;
  if (failure === undefined) return json(500, { detail: "Internal Server Error" }, headers);
  if (typeof failure.detail !== "string") {
    const retryable = failure.status >= 500 ? "true" : "false";
    return json(failure.status, { detail: failure.detail }, { ...headers, "x-fal-retryable": retryable });
  }
  const userTimeout = failure.type === "request_timeout" ? { "x-fal-request-timeout-type": "user" } : {};
  return requestError(failure.status, failure.detail, failure.type, { ...headers, ...userTimeout });
}

/** fal's flat shape for what goes wrong outside the model. Source: docs.fal.ai, request errors. */
function requestError(status: number, detail: string, type: string, headers: Readonly<Record<string, string>>): Answer {
  return json(status, { detail, error_type: type }, { ...headers, "x-fal-error-type": type });
}

async function outputAnswer(
  request: QueueRequest,
  { ownUrl, filesDirectory, settings }: Place,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { inline, prompt } = makePlan(request.body);
  const images = await Promise.all(
    request.pictures.map(async ({ path, width, height, contentType }) => {
      const url = inline ? await dataUrl(join(filesDirectory, path), contentType) : `${ownUrl}/files/${path}`;
      return { url, width, height, content_type: contentType };
    }),
  );
  const timings = request.app === "flux-pro" ? {} : { inference: (request.durationMs ?? 0) / 1000 };
  const flags = images.map(() => request.flagged);
  // The seed goes in as digits: a JavaScript number would lose some beyond 2^53.
  const members = [
    `"images":${JSON.stringify(images)}`,
    `"timings":${JSON.stringify(timings)}`,
    `"seed":${request.seed}`,
    `"has_nsfw_concepts":${JSON.stringify(flags)}`,
    `"prompt":${JSON.stringify(prompt)}`,
    ...(settings.repeatRequest ? [`"request":${JSON.stringify(request.body)}`] : []),
  ];
  return { ...json(200, {}, headers), body: Buffer.from(`{${members.join(",")}}`) };
}

async function dataUrl(file: string, contentType: string): Promise<string> {
  const bytes = await readFile(file);
  return `data:${contentType};base64,${bytes.toString("base64")}`;
}
