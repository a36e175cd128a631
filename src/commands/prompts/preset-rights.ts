import type { Asker } from "../../interaction.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { findWords } from "../../policy/words.ts";
import { keptSettings, type Preset, type PresetContent } from "../../prompts/preset.ts";
import type { Suffix } from "../../prompts/suffixes.ts";
import { say } from "../../texts/say.ts";
import { mayModerate } from "../moderation/moderator.ts";

/** Whether someone may make presets for the guild they are in, and change those of others. */
export interface GuildRights {
  readonly make: boolean;
  readonly changeAll: boolean;
}

export async function guildRights(asker: Asker, policies: Pick<PolicyStore, "settings">): Promise<GuildRights> {
  if (asker.guildId === null) return { make: false, changeAll: false };
  const settings = await policies.settings(asker.guildId);
  const changeAll = mayModerate(asker, settings);
  const { roles } = asker.member;
  return { changeAll, make: changeAll || settings.content.presetRoles.some((role) => roles.includes(role)) };
}

/** One's own; a guild's where one made it or moderates there. */
export async function mayChange(
  asker: Asker,
  preset: Preset,
  policies: Pick<PolicyStore, "settings">,
): Promise<boolean> {
  if (preset.scope === `user:${asker.userId}`) return true;
  if (asker.guildId === null || preset.scope !== `guild:${asker.guildId}`) return false;
  const { make, changeAll } = await guildRights(asker, policies);
  return changeAll || (make && preset.madeBy === asker.userId);
}

/** Null where nothing in a preset is forbidden in the guild: what all read there, or use, holds to its rules. */
export async function forbiddenIn(
  { guildId, locale }: Asker,
  { name, words, negative, settings }: PresetContent,
  policies: Pick<PolicyStore, "settings">,
): Promise<string | null> {
  if (guildId === null) return null;
  const { forbiddenWords } = (await policies.settings(guildId)).content;
  const text = [name, words, negative, ...keptSettings(settings).map(wordsOf)].join("\n");
  const found = findWords(forbiddenWords, text).map(({ word }) => word);
  return found.length === 0 ? null : say(locale, "preset_bad_word", { words: [...new Set(found)].join(", ") });
}

/** A seed is no word, though its digits could be read as letters in disguise. */
function wordsOf({ name, value }: Suffix): string {
  return /\p{L}/u.test(value) ? `${name} ${value}` : name;
}
