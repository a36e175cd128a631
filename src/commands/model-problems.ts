import type { ModelDefinition } from "../models/definition.ts";
import { type JsonRule, jsonRuleText } from "../texts/json-rules.ts";
import type { Locale } from "../texts/localized.ts";
import { say } from "../texts/say.ts";
import { fileSize } from "../texts/units.ts";
import { shownName } from "./model-option-slots.ts";

/** Why what a member gave cannot be asked of a model. `option` is the option's name at Discord. */
export type InputProblem = { readonly option: string } & (
  | { readonly kind: "missing_prompt" | "missing_value" | "wrong_kind" | "image_twice" }
  | { readonly kind: "size_incomplete" | "size_twice" | "size_missing" }
  | { readonly kind: "given_twice"; readonly other: string }
  | { readonly kind: "text_too_short"; readonly given: number; readonly minimum: number }
  | { readonly kind: "text_too_long"; readonly given: number; readonly maximum: number }
  | { readonly kind: "out_of_range"; readonly given: number; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "not_a_number"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "at_open_end"; readonly given: number }
  | { readonly kind: "not_a_multiple"; readonly given: number; readonly step: number }
  | { readonly kind: "unknown_choice"; readonly given: string }
  /** `link`: the option that takes its address instead. */
  | { readonly kind: "image_missing" | "file_missing"; readonly link: string }
  | { readonly kind: "not_an_image" | "not_a_video" | "not_audio" | "empty_file"; readonly fileName: string }
  /** In bytes. */
  | { readonly kind: "image_too_large"; readonly fileName: string; readonly given: number; readonly maximum: number }
  | { readonly kind: "too_many_images" | "too_many_entries"; readonly given: number; readonly maximum: number }
  | { readonly kind: "too_few_files"; readonly minimum: number }
  | { readonly kind: "not_json"; readonly near: string }
  /** `place` is where in the JSON, empty for the whole of it; `rule` says what it must be. */
  | { readonly kind: "json_misfit"; readonly place: string; readonly rule: JsonRule }
);

/** The sentence that tells the member what to do. Unescaped: it can quote what they gave. */
export function problemText(problem: InputProblem, definition: ModelDefinition, locale: Locale): string {
  const field = shownName(definition, problem.option, locale);
  switch (problem.kind) {
    case "missing_prompt":
    case "size_incomplete":
    case "size_twice":
    case "size_missing":
      return say(locale, `refused_${problem.kind}`);
    case "missing_value":
    case "wrong_kind":
    case "image_twice":
      return say(locale, `refused_${problem.kind}`, { field });
    case "text_too_long":
      return say(locale, "refused_text_too_long", { field, given: problem.given, maximum: problem.maximum });
    case "given_twice":
      return say(locale, "refused_given_twice", { field, other: shownName(definition, problem.other, locale) });
    case "text_too_short":
      return say(locale, "refused_text_too_short", { field, given: problem.given, minimum: problem.minimum });
    case "at_open_end":
      return say(locale, "refused_at_open_end", { field, given: problem.given });
    case "not_a_multiple":
      return say(locale, "refused_not_a_multiple", { field, given: problem.given, step: problem.step });
    case "out_of_range": {
      const { given, minimum, maximum } = problem;
      return say(locale, "refused_out_of_range", { field, given, minimum, maximum });
    }
    case "not_a_number":
      return say(locale, "refused_not_a_number", { field, minimum: problem.minimum, maximum: problem.maximum });
    case "unknown_choice":
      return say(locale, "refused_unknown_choice", { field, given: quoted(problem.given) });
    case "image_missing":
    case "file_missing":
      return say(locale, `refused_${problem.kind}`, { field, link: shownName(definition, problem.link, locale) });
    case "not_an_image":
    case "not_a_video":
    case "not_audio":
    case "empty_file":
      return say(locale, `refused_${problem.kind}`, { field, fileName: quoted(problem.fileName) });
    case "image_too_large": {
      const [given, maximum] = [fileSize(locale, problem.given), fileSize(locale, problem.maximum)];
      return say(locale, "refused_image_too_large", { field, fileName: quoted(problem.fileName), given, maximum });
    }
    case "too_many_images":
      return say(locale, "refused_too_many_images", { given: problem.given, maximum: problem.maximum });
    case "too_many_entries":
      return say(locale, "refused_too_many_entries", { field, given: problem.given, maximum: problem.maximum });
    case "too_few_files":
      return say(locale, "refused_too_few_files", { field, minimum: problem.minimum });
    case "not_json":
      return say(locale, "refused_not_json", { field, near: quoted(problem.near) });
    case "json_misfit": {
      const place = problem.place === "" ? field : `${field} → ${quoted(problem.place)}`;
      return say(locale, "refused_json_misfit", { place, rule: jsonRuleText(problem.rule, locale) });
    }
  }
}

/** Long enough to recognize, short enough for a sentence. */
const QUOTE_LENGTH = 80;

function quoted(text: string): string {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  return characters.length <= QUOTE_LENGTH ? characters.join("") : `${characters.slice(0, QUOTE_LENGTH - 1).join("")}…`;
}
