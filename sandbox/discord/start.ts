import { createHash } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { WebSocketServer } from "ws";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import { Answers } from "./answers.ts";
import { AttachmentFiles } from "./attachment-files.ts";
import { Commands } from "./commands.ts";
import { contentRoutes } from "./content-routes.ts";
import { DirectMessages } from "./direct-messages.ts";
import { refusal } from "./errors.ts";
import { Events } from "./events.ts";
import { DiscordFaults } from "./faults.ts";
import { Gateway } from "./gateway/gateway.ts";
import { InteractionTokens } from "./interaction-token.ts";
import { Interactions } from "./interactions.ts";
import { Messages } from "./messages.ts";
import { EventFeed } from "./person/event-feed.ts";
import { InteractionDesk } from "./person/interaction-desk.ts";
import { PersonError } from "./person/person-error.ts";
import { personRoutes } from "./person/person-routes.ts";
import { RateLimits } from "./rate-limits.ts";
import { type RecordedRequest, RequestLog, type Violation } from "./recorded-requests.ts";
import { accountRoutes, guildRoutes } from "./rest/account-routes.ts";
import { channelRoutes } from "./rest/channel-routes.ts";
import { commandRoutes } from "./rest/command-routes.ts";
import { gatewayRoutes } from "./rest/gateway-routes.ts";
import { interactionRoutes, interactionWebhookRoutes } from "./rest/interaction-routes.ts";
import { makeJudge } from "./rest/judge-request.ts";
import { restApi } from "./rest/pipeline.ts";
import { SandboxSettings } from "./settings.ts";
import { Snowflakes } from "./snowflakes.ts";
import { greatestId, openState } from "./state.ts";
import { ID, seedWorld } from "./world.ts";

export interface DiscordOptions {
  port: number;
  host?: string;
  clock: Clock;
  store: Store;
  filesDirectory: string;
  /** Address of the sandbox relay, for the page's panel. */
  relayUrl?: string;
  /** Mounts the page at /. */
  page?: (app: Hono) => void;
  token?: string;
}

export interface SandboxDiscord {
  /** The page's address. */
  url: string;
  /** What DISCORD_API_URL is set to; clients append /v10. */
  apiUrl: string;
  token: string;
  applicationId: string;
  /** Every rule of Discord's that a request of the bot broke. */
  violations(): Violation[];
  faults: DiscordFaults;
  settings: SandboxSettings;
  /** The bot's requests, oldest first. */
  requests(): RecordedRequest[];
  stop(): Promise<void>;
}

/** Looks like a bot token to clients that read the application's id off it; it can be nobody's. */
const TOKEN = `${Buffer.from(ID.application).toString("base64url")}.sandbox.not-a-secret-anywhere-else`;

/** Starts the sandbox's Discord. Rejects with the listening error, EADDRINUSE for a port in use. */
export async function startDiscord(options: DiscordOptions): Promise<SandboxDiscord> {
  const { clock, token = TOKEN, host = "127.0.0.1" } = options;
  const state = openState(options.store);
  seedWorld(state, clock.now());
  const ids = new Snowflakes(clock, greatestId(state));
  const secret = createHash("sha256").update(`sandbox ${token}`).digest("hex");
  const files = new AttachmentFiles({ directory: options.filesDirectory, state, ids, clock, secret });
  const events = new Events();
  const messages = new Messages({ state, ids, clock, files, events });
  const settings = new SandboxSettings({ state, events, messages });
  const interactions = new Interactions({ state, ids, clock, tokens: new InteractionTokens(secret) });
  const answers = new Answers({ state, messages, interactions, settings });
  const direct = new DirectMessages({ state, ids });
  const faults = new DiscordFaults((kind) => {
    if (kind === "reconnect") gateway.askToReconnect();
    else gateway.dropConnections();
  });
  const gateway = new Gateway({ state, ids, clock, events, messages, faults, token });
  const log = new RequestLog();
  const limits = new RateLimits({ clock, settings });

  const api = restApi({ clock, token, log, faults, limits, judge: makeJudge({ log, settings, state, interactions }) });
  gatewayRoutes(api, { gateway, url: () => `ws://${address}/gateway` });
  interactionRoutes(api, { answers, interactions, messages });
  interactionWebhookRoutes(api, { answers, interactions, messages });
  commandRoutes(api, { commands: new Commands({ state, ids, clock, events }), state });
  channelRoutes(api, { state, messages, settings });
  accountRoutes(api, { state, direct });
  guildRoutes(api, { state });
  api.all("*", () => Promise.reject(refusal.notFound()));

  const desk = new InteractionDesk({ state, files, messages, interactions, gateway, settings });
  const feed = new EventFeed({ state, events, messages });
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof PersonError) return c.json({ error: error.message }, 400);
    process.stderr.write(`sandbox Discord: ${error.stack ?? error.message}\n`);
    return c.json({ message: "500: Internal Server Error", code: 0 }, 500);
  });
  app.route("/api/v10", api);
  app.route("/api/v9", api);
  app.all("/api/*", (c) => c.json(refusal.invalidVersion().body(), 400));
  personRoutes(app, { state, messages, direct, gateway, desk, relay: options.relayUrl ?? null });
  contentRoutes(app, { files, state });
  options.page?.(app);

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const sockets = acceptSockets(server, gateway, feed);
  await listen(server, options.port, host);
  const address = addressOf(server, host);
  files.serveFrom(`http://${address}`);
  gateway.serveFrom(`ws://${address}/gateway`);
  return {
    url: `http://${address}`,
    apiUrl: `http://${address}/api`,
    token,
    applicationId: ID.application,
    violations: () => log.violations(),
    faults,
    settings,
    requests: () => log.requests(),
    async stop() {
      interactions.stop();
      gateway.stop();
      feed.stop();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Clients reach the gateway under whatever path they like; only the page's events have one of their own. */
function acceptSockets(server: Server, gateway: Gateway, feed: EventFeed): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (url.pathname === "/sandbox/api/events") feed.accept(accepted, url.searchParams.get("user") ?? "");
      else gateway.accept(accepted, url.searchParams.get("compress") === "zlib-stream");
    });
  });
  return sockets;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function addressOf(server: Server, host: string): string {
  const bound = server.address();
  return `${host}:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
}
