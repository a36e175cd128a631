import { type SqlBool, sql } from "kysely";
import { applied } from "../jobs/applied.ts";
import type { JobId } from "../jobs/job.ts";
import { modelInput } from "../jobs/stored.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import { promptOf } from "../models/summary.ts";
import type { Database, textSearch } from "../storage/database.ts";

/** A prompt that someone gave before, as they typed it. */
export interface RememberedPrompt {
  readonly jobId: JobId;
  readonly text: string;
  readonly favourite: boolean;
}

/** How a finished job was made. */
export interface Made {
  readonly definition: ModelDefinition;
  readonly input: ModelInput;
}

/** The newest are looked at one by one; what is older is found by its words. */
const MOST_RECENT = 300;
const MOST_FAVOURITES = 100;
const MOST_OLDER = 50;
/** Shorter beginnings of words stand in too many prompts to look for. */
const SHORTEST_WORD = 3;
/** As the partial index of 0006-prompts has it: word for word, or it goes unused. */
const REMEMBERED = sql<SqlBool>`jobs.deleted_at is null and jobs.forgotten_at is null`;
const COLUMNS = ["jobs.id", "jobs.model", "jobs.input", "jobs.applied"] as const;

interface Row {
  readonly id: string;
  readonly model: string;
  readonly input: string;
  readonly applied: string | null;
}

export interface PromptMemoryOptions {
  readonly database: Database;
  readonly models: Pick<ModelCatalog, "all">;
  readonly search: typeof textSearch;
}

/** What members asked for before. It is read from their jobs alone: what is deleted or forgotten there is gone here. */
export class PromptMemory {
  readonly #options: PromptMemoryOptions;

  constructor(options: PromptMemoryOptions) {
    this.#options = options;
  }

  /** Favourites first, then newest first; some that have what is typed in them, and others. */
  async of(userId: string, typed: string): Promise<RememberedPrompt[]> {
    const favourites = await this.#favourites(userId);
    const recent = await this.#jobs(userId).orderBy("jobs.created_at", "desc").limit(MOST_RECENT).execute();
    const older = recent.length === MOST_RECENT ? await this.#older(userId, typed) : [];
    return [
      ...favourites.flatMap((row) => this.#remembered(row, true)),
      ...[...recent, ...older].flatMap((row) => this.#remembered(row, false)),
    ];
  }

  /** Null where there is none of that member's. */
  async find(userId: string, jobId: string): Promise<string | null> {
    const row = await this.#jobs(userId).where("jobs.id", "=", jobId).executeTakeFirst();
    return row === undefined ? null : (this.#remembered(row, false)[0]?.text ?? null);
  }

  /** What a member's own job was made with; null where there is none, or its model is not offered any more. */
  async made(userId: string, source: { readonly job: string } | { readonly message: string }): Promise<Made | null> {
    const jobs = this.#jobs(userId);
    const query =
      "job" in source ? jobs.where("jobs.id", "=", source.job) : jobs.where("jobs.message_id", "=", source.message);
    const row = await query.executeTakeFirst();
    const definition = row && this.#definitionOf(row);
    return definition === undefined ? null : { definition, input: modelInput.parse(JSON.parse(row?.input ?? "{}")) };
  }

  #definitionOf({ model }: Row): ModelDefinition | undefined {
    return this.#options.models.all.find(({ endpoint }) => endpoint === model);
  }

  #jobs(userId: string) {
    return this.#options.database
      .selectFrom("jobs")
      .select(COLUMNS)
      .where("jobs.user_id", "=", userId)
      .where(REMEMBERED);
  }

  #favourites(userId: string) {
    return this.#options.database
      .selectFrom("favourites")
      .innerJoin("jobs", "jobs.id", "favourites.job_id")
      .select(COLUMNS)
      .where("favourites.user_id", "=", userId)
      .where("jobs.user_id", "=", userId)
      .where(REMEMBERED)
      .orderBy("favourites.at", "desc")
      .limit(MOST_FAVOURITES)
      .execute();
  }

  async #older(userId: string, typed: string): Promise<Row[]> {
    const { search } = this.#options;
    const words = typed.split(/\s+/u).filter((word) => word.length >= SHORTEST_WORD);
    if (words.length === 0) return [];
    const found = this.#jobs(userId).where(search.matches(words.join(" ")));
    return found.orderBy("jobs.created_at", "desc").limit(MOST_OLDER).execute();
  }

  #remembered(row: Row, favourite: boolean): RememberedPrompt[] {
    const { id, input } = row;
    const typed = row.applied === null ? null : applied.parse(JSON.parse(row.applied)).typed;
    const definition = this.#definitionOf(row);
    if (definition === undefined) return [];
    const text = (typed ?? promptOf(definition, modelInput.parse(JSON.parse(input))))?.trim();
    return text === undefined || text === "" ? [] : [{ jobId: id as JobId, text, favourite }];
  }
}
