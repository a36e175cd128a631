/** What may be in memory at once, of one file and of all. */
export const MOST_OF_ONE = 8 * 1024 * 1024;
const MOST_OF_ALL = 64 * 1024 * 1024;

interface Fresh {
  readonly jobId: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Rejects where the store did not take it. */
  readonly stored: Promise<void>;
  /** Whether it is safe, so that its bytes may go. */
  safe: boolean;
}

/** Files that came a moment ago, by their path: their bytes, while the disk still writes them down. */
export class FreshFiles {
  readonly #files = new Map<string, Fresh>();
  #reserved = 0;

  /** Room for so many bytes, to be given back or filled with `add`; false where there is none. */
  reserve(bytes: number): boolean {
    if (bytes > MOST_OF_ONE) return false;
    for (const [path, file] of this.#files) {
      if (this.#reserved + bytes <= MOST_OF_ALL) break;
      if (file.safe) this.#forget(path, file);
    }
    if (this.#reserved + bytes > MOST_OF_ALL) return false;
    this.#reserved += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#reserved -= bytes;
  }

  /** For bytes whose room is reserved. */
  add(path: string, facts: Pick<Fresh, "jobId" | "name" | "bytes" | "stored">): void {
    const file: Fresh = { ...facts, safe: false };
    const before = this.#files.get(path);
    if (before !== undefined) this.#forget(path, before);
    this.#files.set(path, file);
    // Whoever settles the job hears of the fault.
    file.stored.then(
      () => {
        file.safe = true;
      },
      () => {},
    );
  }

  bytesOf(path: string): Buffer | null {
    return this.#files.get(path)?.bytes ?? null;
  }

  /** Resolves once the disk has said of a job's files whether it keeps them; of the one by that name, where it is given. */
  async overFor(jobId: string, name?: string): Promise<void> {
    for (const file of this.#files.values())
      if (file.jobId === jobId && (name === undefined || file.name === name)) await file.stored.catch(() => {});
  }

  /** Lets go of a job's bytes once its files are where they belong. @throws what kept them from it */
  async settle(jobId: string): Promise<void> {
    const own = [...this.#files].filter(([, file]) => file.jobId === jobId);
    const ends = await Promise.allSettled(own.map(([, { stored }]) => stored));
    for (const [path, file] of own) this.#forget(path, file);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  #forget(path: string, file: Fresh): void {
    if (this.#files.get(path) !== file) return;
    this.#files.delete(path);
    this.#reserved -= file.bytes.length;
  }
}
