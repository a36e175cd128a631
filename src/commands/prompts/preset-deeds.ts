import type { Answer, Asker } from "../../interaction.ts";
import {
  isPresetProblem,
  PRESET_LIMITS,
  type Preset,
  type PresetContent,
  type PresetProblem,
  presetOf,
} from "../../prompts/preset.ts";
import type { PresetSaved } from "../../prompts/preset-store.ts";
import type { Locale } from "../../texts/localized.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { PresetTarget } from "./preset-ids.ts";
import type { PresetOptions } from "./preset-options.ts";
import { forbiddenIn, guildRights, mayChange } from "./preset-rights.ts";

const QUOTED = 80;

/** What a filled form comes to. */
export async function savePreset(
  asker: Asker,
  target: PresetTarget,
  filled: PresetContent,
  options: PresetOptions,
): Promise<Answer> {
  const { locale } = asker;
  const content = presetOf(filled);
  if (isPresetProblem(content)) return notice(problemText(content, locale));
  if (target.kind === "edit") return changePreset(asker, target.id, content, options);
  return target.whose === "mine"
    ? addPreset(asker, content, "mine", options)
    : addPreset(asker, content, "server", options);
}

/** Puts a preset into one's own, or into the guild's where one may. */
export async function addPreset(
  asker: Asker,
  content: PresetContent,
  whose: "mine" | "server",
  options: PresetOptions,
): Promise<Answer> {
  const { userId, guildId, locale } = asker;
  if (whose === "mine") {
    const saved = await options.presets.add(`user:${userId}`, content, userId);
    return saved.ok
      ? notice(say(locale, "preset_saved", shown(saved.preset)))
      : notSaved(saved, content, whose, locale);
  }
  if (guildId === null) return notice(say(locale, "preset_bad_place"));
  if (!(await guildRights(asker, options.policies)).make) return notice(say(locale, "preset_bad_rights"));
  const forbidden = await forbiddenIn(asker, content, options.policies);
  if (forbidden !== null) return notice(forbidden);
  const saved = await options.presets.add(`guild:${guildId}`, content, userId);
  if (!saved.ok) return notSaved(saved, content, whose, locale);
  await options.policies.note(guildId, { kind: "preset", what: "added", name: saved.preset.name }, userId);
  return notice(say(locale, "preset_saved_server", shown(saved.preset)));
}

async function changePreset(asker: Asker, id: string, content: PresetContent, options: PresetOptions): Promise<Answer> {
  const { userId, guildId, locale } = asker;
  const preset = await options.presets.find(id);
  if (preset === null || !(await mayChange(asker, preset, options.policies)))
    return notice(say(locale, "preset_bad_gone"));
  const isGuilds = preset.scope.startsWith("guild:");
  const forbidden = isGuilds ? await forbiddenIn(asker, content, options.policies) : null;
  if (forbidden !== null) return notice(forbidden);
  const saved = await options.presets.change(id, content);
  if (!saved.ok) return notSaved(saved, content, isGuilds ? "server" : "mine", locale);
  if (isGuilds && guildId !== null)
    await options.policies.note(guildId, { kind: "preset", what: "changed", name: saved.preset.name }, userId);
  return notice(say(locale, "preset_changed", shown(saved.preset)));
}

/** @returns what is said of it */
export async function removePreset(asker: Asker, preset: Preset, options: PresetOptions): Promise<string> {
  const { userId, guildId, locale } = asker;
  const removed = await options.presets.remove(preset.id);
  if (removed === null) return say(locale, "preset_bad_gone");
  if (removed.scope.startsWith("guild:") && guildId !== null)
    await options.policies.note(guildId, { kind: "preset", what: "removed", name: removed.name }, userId);
  return say(locale, "preset_removed", shown(removed));
}

export function notice(text: string): Answer {
  return { kind: "notice", text };
}

export function shown({ name }: Pick<Preset, "name">): { name: string } {
  return { name: plainText(name, QUOTED) };
}

function notSaved(
  saved: Extract<PresetSaved, { ok: false }>,
  content: PresetContent,
  whose: "mine" | "server",
  locale: Locale,
): Answer {
  switch (saved.kind) {
    case "name_taken":
      return notice(say(locale, "preset_bad_taken", shown(content)));
    case "too_many":
      return notice(say(locale, "preset_bad_full", { most: PRESET_LIMITS[whose] }));
    case "gone":
      return notice(say(locale, "preset_bad_gone"));
  }
}

function problemText(problem: PresetProblem, locale: Locale): string {
  switch (problem.kind) {
    case "no_name":
      return say(locale, "preset_bad_name");
    case "empty":
      return say(locale, "preset_bad_empty");
    case "too_many_settings":
      return say(locale, "preset_bad_count");
    case "not_a_setting":
      return say(locale, "preset_bad_settings", { given: oneLine(problem.given, QUOTED) });
  }
}
