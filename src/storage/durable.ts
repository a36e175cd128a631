import { type FileHandle, open } from "node:fs/promises";

/**
 * Brings what SQLite committed onto the disk itself, for all who wait at once: its own way (`synchronous = full`) stops
 * the whole program for each commit, here 4 ms of every 4.03. In WAL mode a commit is its frames in the "-wal" file
 * (sqlite.org/wal.html), and SQLite keeps its locks on other files, so ours may be opened and closed beside it.
 */
export class WalSync {
  readonly #file: string;
  #handle: Promise<FileHandle> | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** `file` is the database's. */
  constructor(file: string) {
    this.#file = `${file}-wal`;
  }

  /** Resolves once everything committed before the call survives a power cut. @throws when the disk refuses */
  synced(): Promise<void> {
    // A sync that began before our commit may have missed it: wait for the next, with everyone who comes meanwhile.
    if (this.#running !== null) {
      this.#next ??= this.#running.catch(() => {}).then(() => this.#begin());
      return this.#next;
    }
    return this.#begin();
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#running)?.catch(() => {});
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.then((file) => file.close()).catch(() => {});
  }

  #begin(): Promise<void> {
    this.#next = null;
    this.#handle ??= open(this.#file, "r+");
    const running = this.#handle
      .then((handle) => handle.datasync())
      .catch((error) => {
        void this.#letGo();
        throw error;
      })
      .finally(() => {
        if (this.#running === running) this.#running = null;
      });
    this.#running = running;
    return running;
  }
}
