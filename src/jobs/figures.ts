import type { Database } from "../storage/database.ts";

/** Open jobs of one kind. */
export interface OpenJobs {
  readonly state: string;
  /** The relay works on them already. */
  readonly started: boolean;
  readonly count: number;
  /** When the first of them was admitted. */
  readonly oldestAt: number;
}

/** Jobs that have not ended, by state and by whether the relay works on them. */
export async function openJobs(database: Database): Promise<OpenJobs[]> {
  const rows = await database
    .selectFrom("jobs")
    .select(({ fn, eb }) => [
      "state",
      eb.case().when("started_at", "is", null).then(0).else(1).end().as("started"),
      fn.countAll<number>().as("count"),
      fn.min("created_at").as("oldest_at"),
    ])
    .where("told_at", "is", null)
    .groupBy(["state", "started"])
    .execute();
  return rows.map(({ state, started, count, oldest_at }) => ({
    state,
    started: Number(started) === 1,
    count: Number(count),
    oldestAt: Number(oldest_at),
  }));
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
