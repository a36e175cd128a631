import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATION_NAMES } from "../../storage/migrations.ts";
import { counted } from "../counted.ts";
import { faultsOf, migrationsOf } from "../database-file.ts";
import { type Finding, ok, problem } from "./finding.ts";

const CHECK = "database";
const WAIT_MS = 5_000;

/** Whether the database can be read, is whole, and fits this version. Only reads; the bot may be running. */
export function checkDatabase(directory: string): Finding {
  const file = join(directory, "easel.db");
  if (!existsSync(file)) return ok(CHECK, "will be made at the first start");
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: WAIT_MS });
    try {
      return judge(file, database);
    } finally {
      database.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem(CHECK, `${file} cannot be read: ${why}`, RESTORE);
  }
}

const RESTORE = "Stop Easel, keep a copy of the file, and restore the last backup: npm run restore -- FILE --replace";

function judge(file: string, database: DatabaseSync): Finding {
  const faults = faultsOf(database);
  if (faults.length > 0) return problem(CHECK, `${file} is damaged: ${faults[0]}`, RESTORE);
  const applied = migrationsOf(database);
  const unknown = applied.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0) {
    const todo = "Start the version of Easel that last used it, or a newer one.";
    return problem(CHECK, `was made by a newer Easel (${unknown.join(", ")})`, todo);
  }
  const missing = MIGRATION_NAMES.length - applied.length;
  const { jobs } = applied.length === 0 ? { jobs: 0 } : { ...database.prepare("select count(*) jobs from jobs").get() };
  const change = missing === 1 ? "one change of its tables is" : `${missing} changes of its tables are`;
  return ok(
    CHECK,
    `whole, ${counted(Number(jobs), "job")}, ${missing === 0 ? "up to date" : `${change} made at the next start`}`,
  );
}
