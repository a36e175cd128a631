import type { ModelDefinition } from "../models/definition.ts";
import type { Locale } from "../texts/localized.ts";
import { say } from "../texts/say.ts";
import { fileSize } from "../texts/units.ts";
import { shownName } from "./model-option-slots.ts";

/** Why what a member gave cannot be asked of a model. `option` is the option's name at Discord. */
export type InputProblem = { readonly option: string } & (
  | { readonly kind: "missing_prompt" | "wrong_kind" | "image_twice" | "size_incomplete" | "size_twice" }
  | { readonly kind: "text_too_long"; readonly given: number; readonly maximum: number }
  | { readonly kind: "out_of_range"; readonly given: number; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "not_a_number"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "unknown_choice"; readonly given: string }
  /** `link`: the option that takes its address instead. */
  | { readonly kind: "image_missing"; readonly link: string }
  | { readonly kind: "not_an_image"; readonly fileName: string }
  /** In bytes. */
  | { readonly kind: "image_too_large"; readonly fileName: string; readonly given: number; readonly maximum: number }
  | { readonly kind: "too_many_images"; readonly given: number; readonly maximum: number }
);

/** The sentence that tells the member what to do. Unescaped: it can quote what they gave. */
export function problemText(problem: InputProblem, definition: ModelDefinition, locale: Locale): string {
  const field = shownName(definition, problem.option, locale);
  switch (problem.kind) {
    case "missing_prompt":
    case "size_incomplete":
    case "size_twice":
      return say(locale, `refused_${problem.kind}`);
    case "wrong_kind":
    case "image_twice":
      return say(locale, `refused_${problem.kind}`, { field });
    case "text_too_long":
      return say(locale, "refused_text_too_long", { field, given: problem.given, maximum: problem.maximum });
    case "out_of_range": {
      const { given, minimum, maximum } = problem;
      return say(locale, "refused_out_of_range", { field, given, minimum, maximum });
    }
    case "not_a_number":
      return say(locale, "refused_not_a_number", { field, minimum: problem.minimum, maximum: problem.maximum });
    case "unknown_choice":
      return say(locale, "refused_unknown_choice", { field, given: quoted(problem.given) });
    case "image_missing":
      return say(locale, "refused_image_missing", { field, link: shownName(definition, problem.link, locale) });
    case "not_an_image":
      return say(locale, "refused_not_an_image", { field, fileName: quoted(problem.fileName) });
    case "image_too_large": {
      const [given, maximum] = [fileSize(locale, problem.given), fileSize(locale, problem.maximum)];
      return say(locale, "refused_image_too_large", { field, fileName: quoted(problem.fileName), given, maximum });
    }
    case "too_many_images":
      return say(locale, "refused_too_many_images", { given: problem.given, maximum: problem.maximum });
  }
}

/** Long enough to recognize, short enough for a sentence. */
const QUOTE_LENGTH = 80;

function quoted(text: string): string {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  return characters.length <= QUOTE_LENGTH ? characters.join("") : `${characters.slice(0, QUOTE_LENGTH - 1).join("")}…`;
}
