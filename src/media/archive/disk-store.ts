import { type Dirent, existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { LocalFile } from "../archive.ts";
import { confirm, linkOrCopy, moveIntoPlace, nameFile } from "../safe-file.ts";
import { type FileStore, type NearStore, STORED_PATH } from "./file-store.ts";

/** The archive in a directory, by year and month. */
export class DiskStore implements FileStore, NearStore {
  readonly near = this;
  readonly #directory: string;

  /** `directory` is absolute, and on the same file system as what is put into it. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  put(from: string, path: string): Promise<void> {
    return moveIntoPlace(from, this.#absolute(path));
  }

  place(from: string, path: string): Promise<void> {
    return nameFile(from, this.#absolute(path));
  }

  confirm(path: string): Promise<void> {
    return confirm(this.#absolute(path));
  }

  /** A second link to the bytes. */
  async copy(path: string, to: string): Promise<boolean> {
    return linkOrCopy(this.#absolute(path), to);
  }

  async local(path: string): Promise<LocalFile | null> {
    const absolute = this.#absolute(path);
    return existsSync(absolute) ? { path: absolute, release: async () => {} } : null;
  }

  async sizeOf(path: string): Promise<number | null> {
    const facts = await stat(this.#absolute(path)).catch(() => null);
    return facts?.size ?? null;
  }

  async find(_jobId: string, folders: readonly string[], name: string): Promise<string | null> {
    for (const folder of folders) {
      const entries = await readdir(this.#absolute(folder)).catch(() => []);
      const entry = entries.find((each) => each.startsWith(`${name}.`));
      if (entry !== undefined) return `${folder}/${entry}`;
    }
    return null;
  }

  async deleteJob(jobId: string): Promise<void> {
    for (const year of await numberedFolders(this.#directory)) {
      for (const month of await numberedFolders(year)) await rm(join(month, jobId), { recursive: true, force: true });
    }
  }

  close(): void {}

  #absolute(path: string): string {
    const absolute = resolve(this.#directory, path);
    if (!absolute.startsWith(this.#directory + sep)) throw new RangeError("a path outside the archive");
    return absolute;
  }
}

/** The path of every file in an archive on the disk; none where there is no such directory. */
export async function* storedPaths(directory: string): AsyncGenerator<string> {
  for (const year of await numberedFolders(directory)) {
    for (const month of await numberedFolders(year)) {
      const entries = await readdir(month, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        const path = relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, "/");
        if (entry.isFile() && STORED_PATH.test(path)) yield path;
      }
    }
  }
}

async function numberedFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(ifMissing);
  return entries
    .filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name))
    .map((entry) => join(directory, entry.name));
}

function ifMissing(fault: unknown): Dirent[] {
  if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return [];
  throw fault;
}
