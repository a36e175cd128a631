import { globSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as z from "zod";

const ROOT = resolve(import.meta.dirname, "..");
const MEGABYTE = 1024 * 1024;
const lock = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() })),
});

/** What lies on the disk for those who only run it: the lock file says which packages are for development. */
export async function installedMegabytes(): Promise<{ packages: number; sources: number }> {
  const { packages } = lock.parse(JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")));
  let bytes = 0;
  for (const [path, { dev, devOptional }] of Object.entries(packages)) {
    if (path !== "" && !dev && !devOptional) bytes += await bytesBelow(path, ["**/node_modules/**"]);
  }
  return { packages: bytes / MEGABYTE, sources: (await bytesBelow("dist", [])) / MEGABYTE };
}

async function bytesBelow(path: string, exclude: string[]): Promise<number> {
  const files = globSync("**", { cwd: join(ROOT, path), exclude });
  const sizes = await Promise.all(files.map((file) => stat(join(ROOT, path, file)).catch(() => null)));
  return sizes.reduce((sum, found) => sum + (found?.isFile() ? found.size : 0), 0);
}
