import { watch } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../clock.ts";
import type { Folder } from "./folder.ts";

/** Editors write a file in several steps; half of one should not be read. */
const SETTLE_MS = 500;
/** Ours, and editors' own. */
const HALF_WRITTEN = /^\.|\.partial$|~$/;

/** A directory, made when something is first put into it or somebody looks on. */
export function diskFolder(directory: string, clock: Clock): Folder {
  return {
    names: () => unlessMissing(readdir(directory), []),
    read: (name) => unlessMissing(readFile(join(directory, name), "utf8"), null),
    async put(name, text) {
      await mkdir(directory, { recursive: true });
      const path = join(directory, name);
      await writeFile(`${path}.partial`, text);
      await rename(`${path}.partial`, path);
    },
    remove: (name) => rm(join(directory, name), { force: true }),
    async watch(changed) {
      await mkdir(directory, { recursive: true });
      let cancel = () => {};
      const watcher = watch(directory, { persistent: false }, (_, file) => {
        if (file !== null && HALF_WRITTEN.test(file)) return;
        cancel();
        cancel = clock.after(SETTLE_MS, changed);
      });
      // Where a file system cannot be watched, changes are taken over with the next start.
      watcher.on("error", () => watcher.close());
      return () => {
        cancel();
        watcher.close();
      };
    },
  };
}

function unlessMissing<T, Missing>(reading: Promise<T>, missing: Missing): Promise<T | Missing> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return missing;
    throw error;
  });
}
