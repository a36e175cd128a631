import type { ModelDefinition } from "../../models/definition.ts";
import { presetLabel } from "../../models/describe-field.ts";
import { promptField } from "../../models/summary.ts";
import { generateOptionTexts, generateText } from "../../texts/generate-texts.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { oneLine } from "../../texts/plain-text.ts";
import type { Example, ExampleValue } from "./example.ts";

const VALUE_SHOWN = 120;

/** An example as people type it into Discord, in their language: "/flux prompt:a lighthouse size:Square". */
export function ownCommandLine({ commandName }: ModelDefinition, example: Example, locale: Locale): string {
  const options = example.map((given) => `${localize(given.slot.name, locale)}:${shownValue(given, locale)}`);
  return [`/${localize(commandName, locale)}`, ...options].join(" ");
}

/** The same through /generate, which knows a model's settings by their English names. */
export function generateLine(definition: ModelDefinition, example: Example, locale: Locale): string {
  const { model, prompt, options, links } = generateOptionTexts;
  const isPrompt = ({ field }: ExampleValue) => field === promptField(definition);
  const isLink = ({ slot }: ExampleValue) => slot.part === "link" || slot.part === "links";
  const settings = example.filter((given) => !isPrompt(given) && !isLink(given));
  const addresses = example.filter(isLink).map(({ value }) => value);
  const parts: readonly [string, string][] = [
    [localize(model.displayName, locale), definition.command],
    [localize(prompt.displayName, locale), String(example.find(isPrompt)?.value ?? "")],
    [localize(options.displayName, locale), settings.map(setting).join(", ")],
    [localize(links.displayName, locale), addresses.join(" ")],
  ];
  const given = parts.filter(([, value]) => value !== "").map(([name, value]) => `${name}:${value}`);
  return [`/${localize(generateText.displayName, locale)}`, ...given].join(" ");
}

function setting({ slot, value }: ExampleValue): string {
  const text = String(value);
  return `${slot.name["en-US"]}: ${/[,:"]/.test(text) ? JSON.stringify(text) : text}`;
}

/** As Discord shows a chosen value: by its label. */
function shownValue({ field, slot, value }: ExampleValue, locale: Locale): string {
  if (slot.part !== "value") return String(value);
  if (field.kind === "choice") {
    const choice = field.choices.find((each) => each.value === value);
    return choice === undefined ? String(value) : localize(choice.label, locale);
  }
  if (field.kind === "size") {
    const preset = field.presets.find((each) => each.value === value);
    return preset === undefined ? String(value) : presetLabel(preset, locale);
  }
  if (typeof value === "boolean") return value ? "True" : "False";
  return oneLine(String(value), VALUE_SHOWN);
}
