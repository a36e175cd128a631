import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../sandbox/clock.ts";
import { type DiscordOptions, type SandboxDiscord, startDiscord } from "../../../sandbox/discord/start.ts";
import { openStore } from "../../../sandbox/store.ts";

/** A sandbox Discord of its own for a test, on a port of its own, remembered nowhere unless a store is given. */
export async function startSandboxDiscord(options: Partial<DiscordOptions> = {}): Promise<SandboxDiscord> {
  const filesDirectory = options.filesDirectory ?? (await mkdtemp(join(tmpdir(), "sandbox-discord-")));
  const discord = await startDiscord({ port: 0, clock: systemClock, store: openStore(), ...options, filesDirectory });
  // Bots of tests come and go faster than Discord lets them.
  discord.settings.gateway.startLimits = false;
  return discord;
}
