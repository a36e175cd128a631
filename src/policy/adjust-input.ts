import type { ModelInput } from "../models/definition.ts";
import { withSafetyChecker } from "../models/safety.ts";
import type { Adjustment } from "./decision.ts";
import { throughTexts } from "./readable-texts.ts";
import type { PolicyRequest } from "./request.ts";
import type { GuildSettings } from "./settings.ts";
import { replaceWords } from "./words.ts";

interface Adjusted {
  readonly input: ModelInput;
  readonly adjustments: readonly Adjustment[];
}

/** The request as it may be sent: words replaced, the safety checker on where it has to be. */
export function adjustInput({ content }: GuildSettings, request: PolicyRequest): Adjusted {
  const { definition, place } = request;
  const worded = withReplacedWords(content.replacedWords, request);
  const forced =
    content.safetyChecker === "always_on" ||
    (content.safetyChecker === "on_outside_age_restricted" && !place.ageRestricted);
  const input = forced ? withSafetyChecker(definition, worded.input) : worded.input;
  if (input === worded.input) return worded;
  return { input, adjustments: [...worded.adjustments, { kind: "safety_checker_on" }] };
}

function withReplacedWords(
  replacedWords: GuildSettings["content"]["replacedWords"],
  { definition, input }: PolicyRequest,
): Adjusted {
  const words = new Set<string>();
  const worded = throughTexts(definition, input, (text) => {
    const replaced = replaceWords(replacedWords, text);
    for (const word of replaced.words) words.add(word);
    return replaced.text;
  });
  return { input: worded, adjustments: words.size === 0 ? [] : [{ kind: "words_replaced", words: [...words] }] };
}
