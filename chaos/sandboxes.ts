import { join } from "node:path";
import { type SandboxDiscord, startDiscord } from "../sandbox/discord/start.ts";
import type { RelaySettings } from "../sandbox/relay/settings.ts";
import { type SandboxRelay, startRelay } from "../sandbox/relay/start.ts";
import { openStore, type Store } from "../sandbox/store.ts";
import { FastClock } from "./fast-clock.ts";

/** What the program speaks to, all of it by one clock. */
export interface Sandboxes {
  readonly clock: FastClock;
  readonly store: Store;
  readonly discord: SandboxDiscord;
  readonly relay: SandboxRelay;
}

/** Both sandboxes with their files in a directory. */
export async function openSandboxes(
  directory: string,
  { speed, relay: settings }: { readonly speed: number; readonly relay: Partial<RelaySettings> },
): Promise<Sandboxes> {
  const clock = new FastClock({ origin: Date.now(), speed });
  const store = openStore();
  const relay = await startRelay({ port: 0, clock, store, filesDirectory: join(directory, "relay"), settings });
  const discord = await startDiscord({ port: 0, clock, store, filesDirectory: join(directory, "discord") });
  // A program that is killed and started again within 5 s would only wait.
  discord.settings.gateway.startLimits = false;
  return { clock, store, discord, relay };
}

/** What the program must be told to speak to them. */
export function environmentOf({ discord, relay }: Pick<Sandboxes, "discord" | "relay">): Record<string, string> {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    RELAY_URL: relay.url,
    RELAY_KEY: relay.key,
    PRIVATE_USE: "dm",
  };
}
