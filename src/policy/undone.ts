import type { Database } from "../storage/database.ts";

/** Whether an entry of the log is taken back now: by one that is not taken back itself. */
export async function isUndone(from: Database, scope: string, entryId: string): Promise<boolean> {
  const undoing = await from
    .selectFrom("policy_audit")
    .select("id")
    .where("scope", "=", scope)
    .where("undoes", "=", entryId)
    .execute();
  for (const { id } of undoing) if (!(await isUndone(from, scope, id))) return true;
  return false;
}
