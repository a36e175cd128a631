import type { Answer, Asker, GivenOption, ModalUse } from "../../interaction.ts";
import type { Job } from "../../jobs/job.ts";
import { keptInput } from "../../jobs/kept-input.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { ModelDefinition, ModelInput } from "../../models/definition.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { PictureOptions } from "../ask-for-pictures.ts";
import { askForAlternatives } from "../batches/ask-for-alternatives.ts";
import { arrange } from "../given-by-name.ts";
import { findSource, type SourceOptions } from "../going-on/find-source.ts";
import type { PictureAction } from "../going-on/picture-action.ts";
import { parseRef, refOf, writeRef } from "../going-on/source-picture.ts";
import { notSettingsText, settingsIn, unarrangedText } from "../loosely-given.ts";
import { modelForm, readForm, unshownIn } from "../model-form.ts";
import { optionName, slotsOf } from "../model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../model-option-types.ts";
import { readOptions } from "../model-options.ts";
import { problemText } from "../model-problems.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import { commandText, hasUntypedFiles, longNumbersIn, withSeedMade } from "./command-text.ts";

export interface UseSettingsOptions extends PictureOptions, Omit<SourceOptions, "jobs"> {
  readonly models: ModelCatalog;
}

/** The first word of the custom ids of the button and of its form; the picture's own id follows. */
export const USE = "use";
/** Beside the words around it, of the 4,000 characters of a message. */
const COMMAND_SHOWN = 3_400;

interface Settings {
  readonly job: Job;
  readonly definition: ModelDefinition;
  readonly input: ModelInput;
}

/** The settings of a result: as a command to copy, and in a form to change before it runs. */
export function useSettingsAction({ models }: Pick<UseSettingsOptions, "models">): PictureAction {
  return {
    name: "settings",
    label: (locale) => say(locale, "go_settings"),
    makesFrom: false,
    offered: (_asker, source) => source.kind === "job" && models.byEndpoint(source.job.model) !== undefined,
    async start(asker, source) {
      const { locale } = asker;
      const settings = source.kind === "job" ? settingsOf(source.job, models) : null;
      if (settings === null) return { kind: "notice", text: say(locale, "refused_action_gone") };
      const command = oneLine(commandText(settings.definition, settings.input, locale), COMMAND_SHOWN);
      const lines = [say(locale, "settings_copy"), `\`\`\`\n${command.replaceAll("```", "'''")}\n\`\`\``];
      if (hasUntypedFiles(settings.input)) lines.push(say(locale, "settings_files"));
      const form = button(`${USE}:${writeRef(refOf(source))}`, say(locale, "settings_form"), "main");
      const body = messageOf(container("panel", [text(lines.join("\n"), COMMAND_SHOWN + 400), row(form)]));
      return { kind: "message", body, ephemeral: true };
    },
  };
}

/** The form with everything filled in. */
export async function settingsForm(asker: Asker, customId: string, options: UseSettingsOptions): Promise<Answer> {
  const found = await findSettings(asker, customId, options);
  if ("refusal" in found) return { kind: "notice", text: found.refusal };
  return { kind: "modal", modal: modelForm(found.definition, customId, asker.locale, found.input) };
}

/** What the form comes to: what it could not show, its pictures above all, stays as it was where nothing new was given. */
export async function runSettings(asker: Asker, use: ModalUse, options: UseSettingsOptions): Promise<Answer> {
  const found = await findSettings(asker, use.customId, options);
  if ("refusal" in found) return { kind: "notice", text: found.refusal };
  const { job, definition, input } = found;
  const refused = (sentence: string): Answer => ({ kind: "notice", text: sentence });
  const { settings, rest } = readForm(definition, use);
  const more = settingsIn(rest);
  if (more === null) return refused(notSettingsText(definition, asker.locale));
  // A seed of many digits that nobody changed keeps them all.
  const wanted = { ...settings, ...more };
  const long = Object.entries(longNumbersIn(definition, input)).filter(([name, value]) => wanted[name] === value);
  for (const [name] of long) delete wanted[name];
  const loose = { settings: wanted, prompt: undefined, files: [], links: undefined };
  const arranged = arrange(definition, loose);
  if (!arranged.ok) return refused(unarrangedText(arranged, definition, asker.locale));
  const given = { ...arranged.given, ...filesIn(definition, use) };
  const kept = untouched(definition, unshownIn(definition, input), given);
  const read = readOptions(definition, given, { ...kept, ...Object.fromEntries(long) });
  if (!read.ok)
    return refused(read.problems.map((problem) => problemText(problem, definition, asker.locale)).join("\n"));
  // What was private goes on privately, for the one who can see it.
  const alone = job.terms.ephemeral ? { ...asker, privately: true } : asker;
  return askForAlternatives(alone, definition, read.input, options);
}

async function findSettings(
  asker: Asker,
  customId: string,
  options: UseSettingsOptions,
): Promise<Settings | { readonly refusal: string }> {
  const { locale } = asker;
  const ref = parseRef(customId.slice(USE.length + 1));
  if (ref === null) return { refusal: say(locale, "refused_gone") };
  const found = await findSource(asker, ref, options);
  if (!found.ok) return { refusal: found.refusal };
  const { source } = found;
  const settings = source.kind === "job" ? settingsOf(source.job, options.models) : null;
  return settings ?? { refusal: say(locale, "refused_action_gone") };
}

function settingsOf(job: Job, models: ModelCatalog): Settings | null {
  const definition = models.byEndpoint(job.model);
  const seed = "result" in job ? job.result.seed : null;
  if (definition === undefined) return null;
  return { job, definition, input: withSeedMade(definition, keptInput(job), seed) };
}

/** The files of the form, each where it was put. */
function filesIn({ fields }: ModelDefinition, { fields: filled }: ModalUse): Record<string, GivenOption> {
  const given: Record<string, GivenOption> = {};
  for (const field of fields) {
    const slots = slotsOf(field).filter(({ part }) => part === "file");
    for (const [index, attachment] of (filled.get(field.name)?.attachments ?? []).entries()) {
      const slot = slots[index];
      if (slot) given[optionName(slot)] = { type: OPTION_TYPE_NUMBERS.attachment, attachment };
    }
  }
  return given;
}

/** Of what the form did not show, whatever nothing new was given for. */
function untouched(
  { fields }: ModelDefinition,
  unshown: ModelInput,
  given: Readonly<Record<string, GivenOption>>,
): ModelInput {
  const touched = fields.filter((field) => slotsOf(field).some((slot) => given[optionName(slot)] !== undefined));
  const names = new Set(touched.map(({ name }) => name));
  return Object.fromEntries(Object.entries(unshown).filter(([name]) => !names.has(name)));
}
