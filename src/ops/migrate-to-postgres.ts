import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../clock.ts";
import type { ConfigOutcome } from "../config.ts";
import { copyFolder } from "../models/import/copy-folder.ts";
import { diskFolder } from "../models/import/disk-folder.ts";
import { openDatabase } from "../storage/database.ts";
import { databaseFolder } from "../storage/database-folder.ts";
import { type MoveOutcome, moveRows } from "../storage/moving/move-rows.ts";
import { UnusableDatabase } from "../storage/unusable-database.ts";
import { databaseSentence } from "../texts/database-sentences.ts";
import { counted } from "./counted.ts";
import { lockDirectory } from "./directory-lock.ts";

const FILE = "easel.db";
/** What the file is called from then on: nobody starts on it by mistake and runs its jobs a second time. */
const MOVED_FILE = "easel-before-postgres.db";
/** Processes on a database have their own models there, not in a directory. */
const MOVED_MODELS = "models-before-postgres";

/**
 * `npm run migrate-to-postgres`: moves what is in DATA_DIR's SQLite file into the database of DATABASE_URL, in one
 * transaction. It may be ended and run again at any moment.
 */
export async function migrateToPostgres(outcome: ConfigOutcome, print: (text: string) => void): Promise<number> {
  if (outcome.mode === "unusable") return say(print, outcome.problems.join("\n"), 2);
  if (outcome.mode === "sandbox") return say(print, SANDBOX, 2);
  const { databaseUrl: url, dataDir } = outcome.config;
  if (url === null) return say(print, NO_URL, 2);
  const file = join(dataDir, FILE);
  if (!existsSync(file)) {
    if (!existsSync(join(dataDir, MOVED_FILE))) return say(print, nothingIn(dataDir), 1);
    await moveOwnModels(dataDir, url, print);
    return say(print, `${dataDir} was moved already: ${THEN}`, 0);
  }
  const lock = lockDirectory(dataDir);
  if (lock === null) return say(print, `Easel runs on ${dataDir}. Stop it first, then run this again.`, 1);
  try {
    const code = await move(file, url, print);
    if (code === 0) await moveOwnModels(dataDir, url, print);
    return code;
  } catch (error) {
    if (error instanceof UnusableDatabase) {
      const { found, todo } = databaseSentence(error);
      return say(print, `${found} ${todo}`, 1);
    }
    const why = error instanceof Error ? error.message : String(error);
    return say(print, `It failed, and nothing was moved: ${why}. ${AGAIN}`, 1);
  } finally {
    lock.release();
  }
}

async function move(file: string, url: string, print: (text: string) => void): Promise<number> {
  const database = await openDatabase({ url });
  try {
    // The tables as this version has them; this changes the file as a start would.
    await (await openDatabase(file)).destroy();
    let rows = 0;
    const outcome = await moveRows(file, database, (each) => {
      rows += each.rows;
      print(`${each.table.padEnd(20)} ${String(each.rows).padStart(9)}  ${each.hash.slice(0, 16)}\n`);
    });
    if (!outcome.ok) return say(print, refusal(outcome), 1);
    const place = join(file, "..", MOVED_FILE);
    renameSync(file, place);
    const done = outcome.kind === "moved" ? "moved and compared" : "there already, the same on both sides";
    return say(print, `${counted(rows, "row")} ${done}. The SQLite file is kept as ${place}. ${THEN}`, 0);
  } finally {
    await database.destroy();
  }
}

/** After the rows: ended in between, it is done by the next run. What is there already was put there by a run before. */
async function moveOwnModels(dataDir: string, url: string, print: (text: string) => void): Promise<void> {
  const directory = join(dataDir, "models");
  if (!existsSync(directory)) return;
  const database = await openDatabase({ url });
  try {
    const names = await copyFolder(diskFolder(directory, systemClock), databaseFolder(database, "models", systemClock));
    renameSync(directory, join(dataDir, MOVED_MODELS));
    if (names.length > 0)
      print(`${counted(names.length, "file")} of your own models moved too, kept as ${MOVED_MODELS}.\n`);
  } finally {
    await database.destroy();
  }
}

function refusal({ kind, table }: Extract<MoveOutcome, { ok: false }>): string {
  switch (kind) {
    case "other_rows":
      return `The database of DATABASE_URL holds other data already (in ${table}); nothing was changed. Give an empty one: create database easel.`;
    case "differs":
      return `What PostgreSQL gave back of ${table} was not what it was given, so all of it was taken back. Nothing was moved; please report this.`;
    case "no_such_table":
      return `The SQLite file has a table ${table} that this version does not know. Run this with the version of Easel that last used it, or a newer one.`;
  }
}

function nothingIn(dataDir: string): string {
  return `There is nothing to move: ${dataDir} holds no ${FILE}. Check DATA_DIR.`;
}

const SANDBOX = "The sandbox's data is not moved: set DISCORD_TOKEN, RELAY_KEY and RELAY_URL as the bot has them.";
const NO_URL = "DATABASE_URL is missing: set it to the empty PostgreSQL database to move to, then run this again.";
const AGAIN = "Run it again when that is mended; it begins anew.";
const THEN =
  "Start Easel with DATABASE_URL set, now and from now on; DATA_DIR stays, it holds the pictures. Delete the SQLite file when you are content, and back the database up with pg_dump.";

function say(print: (text: string) => void, sentence: string, code: number): number {
  print(`${sentence}\n`);
  return code;
}
