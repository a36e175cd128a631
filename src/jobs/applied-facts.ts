import type { ModelDefinition, ModelInput } from "../models/definition.ts";
import { describeValue } from "../models/describe-field.ts";
import { type Locale, localize } from "../texts/localized.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import type { Applied } from "./applied.ts";

/** Of a suffix, and of everything left out; both are the member's own words. */
const WRITTEN_SHOWN = 100;
const LEFT_OUT_SHOWN = 200;

interface AppliedJob {
  readonly definition: ModelDefinition | undefined;
  readonly input: ModelInput;
  readonly applied?: Applied;
}

/** What a job's input came to besides its options, each in a few words: "--ar 16:9 → Landscape 16:9 · 1024×576". */
export function appliedFacts({ definition, input, applied }: AppliedJob, locale: Locale): string[] {
  if (applied === undefined) return [];
  const nameOf = (field: string) => fieldName(definition, field, locale);
  const { preset, preferred } = applied;
  const suffixes = applied.suffixes.flatMap(({ written, field, overruled }) => {
    const suffix = plainText(written, WRITTEN_SHOWN);
    if (overruled) return [say(locale, "applied_overruled", { suffix, option: nameOf(field ?? written) })];
    const value = field === null ? undefined : valueShown(definition, input, field, locale);
    // The settings above say it already.
    return value === undefined || written.toLowerCase().endsWith(` ${value.toLowerCase()}`)
      ? []
      : [say(locale, "applied_suffix", { suffix, value: plainText(value, WRITTEN_SHOWN) })];
  });
  const style = preset && say(locale, `applied_style_${preset.whose}`, { name: plainText(preset.name, WRITTEN_SHOWN) });
  const leftOut = plainText(preset?.leftOut.join(" ") ?? "", LEFT_OUT_SHOWN);
  return [
    ...suffixes,
    ...(style ? [style] : []),
    ...(leftOut === "" ? [] : [say(locale, "applied_left_out", { settings: leftOut })]),
    ...(preferred.length === 0 ? [] : [say(locale, "applied_preferred", { fields: preferred.map(nameOf).join(", ") })]),
  ];
}

/** What is still true of the same request once more: its seed is another, and what was typed is remembered as it was. */
export function appliedAgain(applied: Applied | undefined): Applied | null {
  return applied === undefined ? null : { ...applied, suffixes: [], preferred: [] };
}

function fieldName(definition: ModelDefinition | undefined, name: string, locale: Locale): string {
  if (name === "private") return say(locale, "applied_private");
  const field = definition?.fields.find((each) => each.name === name);
  return plainText(field === undefined ? name : localize(field.displayName, locale), WRITTEN_SHOWN);
}

function valueShown(
  definition: ModelDefinition | undefined,
  input: ModelInput,
  name: string,
  locale: Locale,
): string | undefined {
  const [field, value] = [definition?.fields.find((each) => each.name === name), input[name]];
  return field === undefined || value === undefined ? undefined : describeValue(field, value, locale);
}
