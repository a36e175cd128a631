import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { type Answer, type Call, json } from "./answer.ts";
import { detail } from "./errors.ts";
import type { Models } from "./models.ts";
import { promptOf, readWishes } from "./prompt-wishes.ts";
import type { RelayQueue } from "./queue.ts";
import type { RelayModel } from "./relay-model.ts";
import { splitEndpoint } from "./relay-path.ts";
import type { QueueRequest } from "./request.ts";
import type { LiveSettings } from "./settings.ts";
import { submitBody } from "./status-body.ts";

/** What it takes to find a worker even when all are idle, at speed 1; without it nobody would ever see IN_QUEUE. */
const DISPATCH_MS = 600;
const LONGEST_START_MS = 24 * 3_600_000;

export interface SubmitPlace {
  readonly queue: RelayQueue;
  readonly models: Models;
  readonly settings: LiveSettings;
  readonly clock: Clock;
  readonly ownUrl: () => string;
}

export function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Takes a request into the queue, or says why not. */
export function submit(endpoint: string, call: Call, place: SubmitPlace): Answer {
  const { queue, models, settings, clock, ownUrl } = place;
  models.refresh();
  const model = models.find(endpoint);
  if (model === undefined) return unknownModel(endpoint, place);
  const body = parseBody(call.body);
  if (body === undefined) {
    return json(422, { detail: [detail("json_invalid", ["body", 0], "JSON decode error", {})] });
  }
  if (settings.current.schemaErrors === "submit") {
    const checked = model.validate(body, settings.current);
    if (!checked.ok) return json(422, { detail: checked.details });
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return json(422, { detail: [detail("dict_type", ["body"], "Input should be a valid dictionary", body)] });
  }
  const request = makeRequest(model, Object.fromEntries(Object.entries(body)), call, settings, clock.now());
  queue.accept(request);
  const answer = submitBody(request, queue.position(request.requestId), settings.current, ownUrl());
  return json(200, answer, { "x-fal-request-id": request.requestId });
}

function unknownModel(endpoint: string, { models, settings }: SubmitPlace): Answer {
  const { owner, app, path } = splitEndpoint(endpoint);
  if (settings.current.refusals === "openai") {
    const message = `当前分组下对于模型 ${endpoint} 无可用渠道`;
    return json(503, { error: { message, type: "new_api_error", param: "", code: "model_not_found" } });
  }
  if (models.knowsApp(owner, app)) return json(404, { detail: `Path /${path} not found` });
  return json(404, { detail: `Application '${app || endpoint}' not found` });
}

function makeRequest(
  model: RelayModel,
  body: Record<string, unknown>,
  call: Call,
  settings: LiveSettings,
  now: number,
): QueueRequest {
  const requestId = randomUUID();
  const wishes = readWishes(promptOf(body));
  const { current } = settings;
  const startTimeoutSeconds = Number(header(call, "x-fal-request-timeout"));
  return {
    requestId,
    endpoint: model.endpoint,
    app: model.app === "flux-lora" && current.loraAnswersFluxPro ? "flux-pro" : model.app,
    body,
    seed:
      (wishes.deafToSettings ? undefined : seedGiven(call.body)) ??
      seedFor(requestId, wishes.longSeed || model.longSeeds),
    priority: header(call, "x-fal-queue-priority") === "low" ? "low" : "normal",
    acceptedAt: now,
    notBefore: now + Math.round((wishes.heldInQueueMs + DISPATCH_MS) / current.speed),
    ...(startTimeoutSeconds > 0 ? { startBy: now + Math.min(startTimeoutSeconds * 1000, LONGEST_START_MS) } : {}),
    ...webhookAsked(call),
    fileLifeMs: fileLifeAsked(call) ?? current.fileLifeMs,
    state: "queued",
    files: [],
    chargedUsd: 0,
  };
}

function webhookAsked({ query }: Call): { webhook?: string } {
  const webhook = query.get("fal_webhook");
  return webhook !== null && /^https?:/.test(webhook) && URL.canParse(webhook) ? { webhook } : {};
}

function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The seed's own digits: parsed as a number they would be rounded beyond 2^53. A bare `"seed":` is never in a string. */
function seedGiven(body: Buffer): string | undefined {
  return /"seed"\s*:\s*(-?\d+)/.exec(body.toString("utf8"))?.[1];
}

/** A seed of 64 bits, as the flux-1 models answer, or of 32, as the kontext models do. */
function seedFor(requestId: string, long: boolean): string {
  const hash = createHash("sha256").update(requestId).digest();
  return long ? hash.readBigUInt64LE(0).toString() : hash.readUInt32LE(0).toString();
}

function fileLifeAsked(call: Call): number | undefined {
  const preference = header(call, "x-fal-object-lifecycle-preference");
  const parsed = preference === undefined ? undefined : parseBody(Buffer.from(preference));
  if (typeof parsed !== "object" || parsed === null || !("expiration_duration_seconds" in parsed)) return undefined;
  const seconds = Number(parsed.expiration_duration_seconds);
  return seconds > 0 ? seconds * 1000 : undefined;
}
