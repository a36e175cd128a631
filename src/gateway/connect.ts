import {
  ApplicationIntegrationType,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  type Interaction,
  OAuth2Scopes,
  Partials,
} from "discord.js";
import type { Config } from "../config.ts";
import { NEEDED_PERMISSIONS } from "../delivery/needed-permissions.ts";
import { sendRequest } from "../delivery/send-request.ts";
import { type RouterOptions, refuse, route } from "./router.ts";
import { logShards, shardOptions, unconnected } from "./shards.ts";
import { type TellingOptions, tellingCommands } from "./tell-commands.ts";

export interface Gateway {
  /** Where an operator invites the bot to a guild. */
  readonly invite: string;
  /** Where people add it to their own account; null where the operator does not let them. */
  readonly userInstall: string | null;
  /** Whether interactions reach us now, on every shard. */
  isConnected(): boolean;
  /** Tells Discord the commands as they are now, where it does not know them. */
  registerCommands(): Promise<void>;
  stop(): Promise<void>;
}

export type ConnectError =
  | { readonly kind: "token_refused" }
  | { readonly kind: "more_shards_needed" }
  | { readonly kind: "too_many_starts"; readonly detail: string }
  | { readonly kind: "unreachable"; readonly detail: string };

export interface GatewayOptions extends RouterOptions, Pick<TellingOptions, "told"> {
  readonly config: Pick<Config, "discordApiUrl" | "discordToken" | "privateUse" | "shards">;
  /** Whether this process shall answer an interaction that others may have got as well. */
  readonly takes: (interactionId: string) => Promise<boolean>;
}

/** Logs in, registers the commands and answers interactions until stopped. */
export async function connect(
  options: GatewayOptions,
): Promise<{ ok: true; gateway: Gateway } | { ok: false; error: ConnectError }> {
  const { log } = options;
  // No intents: interactions come without any, and the guilds' channels and members stay out of memory.
  const client = new Client({
    intents: [],
    partials: [Partials.Channel],
    rest: { api: options.config.discordApiUrl, makeRequest: sendRequest },
    ...shardOptions(options.config.shards),
  });
  const underWay = new Set<Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    const answered = takenBy(interaction, options)
      .then((taker) => ANSWERS[taker](interaction, options))
      .catch((error) => log.error({ err: error, interaction: interaction.id }, "an answer could not be finished"))
      .finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  client.on(Events.Error, (error) => log.error({ err: error }, "the gateway reported an error"));
  let endCode: number | null = null;
  logShards(client, log, (code) => {
    endCode = code;
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(options.config.discordToken);
  } catch (error) {
    await client.destroy();
    return { ok: false, error: connectError(error, endCode) };
  }
  const { application, user, guilds } = await ready;
  const registerCommands = tellingCommands(application.id, options);
  // Those that Discord knows from before work all the same.
  await registerCommands().catch((error) => log.error({ err: error }, "Discord could not be told the commands"));
  const shards = [...client.ws.shards.keys()];
  log.info({ bot: user.tag, guilds: guilds.cache.size, shards, of: client.options.shardCount }, "connected to Discord");
  return {
    ok: true,
    gateway: {
      invite: client.generateInvite({
        scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands],
        permissions: NEEDED_PERMISSIONS.map(({ bit }) => bit),
      }),
      userInstall: options.config.privateUse === "user-install" ? userInstallOf(application.id) : null,
      isConnected: () => unconnected(client).length === 0,
      registerCommands,
      async stop() {
        client.removeAllListeners(Events.ShardReconnecting).removeAllListeners(Events.ShardDisconnect);
        await client.destroy();
        await Promise.allSettled(underWay);
      },
    },
  };
}

type Taker = "us" | "another" | "unknown";

/** While a person types, answers that come twice harm nobody. */
async function takenBy(interaction: Interaction, { takes, log }: GatewayOptions): Promise<Taker> {
  if (interaction.isAutocomplete()) return "us";
  try {
    return (await takes(interaction.id)) ? "us" : "another";
  } catch (error) {
    log.error({ err: error, interaction: interaction.id }, "it is not known whether another process answers");
    return "unknown";
  }
}

const ANSWERS: Record<Taker, typeof route> = {
  us: route,
  another: async () => {},
  // What is asked for once must not be done twice: the person reads that nothing was done.
  unknown: refuse,
};

/** discord.js makes invitations to guilds only. */
function userInstallOf(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: OAuth2Scopes.ApplicationsCommands,
    integration_type: String(ApplicationIntegrationType.UserInstall),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

function connectError(error: unknown, endCode: number | null): ConnectError {
  const refused =
    error instanceof DiscordjsError &&
    (error.code === DiscordjsErrorCodes.TokenInvalid || error.code === DiscordjsErrorCodes.TokenMissing);
  if (refused || endCode === GatewayCloseCodes.AuthenticationFailed) return { kind: "token_refused" };
  if (endCode === GatewayCloseCodes.ShardingRequired) return { kind: "more_shards_needed" };
  const detail = error instanceof Error ? error.message : `the gateway closed with ${endCode}`;
  // The words of @discordjs/ws, which has no kind for it.
  if (detail.startsWith("Not enough sessions remaining")) return { kind: "too_many_starts", detail };
  return { kind: "unreachable", detail };
}
