import type { Database } from "../storage/database.ts";

/** Jobs that have not ended, by state. */
export async function openJobs(database: Database): Promise<{ state: string; count: number }[]> {
  const rows = await database
    .selectFrom("jobs")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
    .where("told_at", "is", null)
    .groupBy("state")
    .execute();
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}

/** What jobs admitted since then cost or may still cost, in millionths of a US dollar. */
export async function spentSince(database: Database, since: number): Promise<number> {
  const { sum } = await database
    .selectFrom("ledger")
    .select(({ fn }) => fn.sum<number | null>("amount_micros").as("sum"))
    .where("state", "in", ["reserved", "settled"])
    .where("reserved_at", ">=", since)
    .executeTakeFirstOrThrow();
  return Number(sum ?? 0);
}
