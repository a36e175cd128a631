import type { Answer, AnswerMessage, GivenOptions } from "../../interaction.ts";
import { localizations } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { readerOf } from "../moderation/change.ts";
import type { Moderator } from "../moderation/moderator.ts";
import { numberIn, option, type Subcommand } from "../moderation/subcommands/subcommand.ts";
import { usageCsv } from "./usage-csv.ts";
import { PERIODS, type Period, startOf, summarizeUsage, type UsageLine } from "./usage-summary.ts";
import { csvMessage, usageMessage } from "./usage-view.ts";
import type { ViewOptions } from "./view-options.ts";

type UsageOptions = Pick<ViewOptions, "guildJobs" | "memberName" | "picture" | "models" | "now">;

/** About 300 bytes a line, this stays below the 10 MiB that Discord takes everywhere. */
export const MOST_ROWS = 30_000;

/** /easel usage: what the guild used, as charts with words beside them. */
export function usageSubcommand(options: UsageOptions): Subcommand {
  return {
    name: "usage",
    options: [periodOption()],
    async execute(moderator, given) {
      const period = periodIn(given);
      return { kind: "later", ephemeral: true, message: () => usageOf(moderator, period, options) };
    },
  };
}

/** How far back is looked. */
export function periodOption() {
  const days = option.integer("days", { min_value: PERIODS[0], max_value: PERIODS[2] }, false);
  const choices = PERIODS.map((period) => ({
    name: say("en-US", "usage_period", { days: period }),
    name_localizations: localizations((locale) => say(locale, "usage_period", { days: period })),
    value: period,
  }));
  const { min_value: _least, max_value: _most, ...chosen } = days;
  return { ...chosen, choices };
}

export function periodIn(given: GivenOptions): Period {
  const wanted = numberIn(given, "days");
  return PERIODS.find((each) => each === wanted) ?? PERIODS[0];
}

/** The charts of a period. Drawing them takes longer than Discord waits for an answer. */
export async function usageOf(moderator: Moderator, period: Period, options: UsageOptions): Promise<AnswerMessage> {
  const { guildId } = moderator;
  const now = options.now();
  const rows = await options.guildJobs.usage(guildId, startOf(period, now));
  const summary = summarizeUsage(rows, period, now);
  const names = await namesOf(guildId, summary.members, options);
  return usageMessage({ summary, period, reader: readerOf(moderator, options), names, picture: options.picture });
}

/** Every job of the period as a file. */
export function showUsageFile(moderator: Moderator, period: Period, options: UsageOptions): Answer {
  return {
    kind: "later",
    ephemeral: true,
    async message() {
      const since = startOf(period, options.now());
      const jobs = await options.guildJobs.list(moderator.guildId, since, MOST_ROWS + 1);
      const listed = jobs.slice(0, MOST_ROWS);
      const file = { bytes: usageCsv(listed), count: listed.length, cut: jobs.length > MOST_ROWS, period };
      return csvMessage(file, readerOf(moderator, options));
    },
  };
}

async function namesOf(guildId: string, members: readonly UsageLine[], { memberName }: UsageOptions) {
  const named = await Promise.all(
    members.map(async ({ key }) => [key, key === null ? null : await memberName(guildId, key)] as const),
  );
  return new Map(named.flatMap(([id, name]) => (id === null || name === null ? [] : [[id, name] as const])));
}
