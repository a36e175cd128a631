import type { GuildSettings } from "../../policy/settings.ts";
import { say } from "../../texts/say.ts";
import { changeBy, type Outcome, outcomeOf } from "./change.ts";
import type { ModerationOptions, Moderator } from "./moderator.ts";

const HOUR_MS = 3_600_000;
/** Ten years: whoever means longer leaves it out. */
const MOST_HOURS = 87_600;
const REASON_MAX = 300;
const MOST_CREDITS = 100_000;

/** A pause or a suspension that was asked for; `hours` null: until it is lifted. */
export interface Asked {
  readonly hours: number | null;
  readonly reason: string;
}

/** Stops picture making in the guild. What is under way goes on. */
export function pause(moderator: Moderator, asked: Asked, options: ModerationOptions): Promise<Outcome> {
  const paused = ending(moderator, asked, options);
  return changeBy(moderator, (settings) => ({ ...settings, paused }), options);
}

export function resume(moderator: Moderator, options: ModerationOptions): Promise<Outcome> {
  return changeBy(moderator, (settings) => ({ ...settings, paused: null }), options);
}

/** Keeps a member from making pictures; they read the reason. */
export function suspend(
  moderator: Moderator,
  userId: string,
  asked: Asked,
  options: ModerationOptions,
): Promise<Outcome> {
  const suspension = ending(moderator, asked, options);
  return changeBy(
    moderator,
    (settings) => withSuspensions(settings, { ...settings.people.suspensions, [userId]: suspension }),
    options,
  );
}

export function lift(moderator: Moderator, userId: string, options: ModerationOptions): Promise<Outcome> {
  return changeBy(
    moderator,
    (settings) => {
      const { [userId]: _lifted, ...others } = settings.people.suspensions;
      return withSuspensions(settings, others);
    },
    options,
  );
}

/** Takes all limits of a role's own away. */
export function clearRole(moderator: Moderator, roleId: string, options: ModerationOptions): Promise<Outcome> {
  return changeBy(
    moderator,
    (settings) => {
      const { [roleId]: _cleared, ...roles } = settings.limits.roles;
      return { ...settings, limits: { ...settings.limits, roles } };
    },
    options,
  );
}

/** Gives a member images beyond their limits, or takes some back with a negative number. */
export async function giveCredits(
  moderator: Moderator,
  { userId, images, reason }: { userId: string; images: number; reason: string },
  options: ModerationOptions,
): Promise<Outcome> {
  const { asker, guildId } = moderator;
  if (!Number.isInteger(images) || images === 0 || Math.abs(images) > MOST_CREDITS)
    return { text: say(asker.locale, "credits_unreadable", { most: MOST_CREDITS }), entry: null };
  const given = { userId, images, reason: reason.trim().slice(0, REASON_MAX) };
  const entry = await options.policies.giveCredits(guildId, given, asker.userId);
  return outcomeOf({ ok: true, entry }, moderator, options);
}

/** Members do not ask for these words any more, or may again. */
export function forbidWords(moderator: Moderator, words: readonly string[], options: ModerationOptions) {
  return changeBy(
    moderator,
    (settings) => {
      const forbiddenWords = [...new Set([...settings.content.forbiddenWords, ...words])];
      return withContent(settings, { forbiddenWords });
    },
    options,
  );
}

export function replaceWord(moderator: Moderator, word: string, by: string, options: ModerationOptions) {
  return changeBy(
    moderator,
    (settings) => {
      const others = settings.content.replacedWords.filter((each) => each.word !== word);
      return withContent(settings, { replacedWords: [...others, { word, by }] });
    },
    options,
  );
}

/** Takes words off both lists. */
export function unlistWords(moderator: Moderator, words: readonly string[], options: ModerationOptions) {
  const gone = new Set(words.map((word) => word.toLowerCase()));
  const stays = (word: string) => !gone.has(word.toLowerCase());
  return changeBy(
    moderator,
    (settings) =>
      withContent(settings, {
        forbiddenWords: settings.content.forbiddenWords.filter(stays),
        replacedWords: settings.content.replacedWords.filter(({ word }) => stays(word)),
      }),
    options,
  );
}

/** Hours as a person wrote them; undefined for what is no number of hours. */
export function hoursIn(text: string): number | null | undefined {
  const written = text.trim().replace(",", ".");
  if (written === "") return null;
  const hours = Number(written);
  return hours > 0 && hours <= MOST_HOURS ? hours : undefined;
}

function ending({ asker }: Moderator, { hours, reason }: Asked, { now }: ModerationOptions) {
  const at = now();
  const until = hours === null ? null : at + Math.round(hours * HOUR_MS);
  return { reason: reason.trim().slice(0, REASON_MAX), by: asker.userId, at, until };
}

function withSuspensions(settings: GuildSettings, suspensions: GuildSettings["people"]["suspensions"]): GuildSettings {
  return { ...settings, people: { ...settings.people, suspensions } };
}

function withContent(settings: GuildSettings, content: Partial<GuildSettings["content"]>): GuildSettings {
  return { ...settings, content: { ...settings.content, ...content } };
}
