import { sql } from "kysely";
import type { Database } from "../storage/database.ts";
import type { Job, JobId } from "./job.ts";
import { toJob } from "./job-row.ts";
import { isUnderWay, type JobUnderWay, UNDER_WAY } from "./job-states.ts";
import { ledgerEnd } from "./transitions.ts";
import type { Verdict } from "./verdict.ts";

const DAY_MS = 86_400_000;

/** Every guild and all direct messages. */
export const EVERYWHERE = "everywhere";

/** What was used of one model on one day, by one member of a guild; looked at everywhere, in one guild. */
export interface DayUsage {
  /** Days since the Unix epoch, in UTC, as budgets count them. */
  readonly day: number;
  readonly model: string;
  /** The member, or the guild: empty for direct messages. */
  readonly whose: string;
  readonly jobs: number;
  /** Of them: with pictures to show. */
  readonly delivered: number;
  readonly images: number;
  /** Millionths of a US dollar that the relay charged or may have charged, or that are reserved. */
  readonly micros: number;
}

/** One job, for a list that is counted elsewhere. */
export interface UsedJob {
  readonly id: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly guildId: string | null;
  readonly userId: string;
  readonly channelId: string;
  readonly model: string;
  readonly images: number;
  readonly state: string;
  readonly micros: number;
}

/** What moderators see of their guild's jobs; a member's own where `userId` is given. */
export class GuildJobs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The jobs that a message shows, in their order; those without pictures only where none has any. `guildId`: where it
   * stands, null for direct messages.
   */
  async ofMessage(guildId: string | null, messageId: string): Promise<Job[]> {
    const rows = await this.#database
      .selectFrom("jobs")
      .selectAll()
      .where("message_id", "=", messageId)
      .where("guild_id", "is not distinct from", guildId)
      .where("forgotten_at", "is", null)
      .orderBy("batch_place")
      .orderBy("created_at")
      .execute();
    const jobs = rows.map(toJob);
    const pictured = jobs.filter((job) => "files" in job && job.files.length > 0 && job.deletedAt === null);
    return pictured.length > 0 ? pictured : jobs.slice(0, 1);
  }

  /** What was used since a moment, by day, model and member; everywhere, by guild. `guildId` null: in direct messages. */
  async usage(guildId: string | null | typeof EVERYWHERE, since: number, userId?: string): Promise<DayUsage[]> {
    const whose = guildId === EVERYWHERE ? "jobs.guild_id" : "jobs.user_id";
    const day = sql<number>`cast(jobs.created_at / ${sql.lit(DAY_MS)} as integer)`;
    const rows = await this.#since(guildId, since)
      .$if(userId !== undefined, (query) => query.where("jobs.user_id", "=", userId ?? ""))
      .select(({ fn }) => [
        day.as("day"),
        "jobs.model",
        `${whose} as whose`,
        fn.countAll().as("jobs"),
        sql<number>`sum(case when jobs.state = 'delivered' then 1 else 0 end)`.as("delivered"),
        sql<number>`sum(case when jobs.state = 'delivered' then jobs.images - jobs.withheld else 0 end)`.as("images"),
        charged().as("micros"),
      ])
      .groupBy(["day", "jobs.model", whose])
      .execute();
    return rows.map((row) => ({
      day: Number(row.day),
      model: row.model,
      whose: row.whose ?? "",
      jobs: Number(row.jobs),
      delivered: Number(row.delivered),
      images: Number(row.images),
      micros: Number(row.micros),
    }));
  }

  /** Each job since a moment, newest first. */
  async list(guildId: string | typeof EVERYWHERE, since: number, limit: number): Promise<UsedJob[]> {
    const rows = await this.#since(guildId, since)
      .select([
        "jobs.id",
        "jobs.created_at",
        "jobs.ended_at",
        "jobs.guild_id",
        "jobs.user_id",
        "jobs.channel_id",
        "jobs.model",
      ])
      .select(["jobs.images", "jobs.state", charged().as("micros")])
      .groupBy("jobs.id")
      .orderBy("jobs.created_at", "desc")
      .orderBy("jobs.id")
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      createdAt: Number(row.created_at),
      endedAt: row.ended_at === null ? null : Number(row.ended_at),
      guildId: row.guild_id,
      userId: row.user_id,
      channelId: row.channel_id,
      model: row.model,
      images: row.images,
      state: row.state,
      micros: Number(row.micros),
    }));
  }

  /** The jobs under way, oldest first. */
  async underWay(guildId: string, { limit, offset }: { limit: number; offset: number }): Promise<JobUnderWay[]> {
    const rows = await this.#database
      .selectFrom("jobs")
      .selectAll()
      .where("guild_id", "=", guildId)
      .where("told_at", "is", null)
      .where("state", "in", UNDER_WAY)
      .orderBy("created_at")
      .orderBy("id")
      .limit(limit)
      .offset(offset)
      .execute();
    return rows.map(toJob).filter(isUnderWay);
  }

  /** What a job costs now that a verdict ends it; millionths of a US dollar. */
  async cost(jobId: JobId, verdict: Verdict): Promise<number> {
    if (ledgerEnd(verdict) === "released") return 0;
    const row = await this.#database
      .selectFrom("ledger")
      .select("amount_micros")
      .where("job_id", "=", jobId)
      .executeTakeFirst();
    return Number(row?.amount_micros ?? 0);
  }

  #since(guildId: string | null | typeof EVERYWHERE, since: number) {
    return this.#database
      .selectFrom("jobs")
      .leftJoin("ledger", "ledger.job_id", "jobs.id")
      .$if(guildId !== EVERYWHERE, (query) => query.where("jobs.guild_id", "is not distinct from", guildId))
      .where("jobs.created_at", ">=", since);
  }
}

function charged() {
  return sql<number>`coalesce(sum(case when ledger.state <> 'released' then ledger.amount_micros end), 0)`;
}
