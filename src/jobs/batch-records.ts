import type { Database } from "../storage/database.ts";

/** Previews and batches of someone: exported with the rest of theirs, and forgotten with it. Their jobs are kept apart. */
export const batchRecords = {
  name: "batches",
  of: (database: Database, userId: string) =>
    database.selectFrom("batches").select(["id", "preview", "created_at"]).where("user_id", "=", userId).execute(),
  async forget(transaction: Database, userId: string) {
    const own = transaction.selectFrom("batches").select("id").where("user_id", "=", userId);
    await transaction.deleteFrom("batch_pages").where("batch_id", "in", own).execute();
    await transaction.deleteFrom("batches").where("user_id", "=", userId).execute();
  },
};
