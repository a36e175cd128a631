import type { AuditEntry } from "../../policy/audit-entry.ts";
import type { Changed } from "../../policy/policy-store.ts";
import { type GuildSettings, guildSettings } from "../../policy/settings.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { entryLines } from "./entry-text.ts";
import type { ModerationOptions, Moderator } from "./moderator.ts";
import { redirectWarning } from "./redirect-check.ts";
import { type Edit, edited } from "./setting-value.ts";
import { channelMention, type Reader } from "./value-text.ts";

/** What came of a change, in words, and what to undo. */
export interface Outcome {
  readonly text: string;
  readonly entry: AuditEntry | null;
}

type Changing = Pick<ModerationOptions, "policies" | "models" | "mayWrite" | "placeOf">;

/** Channels that the bot itself writes in. */
const SPOKEN_IN = ["audit.channel", "audit.reports", "money.warnings", "channel"];

/** Makes edits, all or none. */
export function change(moderator: Moderator, edits: readonly Edit[], options: Changing): Promise<Outcome> {
  return changeBy(moderator, (settings) => edited(settings, edits), options);
}

/** Changes settings by a function; what it gives is held against their schema. */
export async function changeBy(
  moderator: Moderator,
  to: (settings: GuildSettings) => unknown,
  options: Changing,
): Promise<Outcome> {
  let fits = true;
  const { asker, guildId } = moderator;
  const changed = await options.policies.change(guildId, asker.userId, (settings) => {
    const checked = guildSettings.safeParse(to(settings));
    fits = checked.success;
    return checked.success ? checked.data : settings;
  });
  if (!fits) return { text: say(asker.locale, "change_does_not_fit"), entry: null };
  return withWarnings(outcomeOf(changed, moderator, options), moderator, options);
}

/** Takes an entry of the audit log back. */
export async function undo(moderator: Moderator, entryId: string, options: Changing): Promise<Outcome> {
  const { asker, guildId } = moderator;
  const undone = await options.policies.undo(guildId, entryId, asker.userId);
  return withWarnings(outcomeOf(undone, moderator, options), moderator, options);
}

async function withWarnings(outcome: Outcome, moderator: Moderator, options: Changing): Promise<Outcome> {
  const reached = await withReach(outcome, moderator.asker.locale, options);
  const warning = await redirectWarning(moderator, outcome.entry, options);
  return warning === null ? reached : { ...reached, text: `${reached.text}\n${warning}` };
}

/** Says so at once where the bot was told to write in a channel that it may not write in. */
export async function withReach(
  outcome: Outcome,
  locale: Locale,
  { mayWrite }: Pick<Changing, "mayWrite">,
): Promise<Outcome> {
  const unreachable: string[] = [];
  for (const channel of channelsSpokenIn(outcome)) if (!(await mayWrite(channel))) unreachable.push(channel);
  const warnings = unreachable.map((id) => say(locale, "channel_unreachable", { channel: channelMention(id) }));
  return { ...outcome, text: [outcome.text, ...warnings].join("\n") };
}

function channelsSpokenIn({ entry }: Outcome): string[] {
  const changes = entry?.deed.kind === "settings" ? entry.deed.changes : [];
  return changes.flatMap(({ path, after }) =>
    SPOKEN_IN.includes(path.join(".")) && typeof after === "string" ? [after] : [],
  );
}

export function outcomeOf(changed: Changed, moderator: Moderator, options: Pick<ModerationOptions, "models">): Outcome {
  return outcomeFor(changed, readerOf(moderator, options));
}

/** What a change came to, in words. */
export function outcomeFor(changed: Changed, reader: Reader): Outcome {
  const { locale } = reader;
  if (!changed.ok) return { text: say(locale, `change_${changed.kind}`), entry: null };
  if (changed.entry === null) return { text: say(locale, "change_nothing"), entry: null };
  const title = say(locale, changed.entry.undoes === null ? "change_made" : "change_undone");
  const lines = entryLines(changed.entry, reader);
  return { text: [`**${title}**`, ...lines].join("\n"), entry: changed.entry };
}

/** Words for a moderator: their language, their guild's currency. */
export function readerOf({ asker, settings }: Moderator, { models }: Pick<ModerationOptions, "models">): Reader {
  return readerFor(asker.locale, settings, { models });
}

export function readerFor(
  locale: Locale,
  { money }: Pick<GuildSettings, "money">,
  { models }: Pick<ModerationOptions, "models">,
): Reader {
  return {
    locale,
    currency: money.currency,
    titleOf: (endpoint) => models.byEndpoint(endpoint)?.title ?? endpoint,
  };
}
