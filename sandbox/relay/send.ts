import type { ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";
import { type Answer, html, json } from "./answer.ts";
import type { Fault } from "./faults.ts";
import { OTHER_FILES, sentBack, withDoubledFields, withoutFields } from "./spoiled-body.ts";

/** Faults that keep the relay from ever seeing the call. The rest spoil an answer that stands. */
export function answerInstead(
  fault: Fault | undefined,
  expiredFileStatus: number,
): Answer | "reset" | "hang" | undefined {
  switch (fault?.kind) {
    case "reset-before":
      return "reset";
    case "hang":
      return "hang";
    case "error":
      return errorAnswer(fault.status, fault.shape);
    case "rate-limited": {
      const wait = fault.retryAfterSeconds;
      const headers: Record<string, string> = wait === undefined ? {} : { "retry-after": String(wait) };
      return json(429, { detail: "Too many requests, slow down." }, headers);
    }
    case "out-of-balance":
      return json(403, { detail: "User is locked. Reason: Exhausted balance. Top up to go on." });
    case "unfinished":
      return json(400, { detail: "Request is still in progress" });
    case "missing":
      return json(fault.status, { detail: fault.status === 404 ? "Not Found" : "Method Not Allowed" });
    case "expired":
      if (fault.at === "file") return json(expiredFileStatus, { detail: "File not found" });
      return json(404, { detail: "Request not found" });
    default:
      return undefined;
  }
}

function errorAnswer(status: number, shape: "json" | "html" | "openai" | "empty"): Answer {
  switch (shape) {
    case "json":
      return json(status, { detail: status >= 500 ? "Internal Server Error" : "Bad Request" });
    case "html":
      return html(status, status === 504 ? "Gateway Time-out" : "Bad Gateway");
    case "openai": {
      const error = {
        message: "上游服务异常 (sandbox)",
        type: "upstream_error",
        param: "",
        code: "bad_response_status_code",
      };
      return json(status, { error });
    }
    case "empty":
      return { status, headers: {}, body: Buffer.alloc(0) };
  }
}

/** Writes an answer to the socket, spoiled by the fault where there is one. */
export function send(response: ServerResponse, answer: Answer, fault: Fault | undefined, clock: Clock): void {
  switch (fault?.kind) {
    case "slow":
      sendSlowly(response, answer, fault, clock);
      break;
    case "reset-after":
      reset(response);
      break;
    case "malformed":
      write(response, { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length * 0.6)) });
      break;
    case "truncated":
      sendTruncated(response, answer);
      break;
    case "wrong-type":
      write(response, { ...answer, headers: { ...answer.headers, "content-type": fault.contentType } });
      break;
    case "unknown-status":
      write(response, withStatusWord(answer, fault.word));
      break;
    case "huge":
      sendHuge(response, answer, fault);
      break;
    case "other-file":
      write(response, { ...answer, body: OTHER_FILES[fault.what] });
      break;
    case "status-back":
      write(response, { ...answer, ...sentBack(answer) });
      break;
    case "missing-fields":
      write(response, { ...answer, body: withoutFields(answer.body, fault.fields) });
      break;
    case "doubled-fields":
      write(response, { ...answer, body: withDoubledFields(answer.body) });
      break;
    default:
      write(response, answer);
      break;
  }
}

export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function writeHead(response: ServerResponse, answer: Answer, length: number): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": length });
}

function write(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer, answer.body.length);
  response.end(answer.body);
}

function sendSlowly(
  response: ServerResponse,
  answer: Answer,
  { headersMs, bodyMs }: { readonly headersMs: number; readonly bodyMs: number },
  clock: Clock,
): void {
  const half = Math.floor(answer.body.length / 2);
  let stopTimer = clock.after(headersMs, () => {
    writeHead(response, answer, answer.body.length);
    response.write(answer.body.subarray(0, half));
    stopTimer = clock.after(bodyMs, () => response.end(answer.body.subarray(half)));
  });
  response.on("close", () => stopTimer());
}

/** Promises the whole and hangs up after half of it. */
function sendTruncated(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer, answer.body.length);
  response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => response.socket?.destroy());
}

function withStatusWord(answer: Answer, word: string): Answer {
  const body = answer.body.toString().replace(/"status":"[A-Z_]+"/, `"status":${JSON.stringify(word)}`);
  return { ...answer, body: Buffer.from(body) };
}

/** The file followed by zeros up to `bytes`, as fast as the reader takes them. */
function sendHuge(
  response: ServerResponse,
  answer: Answer,
  { bytes, told }: { readonly bytes: number; readonly told: boolean },
): void {
  const chunk = Buffer.alloc(65_536);
  let left = Math.max(0, bytes - answer.body.length);
  if (told) writeHead(response, answer, answer.body.length + left);
  else response.writeHead(answer.status, answer.headers);
  response.write(answer.body);
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const part = chunk.subarray(0, Math.min(chunk.length, left));
      left -= part.length;
      if (!response.write(part)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  more();
}
