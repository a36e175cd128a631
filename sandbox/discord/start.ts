import { join } from "node:path";
import type { Hono } from "hono";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { DiscordFaults } from "./faults.ts";
import { httpApp } from "./http-app.ts";
import { makeParts } from "./parts.ts";
import type { RecordedRequest, Violation } from "./recorded-requests.ts";
import { loadOpenApiCheck, type OpenApiCheck } from "./rules/openapi-check.ts";
import { serve } from "./server.ts";
import type { SandboxSettings } from "./settings.ts";
import { ID } from "./world.ts";

export interface DiscordOptions {
  /** 0 takes any free one. */
  port: number;
  host?: string;
  clock: Clock;
  store: Store;
  /** Where attachments are kept. */
  filesDirectory: string;
  /** Address of the sandbox relay, for the page's panel. */
  relayUrl?: string;
  /** Mounts the page at /. */
  page?: (app: Hono) => void;
  token?: string;
  /** Discord's OpenAPI document, against which requests are checked too; without the file they are not. */
  openApiFile?: string;
}

export interface SandboxDiscord {
  /** The page's address. */
  url: string;
  /** What DISCORD_API_URL is set to; clients append /v10. */
  apiUrl: string;
  token: string;
  applicationId: string;
  /** The guild that is there from the start. */
  guildId: string;
  /** Every rule of Discord's that a request of the bot broke. */
  violations(): Violation[];
  faults: DiscordFaults;
  settings: SandboxSettings;
  /** The shards that the bot is connected for now: "0/2", once for each session. */
  shards(): string[];
  /** The bot's requests, oldest first. */
  requests(): RecordedRequest[];
  stop(): Promise<void>;
}

/** Looks like a bot token to clients that read the application's id off it; it opens nothing anywhere else. */
const TOKEN = `${Buffer.from(ID.application).toString("base64url")}.sandbox.not-a-secret-anywhere-else`;

/** Lies beside the project, not in it. */
const OPEN_API_FILE = join(import.meta.dirname, "../../../shared/data/discord-openapi.json");

/** Read once in a process: it takes a fifth of a second, and tests start many sandboxes. */
const documents = new Map<string, Promise<OpenApiCheck | null>>();

function openApiCheck(file: string): Promise<OpenApiCheck | null> {
  const known = documents.get(file) ?? loadOpenApiCheck(file);
  documents.set(file, known);
  return known;
}

/** Starts the sandbox's Discord on loopback. Rejects with the listening error, EADDRINUSE for a port in use. */
export async function startDiscord(options: DiscordOptions): Promise<SandboxDiscord> {
  const { token = TOKEN, host = "127.0.0.1", port, page } = options;
  const parts = makeParts({ ...options, token });
  const openApi = await openApiCheck(options.openApiFile ?? OPEN_API_FILE);
  const app = httpApp(parts, {
    openApi,
    relay: options.relayUrl ?? null,
    ...(page === undefined ? {} : { page }),
  });
  const server = await serve(app, parts, { port, host });
  parts.files.serveFrom(`http://${server.address}`);
  parts.gateway.serveFrom(`ws://${server.address}/gateway`);
  return {
    url: `http://${server.address}`,
    apiUrl: `http://${server.address}/api`,
    token,
    applicationId: ID.application,
    guildId: ID.guild,
    violations: () => parts.log.violations(),
    faults: parts.faults,
    settings: parts.settings,
    shards: () => parts.gateway.shards,
    requests: () => parts.log.requests(),
    async stop() {
      parts.interactions.stop();
      parts.gateway.stop();
      parts.feed.stop();
      await server.stop();
    },
  };
}
