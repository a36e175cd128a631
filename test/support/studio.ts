import assert from "node:assert/strict";
import { subscribe } from "node:diagnostics_channel";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import sharp from "sharp";
import { startDiscord } from "../../sandbox/discord/start.ts";
import type { mountPage } from "../../sandbox/page/serve-page.ts";
import type { RelaySettings } from "../../sandbox/relay/settings.ts";
import { startRelay } from "../../sandbox/relay/start.ts";
import { openStore } from "../../sandbox/store.ts";
import { type App, startApp } from "../../src/app.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/logger.ts";
import { NOBODY_WATCHES, type Watched } from "../../src/watching.ts";
import { emptyTables } from "./databases.ts";
import { FakeClock } from "./fake-clock.ts";
import { type Person, type PersonFile, person } from "./person.ts";
import { statements } from "./postgres.ts";
import { keepPace } from "./queue-pace.ts";

interface TestContext {
  after(run: () => Promise<void>): void;
}

type Environment = Readonly<Record<string, string>>;

export interface StudioOptions {
  readonly relay?: Partial<RelaySettings>;
  /** Mounts the sandbox's page, for a test with a browser. */
  readonly page?: typeof mountPage;
  readonly environment?: Environment | ((relay: { url: string }) => Environment);
  /** Where the bot keeps its tables; "sqlite" unless STUDIO_DATABASE says so for every journey. */
  readonly database?: "sqlite" | "postgres";
}

/** How far the clock goes at a time: shorter than any time limit a request on the loopback could meet. */
const STEP_MS = 250;
/** Real milliseconds between two steps, for what is under way on the loopback. */
const REST_MS = 4;

/** The real bot between both sandboxes on one fake clock. When the test ends, every broken rule of Discord's fails it. */
export async function openStudio(t: TestContext, options: StudioOptions = {}) {
  const clock = new FakeClock();
  const directory = await mkdtemp(join(tmpdir(), "easel-"));
  const store = openStore();
  const relay = await startRelay({
    port: 0,
    clock,
    store,
    filesDirectory: join(directory, "relay"),
    modelsDirectory: join(directory, "bot", "models"),
    settings: { ...options.relay },
  });
  const { page } = options;
  const filesDirectory = join(directory, "discord");
  const discord = await startDiscord({ port: 0, clock, store, filesDirectory, ...(page ? { page } : {}) });
  // The bot waits for Discord's limits in real time, which does not move here.
  discord.settings.rateLimits = false;
  discord.settings.gateway.startLimits = false;
  const { database = process.env["STUDIO_DATABASE"] } = options;
  const postgres = database === "postgres" ? await emptyTables() : null;
  const log: string[] = [];
  const environment: Environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    RELAY_URL: relay.url,
    RELAY_KEY: relay.key,
    DATA_DIR: join(directory, "bot"),
    PRIVATE_USE: "dm",
    ...(postgres === null ? {} : { DATABASE_URL: postgres.url }),
    ...(typeof options.environment === "function" ? options.environment(relay) : options.environment),
  };
  const bot = new Bot(clock, log, environment);
  const others: Bot[] = [];
  let endPace = async () => {};
  t.after(async () => {
    for (const each of [...others, bot]) await each.stop();
    await endPace();
    await discord.stop();
    await relay.stop();
    store.close();
    await postgres?.drop();
    await rm(directory, { recursive: true, force: true });
    assert.deepEqual(discord.violations(), [], "a request broke Discord's rules");
    for (const secret of [discord.token, relay.key])
      assert.ok(!log.join("").includes(secret), "a secret is in the log");
  });
  await bot.start();
  if (postgres !== null) endPace = await keepPace(clock, postgres.url);
  const [mira, theo, nils, xiaoyu] = await Promise.all(
    (["Mira", "Theo", "Nils", "小雨"] as const).map((name) => person(discord, name)),
  );
  assert.ok(mira && theo && nils && xiaoyu);
  const until = (what: string, check: () => Promise<boolean> | boolean) => advanceUntil(clock, log, what, check);
  return {
    clock,
    relay,
    discord,
    bot,
    /** Another process of the same bot, not started yet; for PostgreSQL. */
    another(changes: Environment = {}): Bot {
      const other = new Bot(clock, log, { ...environment, ...changes });
      others.push(other);
      return other;
    },
    log,
    mira,
    theo,
    nils,
    xiaoyu,
    until,
    /** Advances time until a person's view of a channel has a line that matches. @returns the whole transcript. */
    async seen(who: Person, line: RegExp, channel = "general"): Promise<string[]> {
      let lines: string[] = [];
      await until(`${line} in #${channel}, of\n${"  "}`, async () => {
        lines = await who.transcript(channel);
        return lines.some((each) => line.test(each));
      }).catch((error: Error) => assert.fail(`${error.message}${lines.join("\n  ")}`));
      // People see a message a moment before the bot reads that Discord took it, and writes that down.
      await quiet();
      return lines;
    },
  };
}

