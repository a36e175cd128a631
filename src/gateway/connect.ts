import {
  ApplicationIntegrationType,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  OAuth2Scopes,
  Partials,
  Status,
} from "discord.js";
import { registeredAs } from "../commands/where-used.ts";
import type { Config } from "../config.ts";
import { viaFetch } from "../delivery/discord-api.ts";
import { NEEDED_PERMISSIONS } from "../delivery/needed-permissions.ts";
import type { Command } from "../interaction.ts";
import type { PrivateUse } from "../policy/private-use.ts";
import { type RouterOptions, route } from "./router.ts";

export interface Gateway {
  /** Where an operator invites the bot to a guild. */
  readonly invite: string;
  /** Where people add it to their own account; null where the operator does not let them. */
  readonly userInstall: string | null;
  /** Whether interactions reach us now. */
  isConnected(): boolean;
  /** Tells Discord the commands as they are now. */
  registerCommands(): Promise<void>;
  stop(): Promise<void>;
}

export type ConnectError =
  | { readonly kind: "token_refused" }
  | { readonly kind: "unreachable"; readonly detail: string };

export interface GatewayOptions extends RouterOptions {
  readonly config: Pick<Config, "discordApiUrl" | "discordToken" | "privateUse">;
}

/** Logs in, registers the commands and answers interactions until stopped. */
export async function connect(
  options: GatewayOptions,
): Promise<{ ok: true; gateway: Gateway } | { ok: false; error: ConnectError }> {
  const { log, api } = options;
  // No intents: interactions come without any, and the guilds' channels and members stay out of memory.
  const client = new Client({
    intents: [],
    partials: [Partials.Channel],
    rest: { api: options.config.discordApiUrl, makeRequest: viaFetch },
  });
  const underWay = new Set<Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    const answered = route(interaction, options)
      .catch((error) => log.error({ err: error, interaction: interaction.id }, "an answer could not be finished"))
      .finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  client.on(Events.Error, (error) => log.error({ err: error }, "the gateway reported an error"));
  client.on(Events.ShardReconnecting, () => log.info("connecting to Discord again"));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(options.config.discordToken);
  } catch (error) {
    await client.destroy();
    return { ok: false, error: connectError(error) };
  }
  const { application, user, guilds } = await ready;
  /** What Discord was last told, by scope: registering the same again would only cost time. */
  const told = new Map<string | null, string>();
  const registerCommands = async () => {
    for (const [guildId, commands] of byScope(options.commands(), options.config.privateUse)) {
      const text = JSON.stringify(commands);
      if (told.get(guildId) === text) continue;
      const registered = await api.registerCommands(application.id, commands, guildId);
      const facts = { commands: commands.length, ...(guildId === null ? {} : { guild: guildId }) };
      if (!registered.ok) log.error({ ...facts, code: registered.code }, notTaken(guildId));
      else {
        told.set(guildId, text);
        log.info(facts, "Discord knows the commands");
      }
    }
  };
  await registerCommands();
  log.info({ bot: user.tag, guilds: guilds.cache.size }, "connected to Discord");
  return {
    ok: true,
    gateway: {
      invite: client.generateInvite({
        scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands],
        permissions: NEEDED_PERMISSIONS.map(({ bit }) => bit),
      }),
      userInstall: options.config.privateUse === "user-install" ? userInstallOf(application.id) : null,
      isConnected: () => client.ws.shards.size > 0 && client.ws.shards.every(({ status }) => status === Status.Ready),
      registerCommands,
      async stop() {
        client.removeAllListeners(Events.ShardReconnecting);
        await client.destroy();
        await Promise.allSettled(underWay);
      },
    },
  };
}

function notTaken(guildId: string | null): string {
  if (guildId === null) return "Discord did not take the commands";
  return "Discord did not take /operator: is the bot in the server that HOME_GUILD_ID names? Invite it and start again.";
}

/** Those of everywhere under null, those of one guild under its id. */
function byScope(commands: readonly Command[], privateUse: PrivateUse): Map<string | null, Command["data"][]> {
  const scopes = new Map<string | null, Command["data"][]>([[null, []]]);
  for (const { data, guildId = null } of commands) {
    const known = scopes.get(guildId) ?? [];
    scopes.set(guildId, [...known, registeredAs(data, privateUse)]);
  }
  return scopes;
}

/** discord.js makes invitations to guilds only. */
function userInstallOf(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: OAuth2Scopes.ApplicationsCommands,
    integration_type: String(ApplicationIntegrationType.UserInstall),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

function connectError(error: unknown): ConnectError {
  const refused =
    error instanceof DiscordjsError &&
    (error.code === DiscordjsErrorCodes.TokenInvalid || error.code === DiscordjsErrorCodes.TokenMissing);
  if (refused) return { kind: "token_refused" };
  return { kind: "unreachable", detail: error instanceof Error ? error.message : String(error) };
}
