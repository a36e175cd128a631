import type { Asker, GivenOptions } from "../../interaction.ts";
import type { Applied } from "../../jobs/applied.ts";
import type { Field, ModelDefinition } from "../../models/definition.ts";
import type { JsonValue } from "../../models/json-value.ts";
import { promptField } from "../../models/summary.ts";
import { compose, type SuffixProblem } from "../../prompts/compose.ts";
import type { PreferenceStore } from "../../prompts/preference-store.ts";
import type { PresetStore } from "../../prompts/preset-store.ts";
import type { PromptMemory } from "../../prompts/prompt-memory.ts";
import { referenceIn } from "../../prompts/suggest-prompts.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { arrange } from "../given-by-name.ts";
import { optionName, slotsOf } from "../model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../model-option-types.ts";
import { readOptions } from "../model-options.ts";
import type { Wishes } from "../preset-option.ts";

/** What prompts are made of besides what is typed. */
export interface PromptRooms {
  readonly memory: PromptMemory;
  readonly presets: PresetStore;
  readonly preferences: PreferenceStore;
}

export type ComposedGiven =
  | {
      readonly ok: true;
      readonly asker: Asker;
      readonly given: GivenOptions;
      readonly applied: Applied | null;
    }
  | { readonly ok: false; readonly text: string };

/** What was given of a model, with what its prompt's suffixes, a style and the member's own defaults add to it. */
export async function composeGiven(
  asker: Asker,
  definition: ModelDefinition,
  given: GivenOptions,
  wishes: Wishes,
  { memory, presets, preferences }: PromptRooms,
): Promise<ComposedGiven> {
  const { userId, guildId, locale } = asker;
  const option = promptField(definition)?.name;
  const typed = await typedPrompt(userId, option === undefined ? undefined : given[option]?.value, memory);
  if (typed === null) return { ok: false, text: say(locale, "refused_prompt_forgotten") };
  const composed = compose({
    definition,
    prompt: typed,
    given: fieldsGiven(definition, given),
    style: wishes.style,
    privately: wishes.privately ?? (asker.privately || undefined),
    presets: await presets.usable(userId, guildId),
    preferences: await preferences.of(userId, definition.endpoint),
    fits: (field, value) => fits(definition, field, value),
  });
  if (!composed.ok) {
    return { ok: false, text: composed.problems.map((each) => suffixProblemText(each, definition, locale)).join("\n") };
  }
  const { prompt, settings, applied } = composed;
  const added = arrange(definition, { settings, prompt: undefined, files: [], links: undefined });
  const words =
    prompt === undefined || option === undefined
      ? {}
      : { [option]: { type: OPTION_TYPE_NUMBERS.string, value: prompt } };
  return {
    ok: true,
    asker: { ...asker, privately: composed.privately ?? asker.privately },
    given: { ...(added.ok ? added.given : {}), ...given, ...words },
    applied,
  };
}

export function suffixProblemText(problem: SuffixProblem, { title }: ModelDefinition, locale: Locale): string {
  switch (problem.kind) {
    case "unknown":
    case "not_taken": {
      const facts = { written: quoted(problem.written), title, taken: problem.taken.join(" ") };
      return say(locale, `refused_suffix_${problem.kind}`, facts);
    }
    case "bad_value":
      return say(locale, "refused_suffix_bad_value", { written: quoted(problem.written), example: problem.example });
    case "twice":
      return say(locale, "refused_suffix_twice", { name: problem.name });
    case "no_such_style":
      return say(locale, "refused_no_such_style", { given: quoted(problem.given) });
  }
}

/** Whether a setting can be asked of a model by itself: it may stem from another model, or from before a change. */
export function fits(definition: ModelDefinition, field: Field, value: JsonValue): boolean {
  const settings = { [field.name]: value };
  const arranged = arrange(definition, { settings, prompt: undefined, files: [], links: undefined });
  if (!arranged.ok) return false;
  const read = readOptions(definition, arranged.given);
  const names = slotsOf(field).map(optionName);
  return read.ok || !read.problems.some(({ option }) => names.includes(option));
}

/** Null for one that stood for a prompt which is not kept any more. */
async function typedPrompt(userId: string, given: unknown, memory: PromptMemory): Promise<string | undefined | null> {
  if (typeof given !== "string") return undefined;
  const jobId = referenceIn(given);
  return jobId === null ? given : memory.find(userId, jobId);
}

function fieldsGiven({ fields }: ModelDefinition, given: GivenOptions): Set<string> {
  const named = fields.filter((field) => slotsOf(field).some((slot) => given[optionName(slot)] !== undefined));
  return new Set(named.map(({ name }) => name));
}

/** Of what someone wrote; enough to know it again. */
const QUOTE_MAX = 80;

function quoted(text: string): string {
  const line = text.replace(/[\s`]+/g, " ");
  return line.length > QUOTE_MAX ? `${line.slice(0, QUOTE_MAX - 1)}…` : line;
}
