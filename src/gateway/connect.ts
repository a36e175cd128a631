import { Client, DiscordjsError, DiscordjsErrorCodes, Events, OAuth2Scopes, Partials } from "discord.js";
import type { Config } from "../config.ts";
import { viaFetch } from "../delivery/discord-api.ts";
import { NEEDED_PERMISSIONS } from "../delivery/needed-permissions.ts";
import { type RouterOptions, route } from "./router.ts";

export interface Gateway {
  /** Where an operator invites the bot to a guild. */
  readonly invite: string;
  /** Tells Discord the commands as they are now. */
  registerCommands(): Promise<void>;
  stop(): Promise<void>;
}

export type ConnectError =
  | { readonly kind: "token_refused" }
  | { readonly kind: "unreachable"; readonly detail: string };

export interface GatewayOptions extends RouterOptions {
  readonly config: Pick<Config, "discordApiUrl" | "discordToken">;
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
  const registerCommands = async () => {
    const commands = options.commands().map(({ data }) => data);
    const registered = await api.registerCommands(application.id, commands);
    if (!registered.ok) log.error({ code: registered.code }, "Discord did not take the commands");
    else log.info({ commands: commands.length }, "Discord knows the commands");
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
      registerCommands,
      async stop() {
        client.removeAllListeners(Events.ShardReconnecting);
        await client.destroy();
        await Promise.allSettled(underWay);
      },
    },
  };
}

function connectError(error: unknown): ConnectError {
  const refused =
    error instanceof DiscordjsError &&
    (error.code === DiscordjsErrorCodes.TokenInvalid || error.code === DiscordjsErrorCodes.TokenMissing);
  if (refused) return { kind: "token_refused" };
  return { kind: "unreachable", detail: error instanceof Error ? error.message : String(error) };
}
