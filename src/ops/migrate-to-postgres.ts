import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { ConfigOutcome } from "../config.ts";
import { openDatabase } from "../storage/database.ts";
import { type MoveOutcome, moveRows } from "../storage/moving/move-rows.ts";
import { UnusableDatabase } from "../storage/unusable-database.ts";
import { databaseSentence } from "../texts/database-sentences.ts";
import { counted } from "./counted.ts";
import { lockDirectory } from "./directory-lock.ts";

const FILE = "easel.db";
/** What the file is called from then on: nobody starts on it by mistake and runs its jobs a second time. */
const MOVED_FILE = "easel-before-postgres.db";

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
    const moved = existsSync(join(dataDir, MOVED_FILE));
    return say(print, moved ? `${dataDir} was moved already: ${THEN}` : nothingIn(dataDir), moved ? 0 : 1);
  }
  const lock = lockDirectory(dataDir);
  if (lock === null) return say(print, `Easel runs on ${dataDir}. Stop it first, then run this again.`, 1);
  try {
    return await move(file, url, print);
  } catch (error) {
    if (error instanceof UnusableDatabase) return say(print, databaseSentence(error), 1);
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
