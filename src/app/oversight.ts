import type { Clock } from "../clock.ts";
import type { ModerationOptions } from "../commands/moderation/moderator.ts";
import { AuditTeller } from "../commands/moderation-views/audit-teller.ts";
import type { ViewOptions } from "../commands/moderation-views/view-options.ts";
import { AuditChannel } from "../delivery/audit-channel.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import { GuildJobs } from "../jobs/guild-jobs.ts";
import type { JobStore } from "../jobs/job-store.ts";
import { ReportStore } from "../jobs/report-store.ts";
import type { Logger } from "../logger.ts";
import type { Archive } from "../media/archive.ts";
import { pictureOfSvg } from "../media/svg-picture.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { memberUsage } from "../policy/usage-reader.ts";
import type { Database } from "../storage/database.ts";

/** For names and languages, which a sentence can do without. */
const LOOK_UP_LIMIT_MS = 2_000;

interface Rooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly policies: PolicyStore;
  readonly models: ModelCatalog;
  readonly delivery: Delivery;
  readonly api: DiscordApi;
}

export interface Oversight {
  /** To the channels that moderators read. */
  readonly channel: AuditChannel;
  readonly teller: AuditTeller;
  readonly guildJobs: GuildJobs;
  readonly memberUsage: ModerationOptions["memberUsage"];
  /** What moderators' views need beside the settings. */
  readonly views: (moderation: ModerationOptions, nudge: () => void) => ViewOptions;
}

/** What moderators see of their guild, and where they are told. */
export function makeOversight({
  database,
  clock,
  log,
  archive,
  jobs,
  policies,
  models,
  delivery,
  api,
}: Rooms): Oversight {
  const channel = new AuditChannel({
    api,
    clock,
    lost: (id, why) => log.warn({ channel: id, why }, "a message to moderators could not be sent"),
  });
  const guildJobs = new GuildJobs(database);
  const post: ViewOptions["post"] = (id, body, nonce) => channel.post(id, body, nonce);
  const guildLanguage = (guildId: string) => api.guildLanguage(guildId, LOOK_UP_LIMIT_MS);
  const teller = new AuditTeller({ policies, models, guildJobs, post, guildLanguage, log });
  const reports = new ReportStore(database, clock);
  return {
    channel,
    memberUsage: (guildId, userId) => memberUsage(database, { guildId, userId, now: clock.now() }),
    teller,
    guildJobs,
    views: (moderation, nudge) => ({
      ...moderation,
      jobs,
      guildJobs,
      reports,
      nudge,
      forgetFiles: (job) => archive.deleteJob(job.id),
      picture: pictureOfSvg,
      memberName: (guildId, userId) => api.memberName(guildId, userId, LOOK_UP_LIMIT_MS),
      showRemoved: (job, reason) => delivery.showRemoved(job, reason),
      post,
      async edit(id, message, body) {
        const edited = await api.editMessage(id, message, body);
        if (edited.ok) return "done";
        return edited.kind === "message_gone" || edited.kind === "channel_gone" ? "gone" : "failed";
      },
      log,
    }),
  };
}
