import type { APIApplicationCommandBasicOption } from "discord.js";
import type { Asker, GivenOptions } from "../interaction.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { translations } from "../texts/localized.ts";
import { promptWords } from "../texts/prompt-commands.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";
import { privateOption, takePrivate } from "./private-option.ts";

const { name, description } = promptWords.option;

/** What chooses a preset, beside a model's own options; `--style` in the prompt does it where there is no room. */
export const presetOption: APIApplicationCommandBasicOption = {
  name: name["en-US"],
  name_localizations: translations(name),
  description: description["en-US"],
  description_localizations: translations(description),
  type: OPTION_TYPE_NUMBERS.string,
  autocomplete: true,
};

/** What was wished for by options that no model has: a style, and who sees the result. Undefined where nothing was said. */
export interface Wishes {
  readonly style?: string | undefined;
  readonly privately?: boolean | undefined;
}

/** Takes them out of what was given; a model that has an option of such a name keeps its own. */
export function takeWishes(
  anyone: Asker,
  allGiven: GivenOptions,
  definition: ModelDefinition | null,
): { readonly asker: Asker; readonly given: GivenOptions; readonly wishes: Wishes } {
  const { asker, given } = takePrivate(anyone, allGiven, definition);
  const privately = allGiven[privateOption.name] === given[privateOption.name] ? {} : { privately: asker.privately };
  if (definition !== null && hasOption(definition, presetOption.name)) return { asker, given, wishes: privately };
  const { [presetOption.name]: preset, ...rest } = given;
  const style = typeof preset?.value === "string" && preset.value.trim() !== "" ? { style: preset.value } : {};
  return { asker, given: rest, wishes: { ...privately, ...style } };
}

function hasOption({ fields }: ModelDefinition, option: string): boolean {
  return fields.flatMap(slotsOf).some((slot) => optionName(slot) === option);
}
