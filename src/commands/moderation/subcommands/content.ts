import type { Answer } from "../../../interaction.ts";
import { say } from "../../../texts/say.ts";
import { change } from "../change.ts";
import { forbidWords, replaceWord, unlistWords } from "../deeds.ts";
import type { ModerationOptions, Moderator } from "../moderator.ts";
import { wordsIn } from "../reading.ts";
import { testPrompt } from "../words-test.ts";
import { answerOf, choiceIn, option, type Subcommand, textIn, valueChoices, wordedChoices } from "./subcommand.ts";

const WORDS_MAX = 2_000;
const PROMPT_MAX = 4_000;
const MOST_INLINE = 1_800;

/** Words of prompts, and unsafe pictures. */
export function contentSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    {
      name: "words forbid",
      options: [option.text("words", WORDS_MAX, true)],
      execute: async (moderator, given) =>
        answerOf(await forbidWords(moderator, wordsIn(textIn(given, "words")), options), moderator),
    },
    {
      name: "words replace",
      options: [option.text("word", 60, true), option.text("by", 100, false)],
      execute: async (moderator, given) =>
        answerOf(await replaceWord(moderator, textIn(given, "word"), textIn(given, "by"), options), moderator),
    },
    {
      name: "words remove",
      options: [option.text("words", WORDS_MAX, true)],
      execute: async (moderator, given) =>
        answerOf(await unlistWords(moderator, wordsIn(textIn(given, "words")), options), moderator),
    },
    { name: "words list", options: [], execute: async (moderator) => wordLists(moderator) },
    {
      name: "words test",
      options: [option.text("prompt", PROMPT_MAX, true)],
      execute: async (moderator, given) => ({ kind: "notice", text: testPrompt(moderator, textIn(given, "prompt")) }),
    },
    {
      name: "safety checker",
      options: [option.choice("checker", valueChoices("as_asked", "on_outside_age_restricted", "always_on"))],
      async execute(moderator, given) {
        const value = choiceIn(given, "checker");
        const edit = { setting: "safety_checker", subject: null, to: () => value } as const;
        return answerOf(await change(moderator, [edit], options), moderator);
      },
    },
    {
      name: "safety flagged",
      options: [
        option.choice("place", wordedChoices("age_restricted", "elsewhere")),
        option.choice("handling", valueChoices("post", "spoiler", "withhold")),
      ],
      async execute(moderator, given) {
        const setting = textIn(given, "place") === "age_restricted" ? "flagged_adult" : "flagged_elsewhere";
        const value = choiceIn(given, "handling");
        return answerOf(await change(moderator, [{ setting, subject: null, to: () => value }], options), moderator);
      },
    },
  ];
}

/** Both lists whole: in the answer where they fit, as a file where they do not. */
function wordLists({ asker, settings }: Moderator): Answer {
  const { forbiddenWords, replacedWords } = settings.content;
  const plain = (words: readonly string[]) => words.join(", ") || say(asker.locale, "value_none");
  const text = say(asker.locale, "words_list", {
    forbidden: plain(forbiddenWords),
    replaced: plain(replacedWords.map(({ word, by }) => `${word} → ${by}`)),
  });
  if (text.length <= MOST_INLINE) return { kind: "notice", text: text.replace(/[|~_>#]/g, "\\$&") };
  return {
    kind: "later",
    ephemeral: true,
    message: async () => ({
      body: { content: say(asker.locale, "words_list_attached"), allowed_mentions: { parse: [] } },
      files: [{ name: "words.txt", mime: "text/plain", bytes: new TextEncoder().encode(text.replaceAll("*", "")) }],
    }),
  };
}
