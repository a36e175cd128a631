import type { Hono } from "hono";
import type { Gateway } from "../gateway/gateway.ts";
import type { BotEnv } from "./bot-request.ts";

/** Where the gateway is. Clients append `?v=10&encoding=json` to the address as it stands. */
export function gatewayRoutes(api: Hono<BotEnv>, { gateway }: { gateway: Gateway }): void {
  api.get("/gateway", (c) => c.json({ url: gateway.information.url }));
  api.get("/gateway/bot", (c) => c.json(gateway.information));
}
