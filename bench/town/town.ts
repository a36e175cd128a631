import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TinyDiscord } from "./discord.ts";
import { Program, type ProgramOptions } from "./program.ts";
import { type Order, TinyRelay } from "./relay.ts";

export interface TownOptions {
  readonly orderFor?: (prompt: string) => Order;
  readonly guilds?: number;
}

/** What is left where the bench was stopped. */
const open = new Set<string>();
process.on("exit", () => {
  for (const directory of open) rmSync(directory, { recursive: true, force: true });
});

/** A Discord and a relay in this process, which also makes the load; programs run beside it and are measured alone. */
export class Town {
  readonly discord: TinyDiscord;
  readonly relay: TinyRelay;
  readonly directory: string;
  readonly #programs: Program[] = [];

  private constructor(discord: TinyDiscord, relay: TinyRelay, directory: string) {
    this.discord = discord;
    this.relay = relay;
    this.directory = directory;
  }

  static async open({ orderFor = () => HELD, guilds = 1 }: TownOptions = {}): Promise<Town> {
    const directory = await mkdtemp(join(tmpdir(), "easel-bench-"));
    open.add(directory);
    await mkdir(join(directory, "bot"));
    return new Town(await TinyDiscord.open({ guilds }), await TinyRelay.open(orderFor), directory);
  }

  get dataDirectory(): string {
    return join(this.directory, "bot");
  }

  async start(
    options: Omit<Partial<ProgramOptions>, "environment"> & { environment?: Record<string, string> } = {},
  ): Promise<Program> {
    const environment = {
      DISCORD_TOKEN: this.discord.token,
      DISCORD_API_URL: this.discord.url,
      RELAY_URL: this.relay.url,
      RELAY_KEY: this.relay.key,
      RELAY_CONCURRENCY: "20000",
      DATA_DIR: this.dataDirectory,
      ...options.environment,
    };
    const pace = { origin: Date.now(), speed: options.speed ?? 1 };
    this.discord.goAsFastAs(pace);
    const program = await Program.start({ ...options, ...pace, environment, directory: this.directory });
    this.#programs.push(program);
    return program;
  }

  /** A member asks for pictures. */
  paint(prompt: string, person: number, command = "flux") {
    const options = [{ name: "prompt", type: 3, value: prompt }];
    return this.discord.does({ kind: "command", name: command, options }, person);
  }

  async close(): Promise<void> {
    for (const program of this.#programs) await program.stop("SIGKILL");
    await this.discord.stop();
    await this.relay.stop();
    await rm(this.directory, { recursive: true, force: true });
    open.delete(this.directory);
  }
}

const HELD: Order = { durationMs: null, files: [] };
