import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { systemClock } from "../../sandbox/clock.ts";
import { startDiscord } from "../../sandbox/discord/start.ts";
import type { RelaySettings } from "../../sandbox/relay/settings.ts";
import { startRelay } from "../../sandbox/relay/start.ts";
import { openStore } from "../../sandbox/store.ts";
import { person } from "./person.ts";
import { Program } from "./program.ts";

/** Both sandboxes in this process on the machine's time, the bot in its own, killed and started as a test wants. */
export async function openHouse(t: TestContext, settings: Partial<RelaySettings> = {}, main?: string) {
  const directory = await mkdtemp(join(tmpdir(), "easel-"));
  const store = openStore();
  const relay = await startRelay({
    port: 0,
    clock: systemClock,
    store,
    filesDirectory: join(directory, "relay"),
    settings: { speed: 3, ...settings },
  });
  const discord = await startDiscord({
    port: 0,
    clock: systemClock,
    store,
    filesDirectory: join(directory, "discord"),
  });
  discord.settings.gateway.startLimits = false;
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    RELAY_URL: relay.url,
    RELAY_KEY: relay.key,
    DATA_DIR: join(directory, "bot"),
  };
  const programs: Program[] = [];
  let onPurpose = /(?!)/;
  /** `task` is what stands after `npm start --`: "doctor", "--json". */
  const start = (changes: Record<string, string> = {}, ...task: string[]) => {
    const program = new Program({ ...environment, ...changes }, directory, task, main);
    programs.push(program);
    return program;
  };
  t.after(async () => {
    for (const program of programs) {
      if ("passed" in t && !t.passed) t.diagnostic(program.output);
      await program.kill("SIGKILL");
    }
    await discord.stop();
    await relay.stop();
    store.close();
    await rm(directory, { recursive: true, force: true });
    const violations = discord.violations().filter(({ request }) => !onPurpose.test(request));
    assert.deepEqual(violations, [], "a request broke Discord's rules");
  });
  const mira = await person(discord, "Mira");
  /** Waits in real time until what Mira sees matches; the test's own time limit ends it otherwise. */
  const seen = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const transcript = (await mira.transcript()).join("\n");
      if (pattern.test(transcript)) return transcript;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  /** For what tries out where Discord's rules end. */
  const brokenOnPurpose = (request: RegExp) => {
    onPurpose = request;
  };
  return { directory, environment, relay, discord, start, mira, seen, brokenOnPurpose };
}

/** What the program prints when people can use it. */
export const READY = /Easel is ready/;
