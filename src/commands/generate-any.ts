import type { APIApplicationCommandBasicOption, RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Answer, Asker, Command, GivenOptions, ModalHandler } from "../interaction.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { ModelDefinition } from "../models/definition.ts";
import type { JsonObject } from "../models/json-value.ts";
import { presetName } from "../prompts/preset.ts";
import { numberedName } from "../texts/field-companions.ts";
import type { FieldText } from "../texts/fields.ts";
import { generateOptionTexts, generateText } from "../texts/generate-texts.ts";
import { translations } from "../texts/localized.ts";
import { say } from "../texts/say.ts";
import type { PictureOptions } from "./ask-for-pictures.ts";
import { answerAsked } from "./generate.ts";
import { arrange, type GivenLoosely } from "./given-by-name.ts";
import { notSettingsText, settingsIn, unarrangedText } from "./loosely-given.ts";
import { fitting } from "./model-autocomplete.ts";
import { modelForm, readForm } from "./model-form.ts";
import { OPTION_TYPE_NUMBERS } from "./model-option-types.ts";
import { presetOption, takeWishes, type Wishes } from "./preset-option.ts";
import { privateOption } from "./private-option.ts";
import { presetChoices, promptChoices } from "./prompts/prompt-choices.ts";

const NAME = generateText.displayName["en-US"];
/** What the custom id of a form says of who sees its result; a style's name may follow. */
const SEEN = { privately: true, openly: false } as const;
const FILES = ["file_1", "file_2", "file_3", "file_4"];

export interface GenerateAnyOptions extends PictureOptions {
  readonly models: ModelCatalog;
}

/** /generate: every model there is, its settings by name or in a form. */
export function generateAnyCommand(options: GenerateAnyOptions): Command {
  return {
    data: COMMAND,
    async execute(anyone, allGiven): Promise<Answer> {
      const { asker, given, wishes } = takeWishes(anyone, allGiven, null);
      const named = String(given["model"]?.value ?? "");
      const definition = modelCalled(options.models, named);
      if (definition === undefined)
        return notice(say(asker.locale, "refused_unknown_model", { given: named.slice(0, 80) }));
      if (Object.keys(given).length === 1) {
        return { kind: "modal", modal: modelForm(definition, formId(definition, wishes), asker.locale) };
      }
      const settings = settingsIn(String(given["options"]?.value ?? ""));
      if (settings === null) return notice(notSettingsText(definition, asker.locale));
      return generate(asker, definition, { settings, ...plainParts(given) }, wishes, options);
    },
    async autocomplete(asker, given, focused): Promise<Answer> {
      const { prompts } = options;
      if (focused === "prompt")
        return { kind: "choices", choices: await promptChoices(asker, given, focused, prompts) };
      if (focused === presetOption.name) {
        const typed = String(given[focused]?.value ?? "");
        return { kind: "choices", choices: await presetChoices(asker, typed, prompts) };
      }
      if (focused !== "model") return { kind: "choices", choices: [] };
      const offers = options.models.all.map(({ title, command }) => ({
        name: `${title} · ${command}`,
        value: command,
      }));
      return { kind: "choices", choices: fitting(offers, String(given["model"]?.value ?? "")) };
    },
  };
}

/** What a filled form comes to; the custom id names the model. */
export function generateModal(options: GenerateAnyOptions): ModalHandler {
  return {
    prefix: NAME,
    async submit(asker, use): Promise<Answer> {
      const [, command = "", seen = "", style] = use.customId.split(":");
      const definition = options.models.byCommand(command);
      if (definition === undefined) return notice(say(asker.locale, "refused_gone"));
      const privately = seen === "privately" || seen === "openly" ? { privately: SEEN[seen] } : {};
      const wishes = { ...privately, ...(style ? { style } : {}) };
      const { settings, rest, files } = readForm(definition, use);
      const more = settingsIn(rest);
      if (more === null) return notice(notSettingsText(definition, asker.locale));
      const chosen = { ...withoutDefaults(definition, settings), ...more };
      return generate(
        asker,
        definition,
        { settings: chosen, prompt: undefined, files, links: undefined },
        wishes,
        options,
      );
    },
  };
}

/** A default stands in its select from the start: nobody chose it against a suffix, a style or their own defaults. */
function withoutDefaults({ fields }: ModelDefinition, settings: JsonObject): JsonObject {
  const chosen = Object.entries(settings).filter(([name, value]) => {
    const field = fields.find((each) => each.name === name);
    return !(field !== undefined && "default" in field && field.default === value && field.required !== true);
  });
  return Object.fromEntries(chosen);
}

function formId({ command }: ModelDefinition, { privately, style }: Wishes): string {
  const seen = privately === undefined ? "" : privately ? "privately" : "openly";
  const parts = [NAME, command, seen, style === undefined ? "" : presetName(style)];
  return parts.join(":").replace(/:+$/, "");
}

async function generate(
  asker: Asker,
  definition: ModelDefinition,
  loose: GivenLoosely,
  wishes: Wishes,
  options: PictureOptions,
): Promise<Answer> {
  const arranged = arrange(definition, loose);
  if (arranged.ok) return answerAsked(asker, definition, arranged.given, wishes, options);
  return notice(unarrangedText(arranged, definition, asker.locale));
}

function plainParts(given: GivenOptions): Omit<GivenLoosely, "settings"> {
  const text = (name: string) => {
    const value = given[name]?.value;
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const files = FILES.flatMap((name) => given[name]?.attachment ?? []);
  return { prompt: text("prompt"), links: text("links"), files };
}

function modelCalled(models: ModelCatalog, named: string): ModelDefinition | undefined {
  const wanted = named.trim().replace(/^\//, "");
  const byWords = models.all.find(
    ({ title, endpoint }) => title.toLowerCase() === wanted.toLowerCase() || endpoint === wanted,
  );
  return models.byCommand(wanted.toLowerCase()) ?? byWords;
}

function notice(text: string): Answer {
  return { kind: "notice", text };
}

const { model, prompt, options: settings, file, links } = generateOptionTexts;
const COMMAND: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: 1,
  ...wordsOf(generateText),
  contexts: [0, 1],
  integration_types: [0],
  options: [
    { ...wordsOf(model), type: OPTION_TYPE_NUMBERS.string, required: true, autocomplete: true },
    { ...wordsOf(prompt), type: OPTION_TYPE_NUMBERS.string, max_length: 6000, autocomplete: true },
    { ...wordsOf(settings), type: OPTION_TYPE_NUMBERS.string, max_length: 6000 },
    ...FILES.map((name, index) => fileOption(name, index + 1)),
    { ...wordsOf(links), type: OPTION_TYPE_NUMBERS.string, max_length: 6000 },
    presetOption,
    privateOption,
  ],
};

function fileOption(name: string, number: number): APIApplicationCommandBasicOption {
  const { displayName, description } = file;
  const words = wordsOf({ displayName: numberedName(displayName, number), description });
  return { ...words, name, type: OPTION_TYPE_NUMBERS.attachment };
}

function wordsOf({ displayName, description }: FieldText) {
  return {
    name: displayName["en-US"],
    name_localizations: translations(displayName),
    description: description["en-US"],
    description_localizations: translations(description),
  };
}
