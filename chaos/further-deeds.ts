import { type Ask, makeAsk, markerOf, type Press } from "./deeds.ts";
import type { Dice } from "./dice.ts";

/** Numbers of requests in a plan that the plain ones never reach. */
const PRIVATE = 30;
const BATCH = 40;

/** Beyond plain requests: results that one person sees, several from one prompt, and buttons pressed by whoever may. */
export function furtherDeeds(dice: Dice, seed: number): (Ask | Press)[] {
  const deeds: (Ask | Press)[] = [];
  if (dice.happens(0.35)) deeds.push(privately(dice, seed));
  if (dice.happens(0.35)) deeds.push(severalAtOnce(dice, seed), ...pressesOn(dice));
  return deeds;
}

function privately(dice: Dice, seed: number): Ask {
  const ask = makeAsk(dice, seed, PRIVATE);
  return { ...ask, channel: dice.pick(["general", "art"]), options: { ...ask.options, private: true } };
}

/** Prompts with alternatives. The marker stands before them, so every prompt that comes of it begins with it. */
const ALTERNATIVES: readonly (readonly [number, { readonly words: string; readonly alternatives: number }])[] = [
  [5, { words: "a {red|blue} boat", alternatives: 2 }],
  [3, { words: "a {red|blue|green} boat, [oil, ink]", alternatives: 6 }],
  [2, { words: "{a|b|c|d} boat, [oil, ink, lead]", alternatives: 12 }],
];

function severalAtOnce(dice: Dice, seed: number): Ask {
  const { words, alternatives } = dice.weighed(ALTERNATIVES);
  const wish = dice.weighed([
    [5, ""],
    [1, ", sandbox: slow"],
    [1, ", sandbox: fail generation timeout"],
  ] as const);
  const { who } = makeAsk(dice, seed, BATCH);
  const count = alternatives < 12 && dice.happens(0.3) ? { count: 2 } : {};
  const hidden = dice.happens(0.2) ? { private: true } : {};
  return {
    do: "ask",
    who,
    channel: dice.pick(["general", "general", "art", "dm"]),
    command: "flux-schnell",
    options: {
      prompt: `${markerOf(seed, BATCH)} ${words}${wish}`,
      seed: 1_000 + BATCH,
      width: 256,
      height: 256,
      ...count,
      ...hidden,
    },
    images: [],
    alternatives,
  };
}

function pressesOn(dice: Dice): Press[] {
  return Array.from({ length: dice.whole(0, 3) }, () => ({
    do: "press",
    who: "whoever asked",
    button: dice.weighed([
      [2, "batch:cancel"],
      [2, "batch:retry"],
      [1, "batch:delete"],
      [2, "cancel"],
    ] as const),
    pick: dice.share(),
  }));
}
