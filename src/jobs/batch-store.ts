import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import { type BatchPage, type ShownEnd, shownEnd } from "./batch-page.ts";
import { type BatchPreview, batchPreview } from "./batch-preview.ts";
import type { Job, JobId } from "./job.ts";
import type { JobQueue } from "./job-queue.ts";
import { toJob } from "./job-row.ts";

/** How long a preview can be acted on. */
export const PREVIEW_HOURS = 6;
const HOUR_MS = 3_600_000;

/** Of an interaction, with when that was made. */
export interface BatchToken {
  readonly value: string;
  readonly at: number;
}

export interface FoundPreview {
  readonly userId: string;
  readonly preview: BatchPreview;
  /** Of the command that it answers. */
  readonly token: string | null;
}

/** Batches: what a preview would make, and the messages that several jobs share. */
export class BatchStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #queue: JobQueue | null;

  constructor(database: Database, clock: Clock, queue: JobQueue | null = null) {
    this.#database = database;
    this.#clock = clock;
    this.#queue = queue;
  }

  async keepPreview(id: string, userId: string, token: string, preview: BatchPreview): Promise<void> {
    await this.forgetOldPreviews();
    const row = { id, user_id: userId, preview: JSON.stringify(preview), interaction_token: token };
    await this.#database
      .insertInto("batches")
      .values({ ...row, created_at: this.#clock.now() })
      .execute();
  }

  /** Null for one that was made or dropped, that is too old, or that there never was. */
  async findPreview(id: string): Promise<FoundPreview | null> {
    const row = await this.#database
      .selectFrom("batches")
      .selectAll()
      .where("id", "=", id)
      .where("preview", "is not", null)
      .where("created_at", ">", this.#tooOld())
      .executeTakeFirst();
    if (row === undefined) return null;
    const preview = batchPreview.parse(JSON.parse(row.preview ?? "null"));
    return { userId: row.user_id, preview, token: row.interaction_token };
  }

  /** Makes a batch of a preview, once, with its messages still to come. Part of the transaction that admits its jobs. */
  async claim(transaction: Database, id: string, pages: number, token: BatchToken): Promise<boolean> {
    const { numUpdatedRows } = await transaction
      .updateTable("batches")
      .set({ preview: null, interaction_token: null })
      .where("id", "=", id)
      .where("preview", "is not", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    const rows = Array.from({ length: pages }, (_, page) => ({ batch_id: id, page, shown: "[]", message_id: null }));
    const own = { interaction_token: token.value, token_at: token.at };
    const none = { interaction_token: null, token_at: null };
    await transaction
      .insertInto("batch_pages")
      .values(rows.map((row) => ({ ...row, ...(row.page === 0 ? own : none) })))
      .execute();
    return true;
  }

  /** Only one that was not made yet. @returns whether there was one */
  async dropPreview(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database
      .deleteFrom("batches")
      .where("id", "=", id)
      .where("preview", "is not", null)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async forgetOldPreviews(): Promise<void> {
    await this.#database
      .deleteFrom("batches")
      .where("preview", "is not", null)
      .where("created_at", "<=", this.#tooOld())
      .execute();
  }

  /** The message of a page stands, and all of the batch that waits for it may run now. */
  async acknowledged(id: string, page: number, messageId: string): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await stands(transaction, id, page, messageId);
      const due = await transaction
        .updateTable("jobs")
        .set({ run_at: this.#clock.now() })
        .where("batch_id", "=", id)
        .where("state", "=", "queued")
        .returning(["id", "priority", "claimed_by"])
        .execute();
      if (due.length > 0) await this.#queue?.due(transaction, due, 0);
    });
  }

  async messageStands(id: string, page: number, messageId: string): Promise<void> {
    await this.#database.transaction().execute((transaction) => stands(transaction, id, page, messageId));
  }

  /**
   * Lets new jobs take the places of ended ones, once; the token of the press that asked for it edits the message from
   * then on, if it was made there. Part of the transaction that admits them.
   */
  async replace(
    transaction: Database,
    { id, page, ended, token }: { id: string; page: number; ended: readonly JobId[]; token: BatchToken | null },
  ): Promise<boolean> {
    const newest = new Set((await this.jobs(id, transaction)).map((job) => job.id));
    if (!ended.every((job) => newest.has(job))) return false;
    if (token === null) return true;
    await transaction
      .updateTable("batch_pages")
      .set({ interaction_token: token.value, token_at: token.at })
      .where("batch_id", "=", id)
      .where("page", "=", page)
      .execute();
    return true;
  }

  async page(id: string, page: number): Promise<BatchPage | null> {
    const rows = await this.#database.selectFrom("batch_pages").selectAll().where("batch_id", "=", id).execute();
    const row = rows.find((each) => each.page === page);
    if (row === undefined) return null;
    const { interaction_token: value, token_at: at } = row;
    const all = await this.jobs(id);
    const without = new Set(rows.filter(({ message_id }) => message_id === null).map((each) => each.page));
    return {
      batchId: id,
      page,
      messageId: row.message_id,
      token: value === null ? null : { value, at: Number(at) },
      shown: shownEnd.array().parse(JSON.parse(row.shown)),
      jobs: all.filter(({ batch }) => batch?.page === page),
      all,
      toCome: all.filter(({ batch }) => batch !== undefined && batch.page !== page && without.has(batch.page)),
      pages: rows.length,
    };
  }

  /** The newest job of each place in a whole batch, in order. */
  async jobs(id: string, from: Database = this.#database): Promise<Job[]> {
    const rows = await from
      .selectFrom("jobs")
      .selectAll()
      .where("batch_id", "=", id)
      .where("forgotten_at", "is", null)
      .orderBy("batch_place")
      .orderBy("created_at")
      .execute();
    const newest = new Map(rows.map((row) => [row.batch_place, row]));
    return [...newest.values()].map(toJob);
  }

  /** What a message shows by now; once it is over, its token is of no use any more. */
  async keepShown(id: string, page: number, shown: readonly ShownEnd[], over: boolean): Promise<void> {
    await this.#database
      .updateTable("batch_pages")
      .set({ shown: JSON.stringify(shown), ...(over ? { interaction_token: null, token_at: null } : {}) })
      .where("batch_id", "=", id)
      .where("page", "=", page)
      .execute();
  }

  #tooOld(): number {
    return this.#clock.now() - PREVIEW_HOURS * HOUR_MS;
  }
}

async function stands(transaction: Database, id: string, page: number, messageId: string): Promise<void> {
  await transaction
    .updateTable("batch_pages")
    .set({ message_id: messageId })
    .where("batch_id", "=", id)
    .where("page", "=", page)
    .execute();
  await transaction
    .updateTable("jobs")
    .set({ message_id: messageId })
    .where("batch_id", "=", id)
    .where("batch_page", "=", page)
    .where("forgotten_at", "is", null)
    .execute();
}
