import type { Database } from "../storage/database.ts";
import type { JobId } from "./job.ts";

/** What a job costs, as the ledger has it. */
export interface Paid {
  /** Millionths of a US dollar. */
  readonly micros: number;
  readonly state: "reserved" | "settled" | "released";
}

export async function paidFor(database: Database, jobId: JobId): Promise<Paid | null> {
  const row = await database
    .selectFrom("ledger")
    .select(["amount_micros", "state"])
    .where("job_id", "=", jobId)
    .executeTakeFirst();
  return row === undefined ? null : { micros: Number(row.amount_micros), state: row.state };
}
