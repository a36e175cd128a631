import { copyFile, link, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import * as sqlite from "node:sqlite";
import { faultsOf } from "../database-file.ts";
import { DATABASE, keptEntries } from "./data-directory.ts";

const WAIT_MS = 10_000;
/** All pages in one step: with smaller ones every write of the bot would begin the copy anew. */
const ALL_PAGES = 2 ** 31 - 1;
const ARCHIVE = "archive";
const JOB_FOLDER = /^archive\/\d{4}\/\d{2}\/([^/]+)$/;
/** How file systems say that they have no links, or no more of them. */
const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EXDEV", "EMLINK", "ENOSYS"]);

/**
 * Brings a picture of the whole DATA_DIR into a folder on the same disk, while the bot may be working on it. The database
 * comes first; of the archive only what belongs to its jobs, as links that survive a deletion.
 * @throws when the database is damaged or the disk full
 */
export async function gather(directory: string, into: string): Promise<{ jobs: number }> {
  const copy = await copyDatabase(join(directory, DATABASE), join(into, DATABASE));
  try {
    const find = copy.prepare("select 1 from jobs where id = ?");
    const wanted = (path: string) => {
      const job = JOB_FOLDER.exec(path)?.[1];
      return job === undefined || find.get(job) !== undefined;
    };
    for (const name of await keptEntries(directory)) await take(directory, into, name, wanted);
    return { jobs: Number(copy.prepare("select count(*) jobs from jobs").get()?.["jobs"]) };
  } finally {
    copy.close();
  }
}

/** A whole copy in a single file, as of one moment. The copy stays open for questions. */
async function copyDatabase(from: string, to: string): Promise<sqlite.DatabaseSync> {
  const source = new sqlite.DatabaseSync(from, { readOnly: true, timeout: WAIT_MS });
  try {
    await sqlite.backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new sqlite.DatabaseSync(to);
  copy.exec("pragma journal_mode = delete");
  const [fault] = faultsOf(copy);
  if (fault === undefined) return copy;
  copy.close();
  throw new Error(`the database is damaged: ${fault}`);
}

async function take(from: string, into: string, path: string, wanted: (path: string) => boolean): Promise<void> {
  const entries = await readdir(join(from, path), { withFileTypes: true }).catch(ifNoDirectory);
  if (entries === null) return takeFile(join(from, path), join(into, path), path.startsWith(`${ARCHIVE}/`));
  if (!wanted(path)) return;
  await mkdir(join(into, path), { recursive: true });
  for (const entry of entries) {
    if (!entry.name.startsWith(".")) await take(from, into, `${path}/${entry.name}`, wanted);
  }
}

/** The archive's files never change, so a link is as good as a copy. What is deleted meanwhile is left out. */
async function takeFile(from: string, to: string, neverChanges: boolean): Promise<void> {
  try {
    if (!neverChanges || !(await linked(from, to))) await copyFile(from, to);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (NO_LINKS.has(codeOf(error))) return false;
    throw error;
  }
}

function ifNoDirectory(error: unknown): null {
  if (codeOf(error) === "ENOTDIR" || codeOf(error) === "ENOENT") return null;
  throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
