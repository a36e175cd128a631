import { MIGRATION_NAMES } from "../../storage/migrations.ts";
import { UnusableDatabase } from "../../storage/unusable-database.ts";
import { databaseSentence } from "../../texts/database-sentences.ts";
import { counted } from "../counted.ts";
import { type Finding, ok, problem } from "./finding.ts";

const CHECK = "database";

/** Whether the database of DATABASE_URL can be reached and used, and fits this version. Only reads. */
export async function checkPostgres(url: string): Promise<Finding> {
  // Not above: who has no such database loads nothing of it.
  const { postgresState } = await import("../../storage/postgres-state.ts");
  try {
    const { version, applied, jobs } = await postgresState(url);
    const unknown = applied.filter((name) => !MIGRATION_NAMES.includes(name));
    if (unknown.length > 0) {
      const todo = "Start the version of Easel that last used it, or a newer one.";
      return problem(CHECK, `was made by a newer Easel (${unknown.join(", ")})`, todo);
    }
    const missing = MIGRATION_NAMES.length - applied.length;
    const tables = missing === 0 ? "up to date" : `its tables will be made or changed at the next start`;
    return ok(CHECK, `PostgreSQL ${version}, ${counted(jobs, "job")}, ${tables}`);
  } catch (error) {
    if (!(error instanceof UnusableDatabase)) throw error;
    const { found, todo } = databaseSentence(error);
    return problem(CHECK, found, todo);
  }
}
