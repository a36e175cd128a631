import type { Database } from "../storage/database.ts";
import type { JobRow } from "../storage/schema.ts";

export type QueuedRow = Pick<JobRow, "id" | "priority" | "claimed_by">;

/**
 * Where several processes share the jobs: hears, in the transaction that makes it so, which of them are to be looked
 * at. It only carries ids, and may carry one twice; the job's row stays the truth.
 */
export interface JobQueue {
  /** To be looked at in `inMs`: by whoever has one in hand already, or by whoever comes first. */
  due(transaction: Database, jobs: readonly QueuedRow[], inMs: number): Promise<void>;
  /** Makes the others wait who would take a place at the relay, or give one back. */
  lockPlaces(transaction: Database): Promise<void>;
  /** A place at the relay is free, unless someone waits for it. Only with the places locked. */
  placeFreed(transaction: Database): Promise<void>;
  /** The relay wants no request of this payer's for so long. */
  rest(transaction: Database, payer: string | null, ms: number): Promise<void>;
}
