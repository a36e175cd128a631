import type { IncomingMessage, ServerResponse } from "node:http";
import { type AdminPlace, answerAdmin } from "./admin-calls.ts";
import { type Answer, type Call, json, text } from "./answer.ts";
import { keyMarkOf, refuseStranger, schemeOf } from "./authorization.ts";
import type { Fault, Faults, Place } from "./faults.ts";
import { answerFile, ownerOf } from "./file-call.ts";
import { promptOf } from "./prompt-wishes.ts";
import type { RequestRecord } from "./recorded-request.ts";
import { parseRelayPath, type RelayPath } from "./relay-path.ts";
import { answerRequestCall, findRequest, missingEndpoint, type RequestPlace } from "./request-calls.ts";
import { answerInstead, reset, send } from "./send.ts";
import { streamStatus } from "./status-stream.ts";
import { parseBody, type SubmitPlace, submit } from "./submit-call.ts";
import type { Signing } from "./webhooks/signing.ts";

type RelayCall = Exclude<RelayPath, { readonly call: "admin" | "key set" }>;

export interface RelayPlace extends RequestPlace, SubmitPlace, AdminPlace {
  readonly key: string;
  readonly signing: Signing;
  readonly faults: Faults;
  readonly record: RequestRecord;
}

/** `data:` addresses of four pictures fit in. */
const LARGEST_BODY_BYTES = 64 * 1024 * 1024;

/** Answers one HTTP request: admin calls and files without a key, everything else with it. Never rejects. */
export async function answerHttp(
  incoming: IncomingMessage,
  response: ServerResponse,
  place: RelayPlace,
): Promise<void> {
  try {
    const call = await readCall(incoming);
    if (call === "too-large") send(response, json(413, { detail: "Payload Too Large" }), undefined, place.clock);
    else await answerCall(call, incoming.url ?? "/", response, place);
  } catch (error) {
    // A reader that left in the middle of its own request is no fault of the sandbox.
    if (!response.destroyed) process.emitWarning(error instanceof Error ? error : String(error));
    response.destroy();
  }
}

async function answerCall(call: Call, path: string, response: ServerResponse, place: RelayPlace): Promise<void> {
  const target = parseRelayPath(call.path);
  if (target.call === "admin") {
    send(response, answerAdmin(target.name, call, place), undefined, place.clock);
    return;
  }
  if (target.call === "key set") {
    send(response, json(200, place.signing.keySet()), undefined, place.clock);
    return;
  }
  const answered = await answerRelay(target, call, response, place);
  const { method, headers } = call;
  const header = typeof headers["authorization"] === "string" ? headers["authorization"] : undefined;
  const who = { scheme: schemeOf(header), keyMark: keyMarkOf(header) };
  place.record.add({ at: place.clock.now(), method, path, ...who, body: parseBody(call.body), ...answered });
}

interface Answered {
  readonly answered: number | "reset" | "hang";
  readonly requestId: string | undefined;
  readonly fault: string | undefined;
}

async function answerRelay(
  target: RelayCall,
  call: Call,
  response: ServerResponse,
  place: RelayPlace,
): Promise<Answered> {
  const met = meetFault(target, call, place);
  const instead = answerInstead(met.fault, place.settings.current.expiredFileStatus);
  const known = { requestId: met.requestId, fault: met.fault?.kind };
  if (instead === "hang") return { answered: "hang", ...known };
  if (instead === "reset") {
    reset(response);
    return { answered: "reset", ...known };
  }
  const answer = instead ?? (await answerTarget(target, call, response, place));
  if (answer === "streaming") return { answered: 200, ...known };
  const requestId = met.requestId ?? answer.headers["x-fal-request-id"];
  send(response, answer, met.fault, place.clock);
  return { answered: met.fault?.kind === "reset-after" ? "reset" : answer.status, ...known, requestId };
}

/** Faults meet only those who would have been let in. */
function meetFault(
  target: RelayCall,
  call: Call,
  place: RelayPlace,
): { readonly fault: Fault | undefined; readonly requestId: string | undefined } {
  const take = (at: Place, endpoint: string | undefined, prompt: string) => place.faults.take(at, endpoint, prompt);
  if (target.call === "file") {
    const owner = ownerOf(target.file, place.queue);
    return { fault: take("file", owner?.endpoint, promptOf(owner?.body)), requestId: owner?.requestId };
  }
  if (refuse(call, place)) return { fault: undefined, requestId: undefined };
  if (target.call === "submit") {
    const fault = call.method === "POST" ? take("submit", target.endpoint, promptOf(parseBody(call.body))) : undefined;
    return { fault, requestId: undefined };
  }
  const request = place.queue.find(target.requestId);
  const at = target.call === "stream" ? "status" : target.call;
  return { fault: take(at, request?.endpoint, promptOf(request?.body)), requestId: target.requestId };
}

async function answerTarget(
  target: RelayCall,
  call: Call,
  response: ServerResponse,
  place: RelayPlace,
): Promise<Answer | "streaming"> {
  if (target.call === "file") {
    const owner = ownerOf(target.file, place.queue);
    return answerFile(target.file, owner, { ...place, settings: place.settings.current });
  }
  if (call.path === "/" && call.method === "GET")
    return text(200, "Easel's sandbox relay. It speaks fal's queue protocol.\n");
  const refusal = refuse(call, place);
  if (refusal) return refusal;
  if (target.call === "submit") {
    return call.method === "POST" ? submit(target.endpoint, call, place) : json(405, { detail: "Method Not Allowed" });
  }
  const missing = missingEndpoint(target.call, call.method, place.settings);
  if (missing) return missing;
  const request = findRequest(target, place);
  if (target.call !== "stream") return answerRequestCall(target.call, request, call, place);
  if (request === undefined) return json(404, { detail: "Request not found" });
  void streamStatus(response, request.requestId, call.query, place);
  return "streaming";
}

function refuse(call: Call, { key, settings }: RelayPlace): Answer | undefined {
  const header = call.headers["authorization"];
  return refuseStranger(Array.isArray(header) ? header[0] : header, key, settings.current);
}

async function readCall(incoming: IncomingMessage): Promise<Call | "too-large"> {
  const url = new URL(incoming.url ?? "/", "http://relay");
  const parts: Buffer[] = [];
  let total = 0;
  for await (const part of incoming) {
    const bytes = Buffer.from(part);
    total += bytes.length;
    if (total > LARGEST_BODY_BYTES) return "too-large";
    parts.push(bytes);
  }
  const { method = "GET", headers } = incoming;
  return { method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(parts) };
}
