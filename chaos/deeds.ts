import type { Dice } from "./dice.ts";

export const PEOPLE = ["Mira", "Theo", "Nils", "小雨"] as const;
export type Who = (typeof PEOPLE)[number];
export type Channel = "general" | "art" | "dm";

/** A request for pictures. Its marker begins the prompt; marker and seed tell its job from every other. */
export interface Ask {
  readonly do: "ask";
  readonly who: Who;
  readonly channel: Channel;
  readonly command: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Options that are given a picture. */
  readonly images: readonly string[];
  /** How many requests its prompt comes to, where it is a preview that is answered first. */
  readonly alternatives?: number;
}

/** Buttons are told by how their custom ids begin. */
export interface Press {
  readonly do: "press";
  readonly who: Who | "whoever asked";
  readonly button: "cancel" | "again" | "delete" | "batch:cancel" | "batch:retry" | "batch:delete";
  readonly pick: number;
}

/** What can be said to the sandbox relay within a prompt; most people say nothing. */
const WISHES = [
  [8, ""],
  [2, ", sandbox: slow"],
  [2, ", sandbox: queue 20"],
  [1, ", sandbox: nsfw"],
  [1, ", sandbox: long seed"],
  [1, ", sandbox: refused"],
  [1, ", sandbox: fail generation timeout"],
  [1, ", sandbox: fail image too small"],
] as const;

const COMMANDS = [
  [6, "flux-schnell"],
  [6, "flux"],
  [3, "flux-image"],
  [1, "kontext"],
  [1, "inpaint"],
] as const;

/** One of many requests. */
export function makeAsk(dice: Dice, seed: number, number: number): Ask {
  const command = dice.weighed(COMMANDS);
  const images = { kontext: ["image"], "flux-image": ["image"], inpaint: ["image", "mask"] }[command as string] ?? [];
  const sizes = images.length === 0 ? { width: dice.pick([256, 320, 512]), height: dice.pick([256, 384]) } : {};
  const count = dice.weighed([
    [6, {}],
    [1, { count: 2 }],
    [1, { count: 4 }],
  ] as const);
  const prompt = `${markerOf(seed, number)} a boat on @everyone's lake${dice.weighed(WISHES)}`;
  return {
    do: "ask",
    who: dice.pick(PEOPLE),
    channel: dice.weighed([
      [6, "general"],
      [3, "art"],
      [1, "dm"],
    ] as const),
    command,
    options: { prompt, seed: 1_000 + number, ...sizes, ...count },
    images,
  };
}

export function markerOf(seed: number, number: number): string {
  return `m${seed}n${number}e`;
}
