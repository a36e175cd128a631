import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Asker, Command, SeenPlace } from "../interaction.ts";
import type { GuildJobs } from "../jobs/guild-jobs.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { Admissions } from "../policy/admissions.ts";
import type { Explanation } from "../policy/decision.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Place } from "../policy/request.ts";
import { OPEN_SETTINGS } from "../policy/settings.ts";
import type { MemberUsage } from "../policy/usage.ts";
import { meWords } from "../texts/moderation-commands.ts";
import { leftParagraph, type ModelStanding, mayParagraph, usedParagraph } from "./me-words.ts";
import { container, messageOf, text } from "./moderation/parts.ts";
import { worded } from "./moderation/subcommands/subcommand.ts";

// Discord's numbers: a slash command, installed to guilds, used there and in the bot's direct messages.
const CHAT_INPUT = 1;
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;
/** As far back as limits count. */
const DAYS = 30;
const DAY_MS = 86_400_000;

export interface MeOptions {
  readonly admissions: Pick<Admissions, "explainEach">;
  readonly policies: Pick<PolicyStore, "settings">;
  readonly models: ModelCatalog;
  readonly guildJobs: Pick<GuildJobs, "usage">;
  readonly memberUsage: (guildId: string | null, userId: string) => Promise<MemberUsage>;
  readonly placeOf: (seen: SeenPlace) => Promise<Place>;
  readonly now: () => number;
}

/** /me: what a member may do here, what is left of it until when, and what they have used. */
export function meCommand(options: MeOptions): Command {
  return {
    data,
    execute: async (asker) => ({ kind: "message", body: await standingOf(asker, options), ephemeral: true }),
  };
}

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: CHAT_INPUT,
  ...worded(meWords),
  contexts: [GUILD, BOT_DM],
  integration_types: [GUILD_INSTALL],
};

async function standingOf(asker: Asker, options: MeOptions): Promise<object> {
  const { guildId, userId, member, locale } = asker;
  const place = await options.placeOf(asker.place);
  const explained = await options.admissions.explainEach({ guildId, member, place, input: {} }, options.models.all);
  const standings = explained.map(({ definition: { title }, explanation }) => ({ title, explanation }));
  const settings = guildId === null ? OPEN_SETTINGS : await options.policies.settings(guildId);
  const used = await options.guildJobs.usage(guildId, options.now() - DAYS * DAY_MS, userId);
  const titleOf = (endpoint: string) => options.models.byEndpoint(endpoint)?.title ?? endpoint;
  const paragraphs = [
    mayParagraph(standings, settings.limits, member.roles, locale),
    leftParagraph(commonFindings(standings), await options.memberUsage(guildId, userId), locale),
    usedParagraph(used, { days: DAYS, titleOf }, locale),
  ];
  return messageOf(
    container(
      "panel",
      paragraphs.map((paragraph) => text(paragraph)),
    ),
  );
}

/** What counts is the same whichever model is asked about. */
function commonFindings(standings: readonly ModelStanding[]): Explanation["findings"] {
  return standings[0]?.explanation.findings ?? [];
}
