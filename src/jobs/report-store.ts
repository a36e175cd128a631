import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";
import type { JobId } from "./job.ts";

/** What a member wrote about a picture. */
export interface Report {
  readonly userId: string;
  readonly reason: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

export type ReportDecision = "kept" | "removed";

/** A reported picture: all reports of it, and what was decided. */
export interface ReportCase {
  readonly jobId: JobId;
  readonly guildId: string;
  /** The message that moderators decide in. */
  readonly message: { readonly channelId: string; readonly messageId: string } | null;
  readonly decided: { readonly decision: ReportDecision; readonly by: string; readonly at: number } | null;
  /** Oldest first. */
  readonly reports: readonly Report[];
}

/** Reports of pictures. A member reports a picture once. */
export class ReportStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async find(jobId: JobId): Promise<ReportCase | null> {
    const row = await this.#database
      .selectFrom("report_cases")
      .selectAll()
      .where("job_id", "=", jobId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const reports = await this.#database
      .selectFrom("reports")
      .selectAll()
      .where("job_id", "=", jobId)
      .orderBy("at")
      .orderBy("user_id")
      .execute();
    const { channel_id: channelId, message_id: messageId, decision, decided_by: by, decided_at: at } = row;
    return {
      jobId,
      guildId: row.guild_id,
      message: channelId === null || messageId === null ? null : { channelId, messageId },
      decided: decision === null || by === null ? null : { decision, by, at: Number(at) },
      reports: reports.map((report) => ({ userId: report.user_id, reason: report.reason, at: Number(report.at) })),
    };
  }

  /** The guild's cases that nobody decided yet, the one reported first first. */
  async open(guildId: string, limit: number): Promise<ReportCase[]> {
    const rows = await this.#database
      .selectFrom("report_cases")
      .innerJoin("reports", "reports.job_id", "report_cases.job_id")
      .select("report_cases.job_id")
      .where("guild_id", "=", guildId)
      .where("decision", "is", null)
      .groupBy("report_cases.job_id")
      .orderBy(({ fn }) => fn.min("reports.at"))
      .limit(limit)
      .execute();
    const found = await Promise.all(rows.map(({ job_id }) => this.find(job_id as JobId)));
    return found.filter((each) => each !== null);
  }

  /** @returns false where this member has reported it already */
  async add(jobId: JobId, guildId: string, { userId, reason }: Omit<Report, "at">): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("report_cases")
        .values({ job_id: jobId, guild_id: guildId, channel_id: null, message_id: null, ...UNDECIDED })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const added = await transaction
        .insertInto("reports")
        .values({ job_id: jobId, user_id: userId, reason, at: this.#clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .returning("job_id")
        .executeTakeFirst();
      return added !== undefined;
    });
  }

  /** Takes a report back that reached nobody, so that it can be made again. */
  async withdraw(jobId: JobId, userId: string): Promise<void> {
    await this.#database.deleteFrom("reports").where("job_id", "=", jobId).where("user_id", "=", userId).execute();
  }

  async shownIn(jobId: JobId, message: { channelId: string; messageId: string }): Promise<void> {
    await this.#database
      .updateTable("report_cases")
      .set({ channel_id: message.channelId, message_id: message.messageId })
      .where("job_id", "=", jobId)
      .execute();
  }

  /** @returns false where there is no open case any more */
  async decide(jobId: JobId, decision: ReportDecision, by: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable("report_cases")
      .set({ decision, decided_by: by, decided_at: this.#clock.now() })
      .where("job_id", "=", jobId)
      .where("decision", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

const UNDECIDED = { decision: null, decided_by: null, decided_at: null } as const;
