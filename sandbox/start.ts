import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "./clock.ts";
import { startDiscord } from "./discord/start.ts";
import { mountPage } from "./page/serve-page.ts";
import { startRelay } from "./relay/start.ts";
import { openStore } from "./store.ts";

export interface SandboxOptions {
  /** The page and Discord; the relay takes the next one. */
  readonly port: number;
  /** Its own folder "sandbox" is made in there. */
  readonly dataDir: string;
}

export interface Sandbox {
  /** Where a browser finds the page. */
  readonly pageUrl: string;
  /** What a bot is told in order to talk to it; the names of the variables are the README's. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the local Discord and the local relay. Both remember everything between starts. @throws when a port is taken. */
export async function startSandbox({ port, dataDir }: SandboxOptions, clock: Clock): Promise<Sandbox> {
  const directory = join(dataDir, "sandbox");
  mkdirSync(directory, { recursive: true });
  const store = openStore(join(directory, "sandbox.db"));
  const relay = await startRelay({
    port: port + 1,
    clock,
    store,
    filesDirectory: join(directory, "relay-files"),
    modelsDirectory: join(directory, "bot", "models"),
  });
  const discord = await startDiscord({
    port,
    clock,
    store,
    filesDirectory: join(directory, "discord-files"),
    relayUrl: relay.url,
    page: mountPage,
  }).catch(async (error) => {
    await relay.stop();
    throw error;
  });
  return {
    pageUrl: discord.url,
    environment: {
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: discord.token,
      RELAY_URL: relay.url,
      RELAY_KEY: relay.key,
      WEBHOOK_KEYS_URL: `${relay.url}/.well-known/jwks.json`,
      HOME_GUILD_ID: discord.guildId,
      DATA_DIR: join(directory, "bot"),
      PRIVATE_USE: "user-install",
    },
    async stop() {
      await discord.stop();
      await relay.stop();
      store.close();
    },
  };
}
