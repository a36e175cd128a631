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

/** Drops the batches of these jobs of which nothing but numbers is left by now. */
export async function dropForgottenBatches(transaction: Database, jobs: readonly string[]): Promise<void> {
  const rows = await transaction
    .selectFrom("jobs")
    .select("batch_id")
    .distinct()
    .where("id", "in", jobs)
    .where(({ not, exists, selectFrom }) => {
      const kept = selectFrom("jobs as others").select("others.id").where("others.forgotten_at", "is", null);
      return not(exists(kept.whereRef("others.batch_id", "=", "jobs.batch_id")));
    })
    .execute();
  const over = rows.flatMap(({ batch_id }) => batch_id ?? []);
  if (over.length === 0) return;
  await transaction.deleteFrom("batch_pages").where("batch_id", "in", over).execute();
  await transaction.deleteFrom("batches").where("id", "in", over).execute();
}
