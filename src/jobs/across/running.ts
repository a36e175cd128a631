import { sql } from "kysely";
import type { Database } from "../../storage/database.ts";
import { DATABASE_NOW } from "./database-clock.ts";

/** Longer than a process is silent before it is taken for dead. */
const SILENT_MS = 20_000;

/** How many processes of the bot work on a PostgreSQL database now. */
export async function processesRunning(database: Database): Promise<number> {
  const rows = await database
    .selectFrom("processes")
    .select("name")
    .where("seen_at", ">", sql<number>`${DATABASE_NOW} - ${sql.lit(SILENT_MS)}`)
    .execute();
  return rows.length;
}
