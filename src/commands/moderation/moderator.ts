import type { Asker, SeenPlace } from "../../interaction.ts";
import type { Job } from "../../jobs/job.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { Admissions } from "../../policy/admissions.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import type { Place } from "../../policy/request.ts";
import type { GuildSettings } from "../../policy/settings.ts";
import type { MemberUsage } from "../../policy/usage.ts";
import { say } from "../../texts/say.ts";

export interface ModerationOptions {
  readonly policies: PolicyStore;
  readonly admissions: Pick<Admissions, "explain">;
  readonly models: ModelCatalog;
  /** A place with all that rules it. */
  readonly placeOf: (seen: SeenPlace) => Promise<Place>;
  readonly now: () => number;
  /** What a member has used and has left; in a direct message there is no guild. */
  readonly memberUsage: (guildId: string | null, userId: string) => Promise<MemberUsage>;
  /** Whether the bot may write in a channel; true where Discord does not say otherwise soon. */
  readonly mayWrite: (channelId: string) => Promise<boolean>;
}

/** Someone who may moderate, with what holds in their guild now. Only `moderatorOf` makes one. */
export interface Moderator {
  readonly asker: Asker;
  readonly guildId: string;
  readonly settings: GuildSettings;
}

/** Manage Server (administrators and owners have it, too), or a role that the guild named. */
export function mayModerate(
  { managesGuild, member }: Pick<Asker, "managesGuild" | "member">,
  { moderatorRoles }: Pick<GuildSettings, "moderatorRoles">,
): boolean {
  return managesGuild || moderatorRoles.some((role) => member.roles.includes(role));
}

type Checked = { readonly ok: true; readonly moderator: Moderator } | { readonly ok: false; readonly refusal: string };

/** The one gate: every command, component and modal of moderators passes it. */
export async function moderatorOf(asker: Asker, { policies }: Pick<ModerationOptions, "policies">): Promise<Checked> {
  const { guildId, locale } = asker;
  if (guildId === null) return { ok: false, refusal: say(locale, "moderation_only_in_guilds") };
  const settings = await policies.settings(guildId);
  if (!mayModerate(asker, settings)) return { ok: false, refusal: say(locale, "moderation_not_yours") };
  return { ok: true, moderator: { asker, guildId, settings } };
}

/** Who decides about other people's jobs: moderators in their guild, and in its channel who may delete messages there. */
export async function moderatesJob(
  asker: Asker,
  { origin }: Pick<Job, "origin">,
  options: Pick<ModerationOptions, "policies">,
): Promise<boolean> {
  // A job of another guild is none of theirs, however its id was come by.
  if (asker.guildId === null || asker.guildId !== origin.guildId) return false;
  return (asker.moderates && asker.channelId === origin.channelId) || (await moderatorOf(asker, options)).ok;
}
