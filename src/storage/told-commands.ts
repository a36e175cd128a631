import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Database, dialectOf } from "./database.ts";

/** Any number that nothing else locks with, for pg_advisory_xact_lock with two keys. */
const LOCK = 0x0ea5e1;

/** What Discord was told of the commands, as hashes, by whichever process. A scope is a guild's id, or null for everywhere. */
export function toldCommandsOf(database: Database) {
  return {
    /** One process at a time compares and tells. */
    inTurn: <T>(applicationId: string, act: () => Promise<T>): Promise<T> =>
      dialectOf(database) === "sqlite" ? act() : inTurnAcross(database, applicationId, act),
    async read(applicationId: string) {
      const rows = await database
        .selectFrom("told_commands")
        .selectAll()
        .where("application_id", "=", applicationId)
        .execute();
      return new Map(rows.map(({ scope, hash, answered }) => [scope === "" ? null : scope, { hash, answered }]));
    },
    async write(
      applicationId: string,
      scope: string | null,
      told: { readonly hash: string; readonly answered: string },
    ) {
      await database
        .insertInto("told_commands")
        .values({ application_id: applicationId, scope: scope ?? "", ...told })
        .onConflict((conflict) => conflict.columns(["application_id", "scope"]).doUpdateSet({ ...told }))
        .execute();
    },
    async forget(applicationId: string, scope: string | null) {
      await database
        .deleteFrom("told_commands")
        .where("application_id", "=", applicationId)
        .where("scope", "=", scope ?? "")
        .execute();
    },
  };
}

/** The lock ends with its connection: a process that dies while it tells Discord stops nobody. */
function inTurnAcross<T>(database: Database, applicationId: string, act: () => Promise<T>): Promise<T> {
  const key = createHash("sha256").update(applicationId).digest().readInt32BE();
  return database.transaction().execute(async (transaction) => {
    // It idles while Discord is told, which may take as long as Discord's limits want.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
    await sql`select pg_advisory_xact_lock(${LOCK}::int, ${key}::int)`.execute(transaction);
    return act();
  });
}
