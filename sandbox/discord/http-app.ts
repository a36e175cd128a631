import { Hono } from "hono";
import { contentRoutes } from "./content-routes.ts";
import { refusal } from "./errors.ts";
import { isFromHere } from "./loopback-only.ts";
import type { Parts } from "./parts.ts";
import { PersonError } from "./person/person-error.ts";
import { personActionRoutes, personReadRoutes } from "./person/person-routes.ts";
import { accountRoutes, guildRoutes } from "./rest/account-routes.ts";
import { channelReadRoutes, channelWriteRoutes } from "./rest/channel-routes.ts";
import { commandRoutes } from "./rest/command-routes.ts";
import { emojiRoutes } from "./rest/emoji-routes.ts";
import { gatewayRoutes } from "./rest/gateway-routes.ts";
import { interactionRoutes, interactionWebhookRoutes } from "./rest/interaction-routes.ts";
import { makeJudge } from "./rest/judge-request.ts";
import { restApi } from "./rest/pipeline.ts";
import { RateLimits } from "./rest/rate-limits.ts";
import type { OpenApiCheck } from "./rules/openapi-check.ts";

/** All of HTTP: the bot's API, the person's, the contents, and last the page. */
export function httpApp(
  parts: Parts,
  options: {
    relay: string | null;
    openApi: OpenApiCheck | null;
    page?: (app: Hono) => void;
  },
): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof PersonError) return c.json({ error: error.message }, 400);
    process.stderr.write(`sandbox Discord: ${error.stack ?? error.message}\n`);
    return c.json({ message: "500: Internal Server Error", code: 0 }, 500);
  });
  app.use(async (c, next) => {
    if (isFromHere(c.req.header())) return next();
    return c.text("Only this machine's own programs may come in.", 403);
  });
  const api = botApi(parts, options);
  app.route("/api/v10", api);
  app.route("/api/v9", api);
  app.all("/api/*", (c) => c.json(refusal.invalidVersion().body(), 400));
  personReadRoutes(app, { ...parts, relay: options.relay });
  personActionRoutes(app, { ...parts, relay: options.relay });
  contentRoutes(app, parts);
  options.page?.(app);
  return app;
}

function botApi(parts: Parts, { openApi }: { openApi: OpenApiCheck | null }) {
  const api = restApi({ ...parts, limits: new RateLimits(parts), judge: makeJudge({ ...parts, openApi }) });
  gatewayRoutes(api, { gateway: parts.gateway });
  interactionRoutes(api, parts);
  interactionWebhookRoutes(api, parts);
  commandRoutes(api, parts);
  channelReadRoutes(api, parts);
  channelWriteRoutes(api, parts);
  accountRoutes(api, parts);
  guildRoutes(api, parts);
  emojiRoutes(api, parts);
  api.all("*", () => Promise.reject(refusal.notFound()));
  return api;
}
