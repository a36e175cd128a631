import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Room for a plan's pictures, and soon full. */
const SMALL_DISK_MEGABYTES = 64;
/** Nobody, on every Unix. */
const NOBODY = 65_534;

/** Whatever ends the harness, nothing stays mounted. */
const mounted = new Set<string>();
process.on("exit", () => {
  for (const directory of mounted) unmount(directory);
});

/** The program's data directory and what can befall it. */
export class Disk {
  readonly directory: string;
  readonly database: string;
  /** A file system of its own, where the harness has the right to make one. */
  readonly isSmall: boolean;
  /** Whom the program runs as: root may write everywhere, so read-only means nothing to it. */
  readonly user: number | undefined;
  readonly #ballast: string;
  #lock: DatabaseSync | null = null;
  #readOnly: string[] = [];

  constructor(place: string, small: boolean) {
    this.directory = join(place, "disk");
    mkdirSync(this.directory, { recursive: true });
    this.isSmall = small && mountSmall(this.directory);
    this.database = join(this.directory, "bot", "easel.db");
    this.#ballast = join(this.directory, "ballast");
    this.user = process.getuid?.() === 0 && everyoneMayRead(import.meta.dirname) ? NOBODY : undefined;
    if (this.user === undefined) return;
    chownSync(place, this.user, this.user);
    chownSync(this.directory, this.user, this.user);
  }

  /** Another connection holds the write lock. @returns false while there is no database or it is locked already */
  lock(): boolean {
    if (this.#lock !== null || !existsSync(this.database)) return false;
    const lock = new DatabaseSync(this.database, { timeout: 50 });
    try {
      lock.exec("begin immediate");
      this.#lock = lock;
      return true;
    } catch {
      lock.close();
      return false;
    }
  }

  unlock(): void {
    this.#lock?.exec("rollback");
    this.#lock?.close();
    this.#lock = null;
  }

  /** Leaves no byte free. @returns false where the disk is the machine's own */
  fill(): boolean {
    if (!this.isSmall) return false;
    const { bavail, bsize } = statfsSync(this.directory);
    for (let bytes = bavail * bsize; bytes >= 0; bytes -= 4096) {
      try {
        writeFileSync(this.#ballast, Buffer.alloc(bytes, 1));
        return true;
      } catch {
        // Taken meanwhile, by the program: a little less then.
      }
    }
    return true;
  }

  free(): void {
    rmSync(this.#ballast, { force: true });
  }

  /** @returns false while the folder is not there, and for root, to whom it means nothing */
  makeReadOnly(folder: "bot" | "bot/archive"): boolean {
    if (this.user === undefined && process.getuid?.() === 0) return false;
    const path = join(this.directory, folder);
    const paths = [path, join(path, ".partial")].filter((each) => existsSync(each));
    for (const each of paths) chmodSync(each, 0o555);
    this.#readOnly.push(...paths);
    return paths.length > 0;
  }

  makeWritable(): void {
    for (const path of this.#readOnly) if (existsSync(path)) chmodSync(path, 0o755);
    this.#readOnly = [];
  }

  /** Ends every trouble. */
  heal(): void {
    this.unlock();
    this.free();
    this.makeWritable();
  }

  remove(): void {
    this.heal();
    if (this.isSmall) unmount(this.directory);
  }
}

function mountSmall(directory: string): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    const options = `size=${SMALL_DISK_MEGABYTES}m,mode=0755`;
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", directory], { stdio: "ignore" });
    mounted.add(directory);
    return true;
  } catch {
    return false;
  }
}

function unmount(directory: string): void {
  mounted.delete(directory);
  execFileSync("umount", ["--lazy", directory]);
}

function everyoneMayRead(path: string): boolean {
  const mayPass = (statSync(path).mode & 0o005) === 0o005;
  return mayPass && (dirname(path) === path || everyoneMayRead(dirname(path)));
}
