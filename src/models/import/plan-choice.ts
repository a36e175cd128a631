import { aspectRatioLabel, formatLabels } from "../../texts/field-choices.ts";
import type { Localized } from "../../texts/localized.ts";
import type { Choice, ChoiceField } from "../definition.ts";
import type { JsonValue } from "../json-value.ts";
import { cutAtWord } from "./field-words.ts";
import { optionNameOf } from "./names.ts";
import type { FieldPlan, Part } from "./part.ts";

/** Discord's bound for a choice's name and for its value. */
const CHOICE_MAX = 100;

/** An enumeration, also one in several pieces or beside free text. */
export function planChoice({ label, schema }: Part): FieldPlan | null {
  const { forms } = schema;
  const closed = forms.filter(({ values }) => values !== undefined);
  const free = forms.filter((form) => !closed.includes(form));
  if (closed.length === 0 || !free.every(({ types }) => types.join() === "string")) return null;
  const values = closed.flatMap(({ values }) => values ?? []).filter((value) => value !== null);
  const choices = choicesOf(values);
  return choices.length === 0 ? null : planOf(label, choices, free.length > 0, schema.default);
}

const MANY_EXAMPLES = 4;
const SHORT_EXAMPLE = 40;

/** A free text whose document gives a row of short examples means them as a list to choose from: a voice, a style. */
export function planExamples({ label, property, schema }: Part): FieldPlan | null {
  const { forms, examples } = schema;
  if (/prompt|text|description/.test(property) || !forms.every(({ types }) => types.join() === "string")) return null;
  const short = (value: JsonValue) => typeof value === "string" && value !== "" && value.length <= SHORT_EXAMPLE;
  if (forms.length === 0 || examples.length < MANY_EXAMPLES || !examples.every(short)) return null;
  const standard = schema.default;
  return planOf(label, choicesOf(standard === undefined ? examples : [standard, ...examples]), true, standard);
}

function planOf(label: string, choices: readonly Choice[], open: boolean, given: JsonValue | undefined): FieldPlan {
  const standard = choices.find(({ value, sent }) => (sent ?? value) === given)?.value;
  const make: FieldPlan["make"] = (start): ChoiceField => ({
    ...start,
    kind: "choice",
    choices,
    ...(open ? { open: true as const } : {}),
    ...(standard === undefined ? {} : { default: standard }),
  });
  return { name: optionNameOf(label), make, ...(standard === undefined ? {} : { default: standard }) };
}

/** Each value once, by a name and a value that Discord takes. */
function choicesOf(values: readonly JsonValue[]): Choice[] {
  const choices = new Map<string, Choice>();
  for (const sent of values) {
    const text = typeof sent === "string" ? sent.trim() : JSON.stringify(sent);
    const value = text === "" ? "(empty)" : cutAtWord(text, CHOICE_MAX);
    if (choices.has(value)) continue;
    choices.set(value, { value, label: labelOf(value), ...(value === sent ? {} : { sent }) });
  }
  return [...choices.values()];
}

function labelOf(value: string): Localized {
  if (/^\d{1,4}:\d{1,4}$/.test(value)) return aspectRatioLabel(value);
  const formats: Readonly<Record<string, Localized>> = formatLabels;
  return (Object.hasOwn(formats, value) ? formats[value] : undefined) ?? { "en-US": value };
}
