import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, json } from "./answer.ts";
import { placeholderOf, type QueueRequest } from "./request.ts";
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
  const inline = request.body["sync_mode"] === true;
  let output = request.output ?? "{}";
  for (const { path, contentType } of request.files) {
    const url = inline ? await dataUrl(join(filesDirectory, path), contentType) : `${ownUrl}/files/${path}`;
    output = output.replaceAll(JSON.stringify(placeholderOf(path)), () => JSON.stringify(url));
  }
  if (settings.repeatRequest && output.startsWith("{")) {
    output = `{"request":${JSON.stringify(request.body)}${output === "{}" ? "" : ","}${output.slice(1)}`;
  }
  return { ...json(200, {}, headers), body: Buffer.from(output) };
}

async function dataUrl(file: string, contentType: string): Promise<string> {
  const bytes = await readFile(file);
  return `data:${contentType};base64,${bytes.toString("base64")}`;
}
