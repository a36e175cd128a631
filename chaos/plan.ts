import type { Fault as DiscordFault } from "../sandbox/discord/faults.ts";
import type { NewFault } from "../sandbox/relay/faults.ts";
import type { RelaySettings } from "../sandbox/relay/settings.ts";
import { type Ask, makeAsk, PEOPLE, type Press } from "./deeds.ts";
import { Dice } from "./dice.ts";
import { furtherDeeds } from "./further-deeds.ts";
import { discordFault, relayFault, relaySettings } from "./plan-faults.ts";

export type Trouble =
  /** kill -9, and a new start after `downMs`. */
  | { readonly do: "kill"; readonly downMs: number }
  /** kill -9 as soon as the log says so. */
  | { readonly do: "kill at"; readonly line: string; readonly downMs: number }
  | { readonly do: "terminate"; readonly downMs: number }
  | { readonly do: "relay fault"; readonly fault: NewFault }
  | { readonly do: "relay down"; readonly forMs: number }
  | { readonly do: "discord fault"; readonly fault: DiscordFault }
  | { readonly do: "lock database"; readonly forMs: number }
  | { readonly do: "fill disk"; readonly forMs: number }
  | { readonly do: "read-only"; readonly folder: "bot" | "bot/archive"; readonly forMs: number }
  | { readonly do: "delete message"; readonly pick: number }
  | { readonly do: "delete channel"; readonly channel: "art" }
  | {
      readonly do: "deny";
      readonly permission: "AttachFiles" | "SendMessages" | "ViewChannel";
      readonly forMs: number;
    };

export type Deed = Ask | Press | Trouble;

/** Times are the plan's own milliseconds. */
export type Step = Deed & { readonly at: number };

export interface Plan {
  readonly seed: number;
  readonly relay: Partial<RelaySettings>;
  readonly concurrency: number;
  /** While the program starts for the first time, from the start of its process. */
  readonly early: readonly Step[];
  /** From when it was first ready. */
  readonly steps: readonly Step[];
  /** The counted moment at which the first, second, … start of the program is struck dead; 0 for never. */
  readonly deaths: readonly number[];
}

const SHORTEST_MS = 10_000;
const LONGEST_MS = 50_000;
const EARLY_MS = 10_000;

const BUTTONS = [
  [3, "cancel"],
  [2, "again"],
  [2, "delete"],
] as const;
/** How many of them a plan has, with the weight of each number. */
const DEATHS = [
  [2, 0],
  [4, 1],
  [3, 2],
  [1, 4],
] as const;
const TROUBLES = [
  [3, 0],
  [3, 1],
  [1, 2],
] as const;

/** Everything that happens in a plan, from its seed alone. */
export function makePlan(seed: number): Plan {
  const dice = new Dice(seed);
  const endMs = dice.whole(SHORTEST_MS, LONGEST_MS);
  const jobs = dice.whole(2, 6);
  const steps: Step[] = [];
  const early: Step[] = [];
  const moment = () => dice.whole(0, endMs);
  const place = (deed: Deed) => {
    if (dice.happens(0.15)) early.push({ at: dice.whole(0, EARLY_MS), ...deed });
    else steps.push({ at: moment(), ...deed });
  };
  for (let number = 0; number < jobs; number += 1) steps.push({ at: moment(), ...makeAsk(dice, seed, number) });
  repeat(dice.whole(0, 5), () => {
    const button = dice.weighed(BUTTONS);
    steps.push({ at: moment(), do: "press", who: dice.pick(PEOPLE), button, pick: dice.share() });
  });
  repeat(dice.whole(1, 8), () => place({ do: "relay fault", fault: relayFault(dice) }));
  repeat(dice.whole(0, 5), () => place({ do: "discord fault", fault: discordFault(dice) }));
  repeat(dice.weighed(DEATHS), () => place(death(dice)));
  repeat(dice.weighed(TROUBLES), () => place(trouble(dice)));
  // Dice of their own: what a seed did before stays as it was.
  const more = new Dice(seed + 2 ** 32);
  for (const deed of furtherDeeds(more, seed)) steps.push({ at: more.whole(0, endMs), ...deed });
  return {
    seed,
    relay: relaySettings(dice),
    concurrency: dice.pick([1, 2, 4, 8]),
    early: early.toSorted(inTime),
    steps: steps.toSorted(inTime),
    deaths: [
      dice.happens(0.35) ? dice.whole(1, 90) : 0,
      dice.happens(0.2) ? dice.whole(1, 400) : 0,
      dice.happens(0.1) ? dice.whole(1, 400) : 0,
    ],
  };
}

function repeat(count: number, act: () => void): void {
  for (let left = count; left > 0; left -= 1) act();
}

const inTime = (a: Step, b: Step) => a.at - b.at;

const TELLING_LINES = [
  "job admitted",
  "job submitting",
  "job submitted",
  "job generated",
  "job saved",
  "job requeued",
  "job ended",
];

function death(dice: Dice): Trouble {
  const downMs = dice.weighed([
    [5, dice.whole(0, 5_000)],
    [1, dice.whole(10_000, 30_000)],
  ] as const);
  return dice.weighed<Trouble>([
    [3, { do: "kill", downMs }],
    [4, { do: "kill at", line: dice.pick(TELLING_LINES), downMs }],
    [3, { do: "terminate", downMs }],
  ]);
}

function trouble(dice: Dice): Trouble {
  const forMs = dice.weighed([
    [4, dice.whole(500, 4_000)],
    [3, dice.whole(6_000, 20_000)],
  ] as const);
  return dice.weighed<Trouble>([
    [3, { do: "relay down", forMs }],
    [3, { do: "lock database", forMs: Math.min(forMs, 20_000) }],
    [3, { do: "fill disk", forMs }],
    [2, { do: "read-only", folder: dice.pick(["bot", "bot/archive"]), forMs }],
    [2, { do: "delete message", pick: dice.share() }],
    [1, { do: "delete channel", channel: "art" }],
    [2, { do: "deny", permission: dice.pick(["AttachFiles", "SendMessages", "ViewChannel"]), forMs }],
  ]);
}
