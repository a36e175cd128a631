import type { Hono } from "hono";
import { type Gateway, IDENTIFIES_A_DAY } from "../gateway/gateway.ts";
import { SECOND_MS } from "../wire.ts";
import type { BotEnv } from "./bot-request.ts";

const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** Where the gateway is. Clients append `?v=10&encoding=json` to the address as it stands. */
export function gatewayRoutes(api: Hono<BotEnv>, { gateway, url }: { gateway: Gateway; url: () => string }): void {
  api.get("/gateway", (c) => c.json({ url: url() }));
  api.get("/gateway/bot", (c) =>
    c.json({
      url: url(),
      shards: 1,
      session_start_limit: {
        total: IDENTIFIES_A_DAY,
        remaining: gateway.identifiesLeft,
        reset_after: DAY_MS,
        max_concurrency: 1,
      },
    }),
  );
}
