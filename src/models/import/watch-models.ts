import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import type { Clock } from "../../clock.ts";

/** Editors write a file in several steps; half of one should not be read. */
const SETTLE_MS = 500;

/** Calls `changed` a moment after something in the directory did. @returns what ends it */
export async function watchModels(directory: string, clock: Clock, changed: () => void): Promise<() => void> {
  await mkdir(directory, { recursive: true });
  let cancel = () => {};
  const watcher = watch(directory, { persistent: false }, (_, file) => {
    if (file !== null && !/\.ya?ml$/.test(file)) return;
    cancel();
    cancel = clock.after(SETTLE_MS, changed);
  });
  // Where a file system cannot be watched, changes are taken over with the next start.
  watcher.on("error", () => watcher.close());
  return () => {
    cancel();
    watcher.close();
  };
}
