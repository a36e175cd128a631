import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "../..");
const FAST_TIME = pathToFileURL(join(ROOT, "chaos/child/fast-time.ts")).href;

/** fal's own client in a process of its own, following requests. */
export class Subscriber {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(relayUrl: string, mode: "polling" | "streaming", speed: number): Promise<Subscriber> {
    const fast = speed === 1 ? [] : ["--import", FAST_TIME];
    const child = spawn(process.execPath, [...fast, join(ROOT, "bench/child/subscribe.ts"), relayUrl, mode], {
      env: { ...process.env, CHAOS_SPEED: String(speed), CHAOS_ORIGIN: String(Date.now()) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.setMaxListeners(0);
    await once(child, "message");
    return new Subscriber(child);
  }

  /** Resolves when the client has the result of a request. */
  async follow(endpoint: string, prompt: string): Promise<void> {
    this.#child.send({ endpoint, prompt });
    for (;;) {
      const [said] = (await once(this.#child, "message")) as [{ prompt: string; error?: string }];
      if (said.prompt !== prompt) continue;
      if (said.error !== undefined) throw new Error(said.error);
      return;
    }
  }

  stop(): void {
    this.#child.kill("SIGKILL");
  }
}
