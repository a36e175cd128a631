import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDiscord } from "../sandbox/discord/start.ts";
import { startRelay } from "../sandbox/relay/start.ts";
import { openStore } from "../sandbox/store.ts";
import { startApp } from "../src/app.ts";
import { systemClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import { createLogger } from "../src/logger.ts";
import { person } from "../test/support/person.ts";
import { type Bench, type Measurement, timed } from "./bench.ts";
import { fillJobs } from "./many-jobs.ts";

const JOBS = 100_000;
/** Of one member; all others share the rest. */
const MINE = 40_000;
const TIMES = 300;
/** As far as people type before they look. */
const TYPED = [
  "",
  "a",
  "a l",
  "a light",
  "misty harbour",
  "dusk copper",
  "the old",
  "winter --style",
  "a fox in",
  "zzz",
];

/** Promised: 50 ms at the median. */
export const autocomplete: Bench = {
  about: `prompts offered while typing, with ${JOBS} stored jobs, from a person's key to their choices`,
  async run(say): Promise<Measurement[]> {
    const directory = await mkdtemp(join(tmpdir(), "easel-bench-"));
    const store = openStore();
    const clock = systemClock;
    const relay = await startRelay({ port: 0, clock, store, filesDirectory: join(directory, "relay") });
    const discord = await startDiscord({ port: 0, clock, store, filesDirectory: join(directory, "discord") });
    const read = readConfig({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      RELAY_URL: relay.url,
      RELAY_KEY: relay.key,
      DATA_DIR: join(directory, "bot"),
    });
    if (read.mode !== "real") throw new Error("the bot cannot be started");
    const mira = await person(discord, "Mira");
    say(`storing ${JOBS} jobs, ${MINE} of them of one member …`);
    await fillJobs(join(read.config.dataDir, "easel.db"), { jobs: JOBS, mine: MINE, userId: mira.id });
    const started = await startApp(read.config, { clock, log: createLogger("silent") });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    try {
      await timed("warm", TYPED.length, (round) => ask(round));
      return [await timed(`prompt, ${JOBS} jobs`, TIMES, ask), await timed(`preset, ${JOBS} jobs`, TIMES, askPreset)];
    } finally {
      await started.app.stop();
      await discord.stop();
      await relay.stop();
      store.close();
      await rm(directory, { recursive: true, force: true });
    }

    async function ask(round: number): Promise<void> {
      const typed = TYPED[round % TYPED.length] ?? "";
      const answer = await mira.autocomplete("flux", { prompt: typed }, "prompt");
      if (answer.outcome !== "choices") throw new Error(`no choices: ${JSON.stringify(answer)}`);
    }

    async function askPreset(): Promise<void> {
      await mira.autocomplete("flux", { prompt: "a", preset: "f" }, "preset");
    }
  },
};
