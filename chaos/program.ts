import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { builtProgram } from "./built-program.ts";
import type { Pace } from "./fast-clock.ts";

const FAST_TIME = pathToFileURL(join(import.meta.dirname, "child/fast-time.ts")).href;

export interface ProgramOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Its working directory, without a .env file. */
  readonly directory: string;
  readonly pace: Pace;
  /** Who it runs as; undefined for whoever runs the harness. */
  readonly user: number | undefined;
  /** Counted moment at which it is struck dead by itself; 0 for never. */
  readonly dieAtMoment: number;
  readonly nodeOptions?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Whatever ends the harness, no program outlives it. */
const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/** The real program as a process of its own, at the plan's pace. */
export class FastProgram {
  readonly #child: ChildProcess;
  readonly #watchers = new Set<{ pattern: RegExp; seen: () => void }>();
  #rest = "";
  readonly lines: string[] = [];
  /** Where child/fast-time.ts looks for what it is asked, and leaves its answers. */
  readonly commandFile: string;
  readonly ended: Promise<Ended>;
  hasEnded = false;

  constructor(options: ProgramOptions) {
    this.commandFile = join(options.directory, "command");
    const { PATH = "", HOME = "" } = process.env;
    const { user } = options;
    const { main, compileCache } = builtProgram();
    this.#child = spawn(
      process.execPath,
      [...(options.nodeOptions ?? []), "--enable-source-maps", "--import", FAST_TIME, main],
      {
        cwd: options.directory,
        env: {
          PATH,
          HOME,
          NODE_COMPILE_CACHE: compileCache,
          CHAOS_SPEED: String(options.pace.speed),
          CHAOS_ORIGIN: String(options.pace.origin),
          CHAOS_DIE_AT_MOMENT: String(options.dieAtMoment),
          CHAOS_COMMAND_FILE: this.commandFile,
          ...options.environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
        ...(user === undefined ? {} : { uid: user, gid: user }),
      },
    );
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk) => this.#read(String(chunk)));
    living.add(this.#child);
    this.ended = once(this.#child, "close").then(([code, signal]) => {
      living.delete(this.#child);
      this.hasEnded = true;
      this.#read("\n");
      return { code, signal } as Ended;
    });
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  /** Calls `seen` at the next line that matches, once. */
  watch(pattern: RegExp, seen: () => void): void {
    this.#watchers.add({ pattern, seen });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Asks child/fast-time.ts for something. */
  command(command: "memory"): void {
    writeFileSync(this.commandFile, command);
    this.signal("SIGUSR2");
  }

  #read(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") continue;
      this.lines.push(line);
      for (const watcher of [...this.#watchers]) {
        if (!watcher.pattern.test(line)) continue;
        this.#watchers.delete(watcher);
        watcher.seen();
      }
    }
  }
}
