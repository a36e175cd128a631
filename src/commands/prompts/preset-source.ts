import type { ModelDefinition, ModelInput } from "../../models/definition.ts";
import { promptOf } from "../../models/summary.ts";
import { PRESET_LIMITS, type PresetContent, writeSettings } from "../../prompts/preset.ts";
import type { Made } from "../../prompts/prompt-memory.ts";
import { settable, suffixNameOf, wordsOf } from "../../prompts/suffix-fields.ts";
import { meaningOf } from "../../prompts/suffix-names.ts";

const LINK = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(?:@me|\d+)\/\d+\/(?<message>\d{15,20})$/u;
const MESSAGE = /^\d{15,20}$/u;
const JOB = /^[0-9a-f]{8}-[0-9a-f-]{27}$/u;

/** What someone named a result by: its job, or its message. Null for what is neither. */
export function sourceIn(text: string): { readonly job: string } | { readonly message: string } | null {
  const given = text.trim();
  const message = LINK.exec(given)?.groups?.["message"] ?? (MESSAGE.test(given) ? given : undefined);
  if (message !== undefined) return { message };
  return JOB.test(given) ? { job: given } : null;
}

/** A preset as a result was made: all but its seed, which would make all its pictures alike. */
export function contentOf({ definition, input }: Made): PresetContent {
  const settings = settingsIn(definition, input);
  const isNegative = ({ name }: { name: string }) => meaningOf(name) === "no";
  const kept = settings.filter((setting) => !isNegative(setting) && meaningOf(setting.name) !== "seed");
  while (writeSettings(kept).length > PRESET_LIMITS.settings) kept.pop();
  return {
    name: "",
    words: promptOf(definition, input) ?? "",
    negative: settings.find(isNegative)?.value ?? "",
    settings: writeSettings(kept),
  };
}

/** The settings of an input as suffixes. */
export function settingsIn(definition: ModelDefinition, input: ModelInput): { name: string; value: string }[] {
  return settable(definition).flatMap((field) => {
    const given = input[field.name];
    const value = given === undefined ? null : wordsOf(field, given);
    return value === null ? [] : [{ name: suffixNameOf(definition, field), value }];
  });
}
