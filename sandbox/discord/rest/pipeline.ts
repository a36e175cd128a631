import type { Context, Next } from "hono";
import { Hono } from "hono";
import type { Clock } from "../../clock.ts";
import { DiscordError, refusal } from "../errors.ts";
import type { DiscordFaults } from "../faults.ts";
import type { RequestLog } from "../recorded-requests.ts";
import { type BotEnv, readBotRequest } from "./bot-request.ts";
import type { JudgeRequest } from "./judge-request.ts";
import type { RateLimits } from "./rate-limits.ts";
import { applyFault, breakUpload } from "./request-faults.ts";

interface Deps {
  clock: Clock;
  token: string;
  log: RequestLog;
  faults: DiscordFaults;
  limits: RateLimits;
  judge: JudgeRequest;
}

/** Their secret stands in the path; an Authorization header is neither needed nor looked at. */
const OPEN_ROUTES = [/^\/interactions\/[^/]+\/[^/]+\/callback$/, /^\/webhooks\/[^/]+\/[^/]+(\/|$)/, /^\/gateway$/];

/** The way of every request: read, fault, identity, rate limit, rules, then its route; refusals in Discord's words. */
export function restApi({ clock, token, log, faults, limits, judge }: Deps): Hono<BotEnv> {
  const api = new Hono<BotEnv>();
  api.onError((error, c) => {
    if (error instanceof DiscordError) return answerRefusal(c, error, log);
    throw error;
  });
  api.notFound((c) => answerRefusal(c, refusal.notFound(), log));
  const record = async (c: Context<BotEnv>, next: Next) => {
    const route = routeOf(c);
    c.set("request", { method: c.req.method, route, query: new URLSearchParams(), body: undefined, files: [] });
    await next();
    const { body, files } = c.var.request;
    log.record({
      method: c.req.method,
      route,
      body,
      files: files.map((file) => ({ field: file.field, name: file.name, bytes: file.bytes.length })),
      status: c.env.incoming.socket.destroyed ? 0 : c.res.status,
      at: clock.now(),
    });
  };
  const read = async (c: Context<BotEnv>, next: Next) => {
    c.set("request", await readBotRequest(c.req.raw, c.req.method, routeOf(c)));
    await next();
  };
  const identify = async (c: Context<BotEnv>, next: Next) => {
    const open = OPEN_ROUTES.some((route) => route.test(routeOf(c)));
    if (!open && c.req.header("authorization") !== `Bot ${token}`) throw refusal.unauthorized();
    await next();
  };
  const check = async (c: Context<BotEnv>, next: Next) => {
    judge(c.var.request);
    await next();
  };
  api.use(
    record,
    (c, next) => limits.apply(c, routeOf(c), next),
    (c, next) => breakUpload(c, routeOf(c), faults, next),
    read,
    (c, next) => applyFault(c, faults, next),
  );
  api.use(identify, check);
  return api;
}

/** "/webhooks/1290…/aW50…/messages/@original": clients send the @ percent-encoded. */
export function routeOf(c: Context): string {
  const path = c.req.path.replace(/^\/api(\/v\d+)?/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function answerRefusal(c: Context, error: DiscordError, log: RequestLog): Response {
  if (error.breaksRule) {
    log.violate({ request: `${c.req.method} ${routeOf(c)}`, rule: String(error.code), detail: error.message });
  }
  return c.json(error.body(), error.status as 400);
}
