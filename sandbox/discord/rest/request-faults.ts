import type { Context, Next } from "hono";
import { refusal } from "../errors.ts";
import type { DiscordFaults, RequestFault } from "../faults.ts";
import { SECOND_MS } from "../wire.ts";
import type { BotEnv } from "./bot-request.ts";

const REFUSALS: Partial<Record<RequestFault, () => Error>> = {
  unauthorized: refusal.unauthorized,
  token_expired: refusal.invalidToken,
  missing_permissions: refusal.missingPermissions,
  missing_access: refusal.missingAccess,
  unknown_message: refusal.unknownMessage,
  unknown_channel: refusal.unknownChannel,
  direct_messages_closed: refusal.directMessagesClosed,
};

/** Lets happen what was asked for by name, instead of or after the request's own work. */
export async function applyFault(c: Context<BotEnv>, faults: DiscordFaults, next: Next): Promise<Response | undefined> {
  const { method, route } = c.var.request;
  const fault = faults.takeForRequest(`${method} ${route}`);
  if (fault === undefined) {
    await next();
    return undefined;
  }
  const refuse = REFUSALS[fault.kind];
  if (refuse !== undefined) throw refuse();
  if (fault.kind === "5xx") return c.text("upstream connect error or disconnect/reset before headers", 503);
  if (fault.kind === "429" || fault.kind === "429_global") {
    return tooManyRequests(c, fault.retryAfterMs ?? SECOND_MS, fault.kind === "429_global" ? "global" : "user");
  }
  if (fault.kind === "reset_after") await next();
  c.env.incoming.socket.destroy();
  return c.body(null, 500);
}

/** Resets an upload while its bytes are on their way; nothing of it has been read then. */
export async function breakUpload(
  c: Context<BotEnv>,
  route: string,
  faults: DiscordFaults,
  next: Next,
): Promise<Response | undefined> {
  const isUpload = c.req.header("content-type")?.startsWith("multipart/form-data") === true;
  if (!isUpload || !faults.takeForUpload(`${c.req.method} ${route}`)) {
    await next();
    return undefined;
  }
  c.env.incoming.socket.resetAndDestroy();
  return c.body(null, 500);
}

/** Discord's 429: the wait stands in the headers and, with its fraction, in the body. */
export function tooManyRequests(c: Context<BotEnv>, waitMs: number, scope: "user" | "global" | "shared"): Response {
  const seconds = Math.max(0, waitMs) / SECOND_MS;
  c.header("Retry-After", String(Math.ceil(seconds)));
  c.header("X-RateLimit-Scope", scope);
  if (scope === "global") c.header("X-RateLimit-Global", "true");
  else c.header("X-RateLimit-Reset-After", seconds.toFixed(3));
  return c.json(
    { message: "You are being rate limited.", retry_after: Number(seconds.toFixed(3)), global: scope === "global" },
    429,
  );
}
