import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import * as sqlite from "node:sqlite";
import { create } from "tar";
import type { Clock } from "../../clock.ts";
import { type BackupList, LIST, listFiles } from "./backup-list.ts";
import { DATABASE, keptEntries } from "./data-directory.ts";
import { gather } from "./gather.ts";

export interface BackupRequest {
  readonly dataDir: string;
  /** Absolute. */
  readonly file: string;
  /** Whether a file of that name may be written over. */
  readonly replace: boolean;
}

export type BackupOutcome =
  | { readonly ok: true; readonly bytes: number; readonly jobs: number; readonly files: number }
  | { readonly ok: false; readonly kind: "no_database" | "inside_data" | "file_exists" | "node_too_old" }
  | { readonly ok: false; readonly kind: "failed"; readonly detail: string };

/** Writes the database and every file of DATA_DIR into one tar file. The bot may be working: it is not slowed or stopped. */
export async function makeBackup(request: BackupRequest, clock: Clock): Promise<BackupOutcome> {
  const { dataDir, file, replace } = request;
  if (!("backup" in sqlite)) return { ok: false, kind: "node_too_old" };
  if (!existsSync(join(dataDir, DATABASE))) return { ok: false, kind: "no_database" };
  if (file.startsWith(dataDir + sep)) return { ok: false, kind: "inside_data" };
  if (existsSync(file) && !replace) return { ok: false, kind: "file_exists" };
  // Where the bot's start clears away what a crash left half done.
  const folder = join(dataDir, "archive", ".partial", `backup-${randomUUID()}`);
  const partial = `${file}.partial`;
  try {
    await mkdir(folder, { recursive: true });
    const { jobs } = await gather(dataDir, folder);
    const list = { format: 1, createdAt: new Date(clock.now()).toISOString(), files: await listFiles(folder) } as const;
    await writeFile(join(folder, LIST), JSON.stringify(list satisfies BackupList));
    await pack(folder, partial);
    await rename(partial, file);
    return { ok: true, bytes: (await stat(file)).size, jobs, files: list.files.length - 1 };
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    return { ok: false, kind: "failed", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Readable by its owner only: people's prompts and pictures are in it. */
async function pack(folder: string, file: string): Promise<void> {
  await rm(file, { force: true });
  const handle = await open(file, "wx", 0o600);
  try {
    const entries = [LIST, DATABASE, ...(await keptEntries(folder)).filter((name) => name !== LIST)];
    await create({ file, cwd: folder, portable: true, strict: true }, entries);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
