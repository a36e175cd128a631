import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "../..");
const FAST_TIME = pathToFileURL(join(ROOT, "chaos/child/fast-time.ts")).href;

/** fal's own client in a process of its own, following requests. */
export class Subscriber {
  readonly #child: ChildProcess;
  readonly #under = new Map<string, PromiseWithResolvers<void>>();

  private constructor(child: ChildProcess) {
    this.#child = child;
    // One listener for all: what is said in one breath would pass by those who listen for one message at a time.
    child.on("message", ({ prompt, error }: { prompt: string; error?: string }) => {
      const each = this.#under.get(prompt);
      if (error === undefined) each?.resolve();
      else each?.reject(new Error(error));
    });
  }

  static async start(relayUrl: string, mode: "polling" | "streaming", speed: number): Promise<Subscriber> {
    const fast = speed === 1 ? [] : ["--import", FAST_TIME];
    const child = spawn(process.execPath, [...fast, join(ROOT, "bench/child/subscribe.ts"), relayUrl, mode], {
      env: { ...process.env, CHAOS_SPEED: String(speed), CHAOS_ORIGIN: String(Date.now()) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    await once(child, "message");
    return new Subscriber(child);
  }

  /** Resolves when the client has the result of a request. */
  follow(endpoint: string, prompt: string): Promise<void> {
    const result = Promise.withResolvers<void>();
    this.#under.set(prompt, result);
    this.#child.send({ endpoint, prompt });
    return result.promise;
  }

  stop(): void {
    this.#child.kill("SIGKILL");
  }
}