export type Studio = Awaited<ReturnType<typeof openStudio>>;

async function advanceUntil(clock: FakeClock, log: string[], what: string, check: () => Promise<boolean> | boolean) {
  const giveUpAt = clock.now() + 3 * 60 * 60_000;
  for (let step = 0; clock.now() < giveUpAt && step < 6_000; step += 1) {
    if (await check()) return;
    await quiet();
    clock.advance(STEP_MS);
  }
  throw new Error(`never came: ${what}\n${log.slice(-20).join("")}`);
}

/** Requests on the loopback, between the bot and both sandboxes, that began or ended in this process. */
let traffic = 0;
for (const event of ["http.server.request.start", "http.server.response.finish"]) {
  subscribe(event, () => {
    traffic += 1;
  });
}
/** How often it rests at most: a request may wait for the clock itself. */
const MOST_RESTS = 50;

/** Rests until nothing comes and goes: on a busy machine the clock must not run away from what is under way. */
export async function quiet(): Promise<void> {
  for (let rest = 0; rest < MOST_RESTS; rest += 1) {
    const before = traffic + statements.begun;
    await setTimeout(REST_MS);
    if (traffic + statements.begun === before && !waitsForTheSystem()) return;
  }
}

/** For the disk, for a connection, or for a database. */
function waitsForTheSystem(): boolean {
  return statements.underWay > 0 || process.getActiveResourcesInfo().some((kind) => /^(FSReq|TCPConnect)/.test(kind));
}

/** The bot of a studio, which can be stopped and started on the same data. */
class Bot {
  readonly #clock: FakeClock;
  readonly #log: string[];
  #environment: Environment;
  #app: App | null = null;
  /** The operator's instruments, from the next start on. */
  watching = NOBODY_WATCHES;
  /** Room on its disk. */
  freeBytes = 100 * 1024 ** 3;

  constructor(clock: FakeClock, log: string[], environment: Environment) {
    this.#clock = clock;
    this.#log = log;
    this.#environment = environment;
  }

  get config(): Config {
    const outcome = readConfig(this.#environment);
    assert.ok(outcome.mode === "real");
    return outcome.config;
  }

  get watched(): Watched {
    assert.ok(this.#app);
    return this.#app.watched;
  }

  async start(): Promise<void> {
    const log = createLogger("info", { write: (line) => void this.#log.push(line) });
    const started = await startApp(this.config, {
      clock: this.#clock,
      log,
      instruments: this.watching,
      freeBytes: async () => this.freeBytes,
    });
    assert.ok(started.ok, JSON.stringify(started));
    this.#app = started.app;
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
    this.#app = null;
  }

  /** Stops it and starts it again, from then on with `changes` in its environment. */
  async restart(changes: Environment = {}): Promise<void> {
    await this.stop();
    this.#environment = { ...this.#environment, ...changes };
    await this.start();
  }
}

/** A real PNG as a person would attach it. */
export async function picture(
  name = "picture.png",
  width = 64,
  height = 48,
  background = "#3377aa",
): Promise<PersonFile> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  return { name, type: "image/png", bytes };
}
