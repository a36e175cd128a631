import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import * as z from "zod";

/** The name of a backup's own description, first in the file. */
export const LIST = "backup.json";

export const backupList = z.object({
  /** Raised when a backup can no longer be read as this one is. */
  format: z.literal(1),
  createdAt: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type BackupList = z.infer<typeof backupList>;
type ListedFile = BackupList["files"][number];

/** Every file of a folder with its size and the hash of its bytes, by path. */
export async function listFiles(folder: string): Promise<ListedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const listed: ListedFile[] = [];
  for (const path of paths.sort()) {
    const { size } = await stat(path);
    listed.push({ path: relative(folder, path).replaceAll(sep, "/"), bytes: size, sha256: await sha256Of(path) });
  }
  return listed;
}

/** In which way files differ from their list: in our words, null where they do not. */
export function difference(listed: readonly ListedFile[], found: readonly ListedFile[]): string | null {
  const byPath = new Map(found.map((file) => [file.path, file]));
  for (const { path, bytes, sha256 } of listed) {
    const file = byPath.get(path);
    if (file === undefined) return `${path} is missing`;
    if (file.bytes !== bytes || file.sha256 !== sha256) return `${path} was changed or damaged`;
    byPath.delete(path);
  }
  const [unlisted] = byPath.keys();
  return unlisted === undefined ? null : `${unlisted} does not belong to it`;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
