import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../clock.ts";

const HELD = "held";
/** Longer than a bucket is out of reach unnoticed, and a bot is stopped for it. */
const HELD_FOR_MS = 7 * 24 * 60 * 60_000;

/** This machine's directory for files on their way: half downloads, copies for an upload, and what waits for a bucket. */
export class Scratch {
  readonly #directory: string;
  readonly #clock: Clock;

  constructor(directory: string, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
  }

  async make(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
  }

  path(extension: string): string {
    return join(this.#directory, `${randomUUID()}.${extension}`);
  }

  /** Where a whole file waits that the archive did not take: it may be fetched from nowhere any more. */
  heldPath(jobId: string, name: string): string {
    return join(this.#directory, [HELD, jobId, name].join("."));
  }

  /** Keeps a file for the next try. A fault leaves it where it is. */
  async hold(from: string, jobId: string, name: string): Promise<void> {
    const path = this.heldPath(jobId, name);
    await rename(from, path)
      .then(() => this.touch(path))
      .catch(() => {});
  }

  /** From now on it counts as new: a second link to an old file is as old as that. */
  async touch(path: string): Promise<void> {
    const now = new Date(this.#clock.now());
    await utimes(path, now, now);
  }

  async forget(jobId: string): Promise<void> {
    const held = (await this.#entries()).filter((name) => name.startsWith(`${HELD}.${jobId}.`));
    for (const name of held) await this.#remove(name);
  }

  /** Removes what nobody touched for so long; what is held for a bucket stays longer. @returns how many files */
  async sweep(untouchedForMs: number): Promise<number> {
    const swept = (await this.#entries()).map(async (name) => {
      const limit = name.startsWith(`${HELD}.`) ? Math.max(HELD_FOR_MS, untouchedForMs) : untouchedForMs;
      if (limit > 0 && (await this.#ageOf(name)) < limit) return false;
      await this.#remove(name);
      return true;
    });
    return (await Promise.all(swept)).filter(Boolean).length;
  }

  #entries(): Promise<string[]> {
    return readdir(this.#directory);
  }

  /** Zero for what is gone meanwhile. */
  async #ageOf(name: string): Promise<number> {
    const facts = await stat(join(this.#directory, name)).catch(() => null);
    return facts === null ? 0 : this.#clock.now() - facts.mtimeMs;
  }

  async #remove(name: string): Promise<void> {
    await rm(join(this.#directory, name), { recursive: true, force: true });
  }
}
