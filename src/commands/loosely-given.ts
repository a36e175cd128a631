import type { ModelDefinition } from "../models/definition.ts";
import { isJsonObject, type JsonObject } from "../models/json-value.ts";
import { promptField } from "../models/summary.ts";
import type { Locale } from "../texts/localized.ts";
import { say } from "../texts/say.ts";
import type { Arranged } from "./given-by-name.ts";
import { looseJson } from "./model-json.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";

const QUOTED = 80;

/** Settings as people write them, "seed: 5, size: square"; null for what is no set of names and values. */
export function settingsIn(text: string): JsonObject | null {
  if (text.trim() === "") return {};
  const value = looseJson(text.trim(), { type: "object" });
  return isJsonObject(value) ? value : null;
}

export function notSettingsText({ fields, ...rest }: ModelDefinition, locale: Locale): string {
  const prompt = promptField({ fields, ...rest });
  const example = fields.find((field) => field !== prompt && field.kind !== "json");
  return say(locale, "refused_not_settings", { example: `${example?.name ?? "seed"}: …` });
}

/** Why what was given finds no place among a model's options. */
export function unarrangedText(
  arranged: Extract<Arranged, { ok: false }>,
  { fields, title }: ModelDefinition,
  locale: Locale,
): string {
  switch (arranged.problem) {
    case "unknown_setting": {
      const names = fields.flatMap(slotsOf).map(optionName).join(", ");
      return say(locale, "refused_unknown_setting", { given: arranged.name.slice(0, QUOTED), title, names });
    }
    case "too_many_files":
      return say(locale, "refused_file_unplaced", { fileName: arranged.name.slice(0, QUOTED), title });
    case "no_prompt":
      return say(locale, "refused_no_prompt_taken", { title });
  }
}
