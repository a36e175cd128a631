import { type SqlBool, sql } from "kysely";
import type { JobId } from "../jobs/job.ts";
import type { Database } from "../storage/database.ts";
import type { TextSearch } from "../storage/text-search.ts";
import { ENTRY_COLUMNS, type HistoryEntry, toEntry } from "./entry.ts";
import { KEPT } from "./kept.ts";
import type { View } from "./view.ts";

/** Where a page begins: at the newest, at a job itself, or beside one of the page before. */
export type PageStart =
  | { readonly side: "newest" }
  | { readonly side: "from" | "older" | "newer"; readonly than: JobId };

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** Who looks, and at what. */
export interface Looking {
  readonly userId: string;
  readonly view: View;
}

const NUMBER = sql<number>`found.number`;
const OPERATORS = { from: sql.raw("<="), older: sql.raw("<"), newer: sql.raw(">") };

/** The jobs whose pictures can be found again. */
export class HistoryStore {
  readonly #database: Database;
  readonly #search: TextSearch;

  constructor(database: Database, search: TextSearch) {
    this.#database = database;
    this.#search = search;
  }

  /** One page; what lies beside its start is found by an index, however far that is from the newest. */
  async page(looking: Looking, start: PageStart, limit: number): Promise<HistoryPage> {
    const rows = await this.pageQuery(looking, start, limit + 1).execute();
    const beyond = rows.length > limit;
    const entries = rows.slice(0, limit).map(toEntry);
    if (start.side === "newer") entries.reverse();
    const { first, last } = { first: entries[0], last: entries.at(-1) };
    if (first === undefined || last === undefined) return { entries: [], hasOlder: false, hasNewer: false };
    const hasNewer = start.side === "newer" ? beyond : await this.#isThere(looking, { side: "newer", than: first.id });
    const hasOlder = start.side === "newer" ? await this.#isThere(looking, { side: "older", than: last.id }) : beyond;
    return { entries, hasOlder, hasNewer };
  }

  /** One of the jobs that this view shows to this person; null for every other. */
  async entry(looking: Looking, id: JobId): Promise<HistoryEntry | null> {
    const row = await this.#shown(looking).select(ENTRY_COLUMNS).where("jobs.id", "=", id).executeTakeFirst();
    return row === undefined ? null : toEntry(row);
  }

  /** The statement behind a page; a test asks the database how it would go about it. */
  pageQuery(looking: Looking, start: PageStart, limit: number) {
    const direction = start.side === "newer" ? "asc" : "desc";
    const page = this.#from(looking, start).select(ENTRY_COLUMNS).limit(limit);
    if (this.#found(looking) !== null) return page.orderBy(NUMBER, direction);
    return page.orderBy("jobs.created_at", direction).orderBy("jobs.id", direction);
  }

  async #isThere(looking: Looking, start: PageStart): Promise<boolean> {
    return (await this.#from(looking, start).select("jobs.id").limit(1).executeTakeFirst()) !== undefined;
  }

  /** Null where nothing is searched for, or the database needs no such help. */
  #found({ view: { filters } }: Looking) {
    return filters.text === null ? null : this.#search.inOrder(filters.text);
  }

  #from(looking: Looking, start: PageStart) {
    const found = this.#found(looking);
    const among =
      found === null
        ? this.#shown(looking)
        : // In an $if, so that it is the same query to its types with the join and without.
          this.#shown(looking, null).$if(true, (query) =>
            query.innerJoin(found.as("found"), "found.job_id", "jobs.id"),
          );
    if (start.side === "newest") return among;
    const { side, than } = start;
    const number = sql`select job_texts.number from job_texts where job_texts.job_id = ${than}`;
    const createdAt = sql`select beside.created_at from jobs as beside where beside.id = ${than}`;
    return among.where(
      found === null
        ? sql<SqlBool>`(jobs.created_at, jobs.id) ${OPERATORS[side]} ((${createdAt}), ${than})`
        : sql<SqlBool>`${NUMBER} ${OPERATORS[side]} (${number})`,
    );
  }

  #shown({ userId, view: { place, filters } }: Looking, text = filters.text) {
    const { model, member, since, before } = filters;
    const kept = this.#database.selectFrom("jobs").where(KEPT);
    const everyones = () => kept.where("jobs.state", "=", "delivered").where("jobs.ephemeral", "=", 0);
    const there =
      place.kind === "mine"
        ? kept.where("jobs.user_id", "=", userId)
        : place.kind === "server"
          ? everyones().where("jobs.guild_id", "=", place.guildId)
          : everyones().where("jobs.guild_id", "=", place.guildId).where("jobs.channel_id", "=", place.channelId);
    return there
      .$if(model !== null, (query) => query.where("jobs.model", "=", model ?? ""))
      .$if(member !== null, (query) => query.where("jobs.user_id", "=", member ?? ""))
      .$if(since !== null, (query) => query.where("jobs.created_at", ">=", since ?? 0))
      .$if(before !== null, (query) => query.where("jobs.created_at", "<", before ?? 0))
      .$if(text !== null, (query) => query.where(this.#search.matches(text ?? "")))
      .$if(filters.favourites, (query) =>
        query.where("jobs.id", "in", (from) =>
          from.selectFrom("favourites").select("favourites.job_id").where("favourites.user_id", "=", userId),
        ),
      );
  }
}
