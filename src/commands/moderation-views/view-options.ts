import type { GuildJobs } from "../../jobs/guild-jobs.ts";
import type { DeliveredJob, Job, StoppedJob } from "../../jobs/job.ts";
import type { JobStore } from "../../jobs/job-store.ts";
import type { ReportStore } from "../../jobs/report-store.ts";
import type { Logger } from "../../logger.ts";
import type { ModerationOptions } from "../moderation/moderator.ts";

/** What moderators' views of a guild need beside its settings. */
export interface ViewOptions extends ModerationOptions {
  readonly jobs: JobStore;
  readonly guildJobs: GuildJobs;
  readonly reports: ReportStore;
  /** A job may be due now. */
  readonly nudge: () => void;
  /** Removes a job's pictures from the archive. */
  readonly forgetFiles: (job: Job) => Promise<void>;
  /** A drawing of ours as PNG. */
  readonly picture: (svg: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** What someone is called in a guild; null where Discord does not say it soon. */
  readonly memberName: (guildId: string, userId: string) => Promise<string | null>;
  /** Shows in a job's reply that a moderator removed it. @returns whether the reply could be changed */
  readonly showRemoved: (job: DeliveredJob | StoppedJob, reason: string) => Promise<boolean>;
  /** Sends a message to a guild's channel, or changes one there. */
  readonly post: (channelId: string, body: object, nonce: string) => Promise<Posted>;
  readonly edit: (channelId: string, messageId: string, body: object) => Promise<Edited>;
  readonly log: Logger;
}

/** "gone": the message or its channel was deleted. */
export type Edited = "done" | "gone" | "failed";
export type Posted = { readonly ok: true; readonly messageId: string } | { readonly ok: false; readonly why: string };
