import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { extract } from "tar";
import type { Clock } from "../../clock.ts";
import { MIGRATION_NAMES } from "../../storage/migrations.ts";
import { faultsOf, migrationsOf } from "../database-file.ts";
import { lockDirectory } from "../directory-lock.ts";
import { backupList, difference, LIST, listFiles } from "./backup-list.ts";
import { CHECKED, DATABASE, keptEntries, UNCHECKED } from "./data-directory.ts";
import { endOpenJobs } from "./end-open-jobs.ts";
import { putInPlace } from "./put-in-place.ts";

export interface RestoreRequest {
  readonly dataDir: string;
  /** Absolute. */
  readonly file: string;
  /** Whether data that is there may be put aside. */
  readonly replace: boolean;
}

export type RestoreOutcome =
  | {
      readonly ok: true;
      /** When the backup was made, as it says itself. */
      readonly createdAt: string;
      /** Jobs that were under way then and are not run again. */
      readonly ended: number;
      /** Where the former data is now; null where there was none. */
      readonly former: string | null;
    }
  | { readonly ok: false; readonly kind: "no_file" | "in_use" | "data_exists" }
  | { readonly ok: false; readonly kind: "unusable" | "failed"; readonly detail: string };

/** Puts a backup in the place of DATA_DIR's contents, after every byte of it was checked. Refused while the bot runs. */
export async function restoreBackup(request: RestoreRequest, clock: Clock): Promise<RestoreOutcome> {
  const { dataDir, file, replace } = request;
  if (!existsSync(file)) return { ok: false, kind: "no_file" };
  const lock = lockDirectory(dataDir);
  if (lock === null) return { ok: false, kind: "in_use" };
  try {
    await putInPlace(dataDir, clock.now());
    if (!replace && (await holdsData(dataDir))) return { ok: false, kind: "data_exists" };
    return await restore(dataDir, file, clock);
  } catch (error) {
    return { ok: false, kind: "failed", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(join(dataDir, UNCHECKED), { recursive: true, force: true });
    lock.release();
  }
}

async function holdsData(directory: string): Promise<boolean> {
  return existsSync(join(directory, DATABASE)) || (await keptEntries(directory)).length > 0;
}

async function restore(dataDir: string, file: string, clock: Clock): Promise<RestoreOutcome> {
  const folder = join(dataDir, UNCHECKED);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const checked = await unpack(file, folder);
  if (!checked.ok) return { ok: false, kind: "unusable", detail: checked.fault };
  const ended = await endOpenJobs(join(folder, DATABASE), clock);
  await rename(folder, join(dataDir, CHECKED));
  const former = await putInPlace(dataDir, clock.now());
  return { ok: true, createdAt: checked.createdAt, ended, former };
}

type Checked = { readonly ok: true; readonly createdAt: string } | { readonly ok: false; readonly fault: string };
const KINDS: ReadonlySet<string> = new Set(["File", "Directory"]);

async function unpack(file: string, folder: string): Promise<Checked> {
  try {
    // Links could lead elsewhere; a backup has none. Without them it does not match its list.
    const filter = (_path: string, entry: object) => "type" in entry && KINDS.has(String(entry.type));
    await extract({ file, cwd: folder, strict: true, noMtime: true, filter });
  } catch (error) {
    return { ok: false, fault: `it is no whole tar file (${error instanceof Error ? error.message : "unreadable"})` };
  }
  const list = backupList.safeParse(await readList(join(folder, LIST)));
  if (!list.success) return { ok: false, fault: "it holds no backup that this Easel can read" };
  await rm(join(folder, LIST));
  const fault = difference(list.data.files, await listFiles(folder)) ?? databaseFault(join(folder, DATABASE));
  return fault === null ? { ok: true, createdAt: list.data.createdAt } : { ok: false, fault };
}

async function readList(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

function databaseFault(file: string): string | null {
  if (!existsSync(file)) return "it holds no database";
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return faultIn(database);
    } finally {
      database.close();
    }
  } catch (error) {
    return `its database cannot be read: ${error instanceof Error ? error.message : "unreadable"}`;
  }
}

function faultIn(database: DatabaseSync): string | null {
  const [fault] = faultsOf(database);
  if (fault !== undefined) return `its database is damaged: ${fault}`;
  const unknown = migrationsOf(database).filter((name) => !MIGRATION_NAMES.includes(name));
  return unknown.length === 0 ? null : `it comes from a newer Easel (${unknown.join(", ")})`;
}
