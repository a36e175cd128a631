import type { APIApplicationCommandBasicOption } from "discord.js";
import type { Asker, GivenOptions } from "../interaction.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { privateOptionText } from "../texts/generate-texts.ts";
import { translations } from "../texts/localized.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";

const NAME = privateOptionText.displayName["en-US"];

/** What every command that makes pictures has beside a model's own options: who asks with it sees the result alone. */
export const privateOption: APIApplicationCommandBasicOption = {
  name: NAME,
  name_localizations: translations(privateOptionText.displayName),
  description: privateOptionText.description["en-US"],
  description_localizations: translations(privateOptionText.description),
  type: OPTION_TYPE_NUMBERS.boolean,
};

/** Takes it out of what was given; a model that has an option of that name keeps its own. */
export function takePrivate(
  asker: Asker,
  given: GivenOptions,
  definition: ModelDefinition | null,
): { readonly asker: Asker; readonly given: GivenOptions } {
  const own = definition?.fields.flatMap(slotsOf).some((slot) => optionName(slot) === NAME) ?? false;
  if (own || given[NAME] === undefined) return { asker, given };
  const { [NAME]: wish, ...rest } = given;
  return { asker: { ...asker, privately: wish?.value === true }, given: rest };
}
