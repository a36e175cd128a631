import type { Asker, GivenOptions } from "../../interaction.ts";
import { suggestPrompts } from "../../prompts/suggest-prompts.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { fitting, type Suggestion } from "../model-autocomplete.ts";
import type { PromptRooms } from "./compose-given.ts";

const NAME_MAX = 100;

/** What is offered in a prompt: what this member asked for before, and styles. */
export async function promptChoices(
  { userId, guildId }: Asker,
  given: GivenOptions,
  option: string,
  { memory, presets }: PromptRooms,
): Promise<Suggestion[]> {
  const typed = String(given[option]?.value ?? "");
  return suggestPrompts(await memory.of(userId), await presets.usable(userId, guildId), typed);
}

/** What is offered where a style is chosen: those of the member's own, then those of the guild. */
export async function presetChoices(
  { userId, guildId }: Asker,
  typed: string,
  { presets }: Pick<PromptRooms, "presets">,
): Promise<Suggestion[]> {
  const usable = await presets.usable(userId, guildId);
  const offers = usable.map(({ name, words, settings }) => {
    const what = oneLine(words === "" ? settings : words, NAME_MAX);
    return { name: what === "" ? name : `${name} · ${what}`, value: name };
  });
  return fitting(offers, typed);
}
