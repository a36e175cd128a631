/** What several prompts have in common, around what differs. */
export interface PromptFrame {
  readonly before: string;
  readonly after: string;
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** The words at the beginning and at the end that all of them share; nothing for fewer than two. */
export function frameOf(prompts: readonly string[]): PromptFrame {
  const [first = [], ...others] = prompts.map(wordsOf);
  if (others.length === 0) return { before: "", after: "" };
  const shortest = Math.min(first.length, ...others.map(({ length }) => length));
  let before = 0;
  while (before < shortest && others.every((words) => words[before] === first[before])) before += 1;
  let after = 0;
  while (after < shortest - before && others.every((words) => words.at(-1 - after) === first.at(-1 - after)))
    after += 1;
  return { before: first.slice(0, before).join(""), after: after === 0 ? "" : first.slice(-after).join("") };
}

/** What a prompt has inside of the frame; all of it where that is nothing. */
export function insideOf(prompt: string, { before, after }: PromptFrame): string {
  return prompt.slice(before.length, prompt.length - after.length).trim() || prompt;
}

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
