import type { GuildJobs } from "../../jobs/guild-jobs.ts";
import type { Job } from "../../jobs/job.ts";
import type { Verdict } from "../../jobs/verdict.ts";
import type { Logger } from "../../logger.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { AuditEntry } from "../../policy/audit-entry.ts";
import { OPERATOR, type PolicyStore } from "../../policy/policy-store.ts";
import { amountText } from "../../policy/sentences.ts";
import type { GuildSettings } from "../../policy/settings.ts";
import { type Locale, localeFor } from "../../texts/localized.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { readerFor } from "../moderation/change.ts";
import { entryText } from "../moderation/entry-text.ts";
import { container, messageOf, text } from "../moderation/parts.ts";
import { channelMention, memberMention } from "../moderation/value-text.ts";
import type { ViewOptions } from "./view-options.ts";

export interface AuditTellerOptions extends Pick<ViewOptions, "post"> {
  readonly policies: Pick<PolicyStore, "settings">;
  readonly models: ModelCatalog;
  readonly guildJobs: GuildJobs;
  /** Discord's code of the language that a guild chose; null where it does not say it soon. */
  readonly guildLanguage: (guildId: string) => Promise<string | null>;
  readonly log: Logger;
}

type Ended = Extract<Verdict, { type: "delivered" | "stopped" }>;

/** Tells a guild's audit channel what moderators did and, where they want it, what was made. Nothing waits for it. */
export class AuditTeller {
  readonly #options: AuditTellerOptions;

  constructor(options: AuditTellerOptions) {
    this.#options = options;
  }

  /** Never rejects: what moderators did is done. */
  async entry(entry: AuditEntry): Promise<void> {
    if (entry.scope === OPERATOR) return;
    await this.#unfailing(entry.id, async () => {
      const settings = await this.#options.policies.settings(entry.scope);
      const channels = channelsOf(entry, settings);
      if (channels.length === 0) return;
      const locale = await this.#localeOf(entry.scope);
      const body = messageOf(container("panel", [text(entryText(entry, readerFor(locale, settings, this.#options)))]));
      for (const channel of channels) void this.#options.post(channel, body, nonceOf("a", entry.id));
    });
  }

  /** Never rejects. `verdict` is the one that ends the job. */
  async job(job: Job, verdict: Verdict): Promise<void> {
    const { guildId } = job.origin;
    if (guildId === null || (verdict.type !== "delivered" && verdict.type !== "stopped")) return;
    await this.#unfailing(job.id, async () => {
      const settings = await this.#options.policies.settings(guildId);
      if (settings.audit.channel === null || !settings.audit.everyJob) return;
      const words = await this.#jobLine(job, verdict, settings, await this.#localeOf(guildId));
      void this.#options.post(settings.audit.channel, messageOf(text(words)), nonceOf("j", job.id));
    });
  }

  async #jobLine(job: Job, verdict: Ended, settings: GuildSettings, locale: Locale): Promise<string> {
    const { origin } = job;
    const title = this.#options.models.byEndpoint(job.model)?.title ?? job.model;
    const micros = await this.#options.guildJobs.cost(job.id, verdict);
    const facts = {
      member: memberMention(origin.userId),
      model: plainText(title, 60),
      channel: channelMention(origin.channelId),
      cost: amountText(micros, settings.money.currency, locale),
    };
    if (verdict.type === "delivered") {
      const count = job.state === "saved" ? job.files.length : job.images;
      // Nobody else could be led to what its member alone sees.
      if (job.terms.ephemeral) return say(locale, "job_delivered", { ...facts, count });
      const link = `https://discord.com/channels/${origin.guildId}/${origin.channelId}/${job.messageId}`;
      return `${say(locale, "job_delivered", { ...facts, count })} · [${say(locale, "job_link")}](${link})`;
    }
    if (verdict.state === "canceled") return say(locale, "job_canceled", facts);
    return say(locale, "job_failed", { ...facts, why: verdict.failure.kind.replaceAll("_", " ") });
  }

  async #localeOf(guildId: string): Promise<Locale> {
    return localeFor((await this.#options.guildLanguage(guildId)) ?? "en-US");
  }

  async #unfailing(about: string, tell: () => Promise<void>): Promise<void> {
    try {
      await tell();
    } catch (error) {
      this.#options.log.error({ err: error, about }, "the audit channel could not be told");
    }
  }
}

/** The channel, and the one it was before: nobody moves the log away unseen. */
function channelsOf({ deed }: AuditEntry, { audit }: GuildSettings): string[] {
  const changes = deed.kind === "settings" ? deed.changes : [];
  const former = changes.flatMap(({ path, before }) =>
    path.join(".") === "audit.channel" && typeof before === "string" ? [before] : [],
  );
  return [...new Set([...(audit.channel === null ? [] : [audit.channel]), ...former])];
}

/** Discord keeps a nonce of 25 characters. */
function nonceOf(kind: string, id: string): string {
  return `${kind}${id.replaceAll("-", "").slice(0, 24)}`;
}
