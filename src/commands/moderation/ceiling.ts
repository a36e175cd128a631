import { ceilingOf, type OperatorSettings } from "../../policy/operator-settings.ts";
import { say } from "../../texts/say.ts";
import { type Reader, valueText } from "./value-text.ts";

export const SHARED_LIMITS = ["op_day", "op_month", "op_jobs", "op_pixels"] as const;
/** What the operator may bound for a guild. */
export const SERVER_LIMITS = [...SHARED_LIMITS, "op_images"] as const;
export type OperatorLimit = (typeof SERVER_LIMITS)[number];

const NAMES = {
  op_day: "perDay",
  op_month: "perMonth",
  op_jobs: "jobsAtOnce",
  op_pixels: "maxPixels",
  op_images: "imagesPerMemberPerDay",
} as const satisfies Record<OperatorLimit, string>;

/** What holds for a guild: the word set for this one, or what each guild may have. */
export function ceilingLine(id: OperatorLimit, guildId: string, settings: OperatorSettings, reader: Reader): string {
  const own = settings.byGuild[guildId]?.[NAMES[id]];
  const value = own ?? ceilingOf(settings, guildId)[NAMES[id]] ?? undefined;
  const words = `**${say(reader.locale, `setting_${id}`)}**: ${valueText(id, value, reader)}`;
  return own === undefined ? words : `${words} · ${say(reader.locale, "op_own_set")}`;
}

/** What moderators read of it in their own panel; empty where nothing bounds their guild. */
export function ceilingText(settings: OperatorSettings, guildId: string, reader: Reader): string {
  const ceiling = ceilingOf(settings, guildId);
  const lines = SERVER_LIMITS.flatMap((id) => {
    const value = ceiling[NAMES[id]];
    return value === null ? [] : [`${say(reader.locale, `setting_${id}`)}: ${valueText(id, value, reader)}`];
  });
  return lines.length === 0 ? "" : [`**${say(reader.locale, "op_limits_in_easel")}**`, ...lines].join("\n");
}
