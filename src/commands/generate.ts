import type { Answer, Asker, Command, GivenOptions } from "../interaction.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { promptField } from "../models/summary.ts";
import type { Background, PictureOptions } from "./ask-for-pictures.ts";
import { askForAlternatives } from "./batches/ask-for-alternatives.ts";
import { suggestionsFor } from "./model-autocomplete.ts";
import { readOptions } from "./model-options.ts";
import { problemText } from "./model-problems.ts";
import { presetOption, takeWishes, type Wishes } from "./preset-option.ts";
import { composeGiven } from "./prompts/compose-given.ts";
import { presetChoices, promptChoices } from "./prompts/prompt-choices.ts";
import { fullCommand } from "./registration.ts";

/** A model's application command: what Discord is told, and what happens when a member uses it. */
export function generateCommand(definition: ModelDefinition, options: PictureOptions): Command {
  return {
    data: fullCommand(definition),
    execute(anyone, allGiven) {
      const { asker, given, wishes } = takeWishes(anyone, allGiven, definition);
      return answerAsked(asker, definition, given, wishes, options);
    },
    async autocomplete(asker: Asker, given: GivenOptions, focused: string): Promise<Answer> {
      const field = definition.fields.find(({ name }) => name === focused);
      const { prompts } = options;
      if (field === undefined && focused === presetOption.name) {
        const typed = String(given[focused]?.value ?? "");
        return { kind: "choices", choices: await presetChoices(asker, typed, prompts) };
      }
      if (field !== undefined && field === promptField(definition))
        return { kind: "choices", choices: await promptChoices(asker, given, focused, prompts) };
      return { kind: "choices", choices: suggestionsFor(definition, given, focused, asker.locale) };
    },
  };
}

/** What a member asked of a model: their options, and what suffixes, a style and their own defaults add to them. */
export async function answerAsked(
  anyone: Asker,
  definition: ModelDefinition,
  given: GivenOptions,
  wishes: Wishes,
  options: PictureOptions,
): Promise<Answer> {
  const composed = await composeGiven(anyone, definition, given, wishes, options.prompts);
  if (!composed.ok) return { kind: "notice", text: composed.text };
  return answerGiven(composed.asker, definition, composed.given, options, { applied: composed.applied });
}

/** Admits a job for just these options of a model, or tells every problem at once. */
export async function answerGiven(
  asker: Asker,
  definition: ModelDefinition,
  given: GivenOptions,
  options: PictureOptions,
  background: Background = {},
): Promise<Answer> {
  const read = readOptions(definition, given);
  if (read.ok) return askForAlternatives(asker, definition, read.input, options, background);
  const sentences = read.problems.map((problem) => problemText(problem, definition, asker.locale));
  return { kind: "notice", text: sentences.join("\n") };
}
