import { type SqlBool, sql } from "kysely";
import { applied } from "../jobs/applied.ts";
import type { JobId } from "../jobs/job.ts";
import { modelInput } from "../jobs/stored.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import { isJsonObject } from "../models/json-value.ts";
import { promptField } from "../models/summary.ts";
import type { Database } from "../storage/database.ts";

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

/** The newest are looked at one by one at every key; /history finds what is older. */
const MOST_RECENT = 500;
const MOST_FAVOURITES = 200;
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
}

/** What members asked for before. It is read from their jobs alone: what is deleted or forgotten there is gone here. */
export class PromptMemory {
  readonly #options: PromptMemoryOptions;

  constructor(options: PromptMemoryOptions) {
    this.#options = options;
  }

  /** Favourites first, then newest first. */
  async of(userId: string): Promise<RememberedPrompt[]> {
    const favourites = await this.#favourites(userId);
    const recent = await this.recentQuery(userId).execute();
    const definitions = new Map(this.#options.models.all.map((each) => [each.endpoint, each]));
    return [
      ...favourites.flatMap((row) => remembered(row, definitions.get(row.model), true)),
      ...recent.flatMap((row) => remembered(row, definitions.get(row.model), false)),
    ];
  }

  /** The statement behind the newest; a test asks the database how it would go about it. */
  recentQuery(userId: string) {
    return this.#jobs(userId).orderBy("jobs.created_at", "desc").limit(MOST_RECENT);
  }

  /** Null where there is none of that member's. */
  async find(userId: string, jobId: string): Promise<string | null> {
    const row = await this.#jobs(userId).where("jobs.id", "=", jobId).executeTakeFirst();
    const [prompt] = row === undefined ? [] : remembered(row, this.#definitionOf(row), false);
    return prompt?.text ?? null;
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
}

function remembered(row: Row, definition: ModelDefinition | undefined, favourite: boolean): RememberedPrompt[] {
  const text = (typedIn(row) ?? promptIn(row, definition)).trim();
  return text === "" ? [] : [{ jobId: row.id as JobId, text, favourite }];
}

/** What was typed, where that is not the prompt itself. */
function typedIn({ applied: kept }: Row): string | null {
  return kept === null ? null : applied.parse(JSON.parse(kept)).typed;
}

/** Without a look at all the rest: this is asked of hundreds of jobs at every key. */
function promptIn({ input }: Row, definition: ModelDefinition | undefined): string {
  const name = definition && promptField(definition)?.name;
  const values: unknown = JSON.parse(input);
  const prompt = name !== undefined && isJsonObject(values) ? values[name] : undefined;
  return typeof prompt === "string" ? prompt : "";
}
