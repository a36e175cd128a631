import type { Kysely, RawBuilder, SqlBool } from "kysely";

export interface FoundJob {
  readonly job_id: string;
  readonly number: number;
}

/** Finding jobs by the words in their prompts: the one part of the tables that every database does in its own way. */
export interface TextSearch {
  /** Makes the index, with what is stored already in it; from then on it follows the jobs by itself. */
  create(database: Kysely<unknown>): Promise<void>;
  /** Whether `jobs.id` is a job with all of these words, each possibly only begun; a text without any words is in none. */
  matches(text: string): RawBuilder<SqlBool>;
  /**
   * The same jobs as a table of `job_id` and `number`, the newer the greater, where the database can go through them in
   * that order without looking at all of them first; null where it finds its own way.
   */
  inOrder(text: string): RawBuilder<FoundJob> | null;
}
