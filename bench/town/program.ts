import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "../..");
const REPORT = pathToFileURL(join(ROOT, "bench/child/report.ts")).href;
const FAST_TIME = pathToFileURL(join(ROOT, "chaos/child/fast-time.ts")).href;
const READY = /Easel is ready/;
const START_LIMIT_MS = 60_000;

export interface Used {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly cpuMs: number;
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

export interface ProgramOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Its working directory, without a .env file. */
  readonly directory: string;
  /** How much faster its time goes; 1 for as it is. */
  readonly speed?: number;
  /** Since when, in milliseconds since the Unix epoch; its start without it. */
  readonly origin?: number;
  /** Nothing in the process but the program: it cannot be asked what it used. */
  readonly bare?: boolean;
  readonly nodeOptions?: readonly string[];
  /** Seen when it stands; another one for a worker, which is nobody's guest. */
  readonly ready?: RegExp;
}

/** Whatever ends the bench, no program outlives it. */
const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** The real program as a process of its own. */
export class Program {
  readonly #child: ChildProcess;
  readonly lines: string[] = [];
  readyInMs = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when it says that it is ready. */
  static async start(options: ProgramOptions): Promise<Program> {
    const { speed = 1, bare = false, ready = READY } = options;
    const { PATH = "", HOME = "" } = process.env;
    const fast = speed === 1 ? [] : ["--import", FAST_TIME];
    const flags = [...(options.nodeOptions ?? []), ...(bare ? [] : ["--expose-gc", "--import", REPORT]), ...fast];
    const { origin = Date.now() } = options;
    const pace = speed === 1 ? {} : { CHAOS_SPEED: String(speed), CHAOS_ORIGIN: String(origin) };
    const from = performance.now();
    const child = spawn(process.execPath, [...flags, join(ROOT, "dist/main.js")], {
      cwd: options.directory,
      env: { PATH, HOME, NODE_ENV: "production", LOG_LEVEL: "error", ...pace, ...options.environment },
      stdio: ["ignore", "pipe", "pipe", bare ? "ignore" : "ipc"],
    });
    living.add(child);
    child.once("exit", () => living.delete(child));
    const program = new Program(child);
    const { promise, resolve: stands, reject } = Promise.withResolvers<void>();
    const limit = setTimeout(() => reject(new Error("the program did not become ready")), START_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        program.lines.push(String(chunk));
        if (ready.test(String(chunk))) stands();
      });
    child.once("exit", (code) => reject(new Error(`the program ended (${code}): ${program.lines.join("")}`)));
    await promise.finally(() => clearTimeout(limit));
    program.readyInMs = performance.now() - from;
    return program;
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** What the process has used so far; after `collect` the memory is what it cannot give back. */
  async used(question: "now" | "collect" = "now"): Promise<Used> {
    if (this.#hasEnded) throw new Error(`the program has ended: ${this.lines.join("").slice(-500)}`);
    const over = new AbortController();
    const ended = once(this.#child, "exit", over).then(() => {
      throw new Error(`the program has ended: ${this.lines.join("").slice(-500)}`);
    });
    ended.catch(() => {});
    const answer = once(this.#child, "message", over);
    this.#child.send(question);
    const [used] = await Promise.race([answer, ended]).finally(() => over.abort());
    return used as Used;
  }

  watchLoop(): void {
    this.#child.send("watch loop");
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    await ended;
  }
}

/** `EASEL_BENCH_PROFILE=directory`: where the programs' profiles go, to see what to mend. */
export function profiling(): string[] {
  const directory = process.env["EASEL_BENCH_PROFILE"];
  return directory === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${directory}`];
}
