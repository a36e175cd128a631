import { findWords, replaceWords } from "../../policy/words.ts";
import { say } from "../../texts/say.ts";
import type { Moderator } from "./moderator.ts";
import { asCode } from "./value-text.ts";

const MOST_MATCHES = 15;
const PROMPT_SHOWN = 500;

/** Which words of the lists a prompt holds, and how they are written there. */
export function testPrompt({ asker, settings }: Moderator, prompt: string): string {
  const { locale } = asker;
  const { forbiddenWords, replacedWords } = settings.content;
  const forbidden = findWords(forbiddenWords, prompt).map(({ word, found }) =>
    say(locale, "words_test_forbidden", { word: asCode(word), found: asCode(found) }),
  );
  const listed = replacedWords.map(({ word }) => word);
  const replaced = findWords(listed, prompt).map(({ word, found }) => {
    const by = replacedWords.find((each) => each.word === word)?.by ?? "";
    return say(locale, "words_test_replaced", { word: asCode(word), found: asCode(found), by: asCode(by) });
  });
  const result =
    forbidden.length > 0
      ? say(locale, "words_test_refused")
      : replaced.length > 0
        ? say(locale, "words_test_becomes", {
            prompt: asCode(replaceWords(replacedWords, prompt).text, { most: PROMPT_SHOWN }),
          })
        : say(locale, "words_test_passes");
  return [result, ...[...forbidden, ...replaced].slice(0, MOST_MATCHES)].join("\n");
}
