import type { Answer, Asker, Command, GivenOptions } from "../interaction.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { askForPictures, type PictureOptions } from "./ask-for-pictures.ts";
import { suggestionsFor } from "./model-autocomplete.ts";
import { readOptions } from "./model-options.ts";
import { problemText } from "./model-problems.ts";
import { takePrivate } from "./private-option.ts";
import { fullCommand } from "./registration.ts";

/** A model's application command: what Discord is told, and what happens when a member uses it. */
export function generateCommand(definition: ModelDefinition, options: PictureOptions): Command {
  return {
    data: fullCommand(definition),
    execute(anyone, allGiven) {
      const { asker, given } = takePrivate(anyone, allGiven, definition);
      return answerGiven(asker, definition, given, options);
    },
    async autocomplete({ locale }: Asker, given: GivenOptions, focused: string): Promise<Answer> {
      return { kind: "choices", choices: suggestionsFor(definition, given, focused, locale) };
    },
  };
}

/** Admits a job for what a member gave of a model's options, or tells every problem at once. */
export async function answerGiven(
  asker: Asker,
  definition: ModelDefinition,
  given: GivenOptions,
  options: PictureOptions,
): Promise<Answer> {
  const read = readOptions(definition, given);
  if (read.ok) return askForPictures(asker, definition, read.input, options);
  const sentences = read.problems.map((problem) => problemText(problem, definition, asker.locale));
  return { kind: "notice", text: sentences.join("\n") };
}
