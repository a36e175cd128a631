import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The real program as a process of its own, as an operator starts it. */
export class Program {
  readonly #child: ChildProcess;
  #output = "";
  readonly #listeners = new Set<() => void>();
  readonly exited: Promise<number | null>;

  constructor(
    environment: Readonly<Record<string, string>>,
    directory: string,
    task: readonly string[] = [],
    main = "src/main.ts",
  ) {
    const { PATH = "", HOME = "" } = process.env;
    this.#child = spawn(process.execPath, [resolve(main), ...task], {
      cwd: directory,
      // Not in each test's own data directory: every start would compile everything again.
      env: { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"), ...environment },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#output += String(chunk);
        for (const listener of this.#listeners) listener();
      });
    }
    this.exited = once(this.#child, "exit").then(([code]) => {
      for (const listener of this.#listeners) listener();
      return code as number | null;
    });
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves when the program has printed it; rejects when it ends before. */
  async printed(pattern: RegExp): Promise<void> {
    if (pattern.test(this.#output)) return;
    await new Promise<void>((resolve, reject) => {
      const listener = () => {
        if (!pattern.test(this.#output) && this.#child.exitCode === null && this.#child.signalCode === null) return;
        this.#listeners.delete(listener);
        if (pattern.test(this.#output)) resolve();
        else reject(new Error(`it ended without printing ${pattern}:\n${this.#output}`));
      };
      this.#listeners.add(listener);
    });
  }

  async kill(signal: "SIGKILL" | "SIGINT" | "SIGTERM"): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }
}
