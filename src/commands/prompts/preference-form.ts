import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { ModalUse } from "../../interaction.ts";
import type { Field, ModelDefinition } from "../../models/definition.ts";
import { describeField } from "../../models/describe-field.ts";
import { compose, type SuffixProblem } from "../../prompts/compose.ts";
import { PRESET_LIMITS, writeSettings } from "../../prompts/preset.ts";
import { formOf, settable, suffixNameOf, valueFor, wishOf, wordsOf } from "../../prompts/suffix-fields.ts";
import { meaningOf } from "../../prompts/suffix-names.ts";
import { parseSuffixes, type Suffix } from "../../prompts/suffixes.ts";
import { switchWords } from "../../texts/generate-texts.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { MOST_CHOICES } from "../model-command.ts";
import { fitDescription } from "../model-descriptions.ts";
import { choicesOf } from "../model-form.ts";
import { fits } from "./compose-given.ts";

export const PREFERENCES_PREFIX = "preferences";
const TITLE_MAX = 45;
const LABEL_MAX = 45;
/** A modal has five; one is for who sees results, one for all other settings. */
const MOST_SELECTS = 3;
/** No field is called like these. */
const PRIVATE = "*private";
const OTHER = "*";

type Setting = Pick<Suffix, "name" | "value">;

/** What a member always wants of a model, built from its definition; what holds now stands in it. */
export function preferenceForm(
  definition: ModelDefinition,
  kept: readonly Suffix[],
  locale: Locale,
): APIModalInteractionResponseCallbackData {
  const selected = selectsOf(definition, locale);
  const byField = new Map(kept.map((setting) => [fieldOf(definition, setting), setting] as const));
  const others = kept.filter((setting) => {
    const field = fieldOf(definition, setting);
    return field !== undefined && !selected.includes(field);
  });
  const privately = kept.find(({ name }) => name === "private");
  return {
    custom_id: [PREFERENCES_PREFIX, definition.command].join(":"),
    title: fitDescription(say(locale, "preferences_form", { title: definition.title }), TITLE_MAX),
    components: [
      ...selected.map((field) => selectOf(field, byField.get(field), locale)),
      select(PRIVATE, say(locale, "preferences_label_private"), switches(locale), privately && switchValue(privately)),
      otherLabel(definition, selected, writeSettings(others), locale),
    ],
  };
}

export type ReadPreferences =
  | { readonly ok: true; readonly settings: readonly Setting[] }
  | { readonly ok: false; readonly problems: readonly SuffixProblem[]; readonly given: string };

/** What was filled in, as suffixes that any model with such settings understands. */
export function readPreferences(definition: ModelDefinition, { fields }: ModalUse): ReadPreferences {
  const chosen = settable(definition).flatMap((field): Setting[] => {
    const value = fields.get(field.name)?.values[0];
    return value === undefined ? [] : [{ name: suffixNameOf(definition, field), value }];
  });
  const privately = fields.get(PRIVATE)?.values[0];
  const text = fields.get(OTHER)?.text ?? "";
  const composed = compose({
    ...{ definition, prompt: text, given: new Set<string>(), style: undefined, privately: undefined },
    ...{ presets: [], preferences: [], fits: () => true },
  });
  if (!composed.ok) return { ok: false, problems: composed.problems, given: text };
  const { suffixes, prompt } = parseSuffixes(text, (name) => formOf(definition, name));
  const others = suffixes.flatMap((suffix) => settingOf(definition, suffix));
  if (prompt.replace(/[\s,;]+/gu, "") !== "" || others.length < suffixes.length)
    return { ok: false, problems: [], given: text };
  const shown: Setting[] = privately === undefined ? [] : [{ name: "private", value: privately === "on" ? "" : "off" }];
  const names = new Set(chosen.map(({ name }) => name));
  return { ok: true, settings: [...chosen, ...others.filter(({ name }) => !names.has(name)), ...shown] };
}

/** Empty for a value that the model would refuse. */
function settingOf(definition: ModelDefinition, suffix: Suffix): Setting[] {
  const wish = wishOf(definition, suffix.name);
  if (wish.kind === "private" || wish.kind === "public") return [{ name: wish.kind, value: suffix.value }];
  if (wish.kind !== "field") return [];
  const { field } = wish;
  const read = valueFor(field, suffix.value);
  if (!read.ok || !fits(definition, field, read.value)) return [];
  const isSides = typeof read.value === "object";
  const value = isSides || typeof read.value === "boolean" ? suffix.value : wordsOf(field, asKept(read.value));
  return [{ name: suffixNameOf(definition, field), value: value ?? suffix.value }];
}

function asKept(value: unknown): string | number {
  return typeof value === "number" ? value : String(value);
}

function fieldOf(definition: ModelDefinition, { name }: Suffix): Field | undefined {
  const wish = wishOf(definition, name);
  return wish.kind === "field" ? wish.field : undefined;
}

/** The settings with few choices, those that come first in the definition. */
function selectsOf(definition: ModelDefinition, locale: Locale): Field[] {
  const short = settable(definition).filter((field) => {
    const { length } = choicesOf(field, locale);
    return field.kind !== "boolean" && length > 0 && length <= MOST_CHOICES;
  });
  return short.slice(0, MOST_SELECTS);
}

function selectOf(field: Field, kept: Suffix | undefined, locale: Locale): APILabelComponent {
  const read = kept && valueFor(field, kept.value);
  const value = read?.ok === true ? read.value : undefined;
  const label = localize(field.displayName, locale).slice(0, LABEL_MAX);
  return {
    ...select(field.name, label, choicesOf(field, locale), typeof value === "string" ? value : undefined),
    description: fitDescription(describeField(field, locale)),
  };
}

function select(
  custom_id: string,
  label: string,
  choices: readonly { label: string; value: string }[],
  chosen: string | undefined,
): APILabelComponent {
  const options = choices.map((choice) => ({ ...choice, default: choice.value === chosen }));
  return {
    type: ComponentType.Label,
    label: label.slice(0, LABEL_MAX),
    component: { type: ComponentType.StringSelect, custom_id, required: false, min_values: 0, max_values: 1, options },
  };
}

function switches(locale: Locale): { label: string; value: string }[] {
  return (["on", "off"] as const).map((value) => ({ label: localize(switchWords[value], locale), value }));
}

function switchValue({ value }: Suffix): string {
  return value === "off" ? "off" : "on";
}

function otherLabel(
  definition: ModelDefinition,
  selected: readonly Field[],
  value: string,
  locale: Locale,
): APILabelComponent {
  const names = settable(definition)
    .filter((field) => !selected.includes(field))
    .map((field) => suffixNameOf(definition, field))
    .filter((name) => meaningOf(name) !== "seed")
    .map((name) => `--${name}`);
  const facts = { example: "--n 2 --steps 30", names: names.join(" ") };
  return {
    type: ComponentType.Label,
    label: say(locale, "preferences_label_other"),
    description: fitDescription(say(locale, "preferences_hint_other", facts)),
    component: {
      type: ComponentType.TextInput,
      custom_id: OTHER,
      style: TextInputStyle.Paragraph,
      required: false,
      max_length: PRESET_LIMITS.settings,
      ...(value === "" ? {} : { value }),
    },
  };
}
