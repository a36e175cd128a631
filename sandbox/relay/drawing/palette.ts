import type { Dice } from "./dice.ts";

/** The colours of one scene, as CSS. */
export interface Palette {
  /** From the top of the sky to the horizon. */
  readonly sky: readonly [string, string, string];
  readonly light: string;
  readonly haze: string;
  /** From the farthest hill to the nearest. */
  readonly hills: readonly [string, string, string];
  readonly water: readonly [string, string];
  readonly motif: string;
  readonly accent: string;
  readonly night: boolean;
}

type Mood = "dawn" | "day" | "dusk" | "night" | "snow" | "autumn" | "desert";

const MOODS: Readonly<Record<Mood, Palette>> = {
  dawn: {
    sky: ["#5b7fb5", "#e9b9a8", "#fde7c0"],
    light: "#fff4d2",
    haze: "#fbe3cf",
    hills: ["#8fa3bd", "#6d8797", "#41606a"],
    water: ["#a9b9cb", "#5d7c93"],
    motif: "#2d3f4a",
    accent: "#e2725b",
    night: false,
  },
  day: {
    sky: ["#2f7fc1", "#8cc4e8", "#e3f3f5"],
    light: "#fffbe0",
    haze: "#eaf6f7",
    hills: ["#8bb3b8", "#6aa06d", "#3f7a4a"],
    water: ["#8ccbd8", "#2f7f9f"],
    motif: "#2b4a43",
    accent: "#d9483b",
    night: false,
  },
  dusk: {
    sky: ["#2c2a5a", "#c05b73", "#f9b56b"],
    light: "#ffe0a0",
    haze: "#f3a878",
    hills: ["#7d5a85", "#54406f", "#2c2748"],
    water: ["#d98a7d", "#4a3f70"],
    motif: "#1f1b36",
    accent: "#f06449",
    night: true,
  },
  night: {
    sky: ["#060b23", "#14274f", "#34507d"],
    light: "#f3f1dc",
    haze: "#3f5d8a",
    hills: ["#2a4169", "#1b2d4f", "#0f1b33"],
    water: ["#35557f", "#101f3c"],
    motif: "#0a1224",
    accent: "#e8b04a",
    night: true,
  },
  snow: {
    sky: ["#7d97b3", "#c3d2df", "#f2f5f7"],
    light: "#ffffff",
    haze: "#f0f4f7",
    hills: ["#c4d3df", "#dde7ee", "#f4f8fa"],
    water: ["#cfe0ea", "#8fb0c6"],
    motif: "#3a4a58",
    accent: "#b23a48",
    night: false,
  },
  autumn: {
    sky: ["#6c8aa6", "#dcc9a8", "#f7e6c4"],
    light: "#fff0cd",
    haze: "#f3dfbd",
    hills: ["#b8935f", "#b5652f", "#7a3b22"],
    water: ["#b9b7a2", "#6d7a78"],
    motif: "#3d2519",
    accent: "#d9a021",
    night: false,
  },
  desert: {
    sky: ["#3f8fb8", "#f0c894", "#fbe6c0"],
    light: "#fff6d8",
    haze: "#f8dcb2",
    hills: ["#dda873", "#c98550", "#a05f38"],
    water: ["#9fc9c4", "#4f8f91"],
    motif: "#5a3424",
    accent: "#c2452d",
    night: false,
  },
};

const WORDS: readonly (readonly [RegExp, Mood])[] = [
  [/\b(night|midnight|moon|stars?|starry|galaxy|space)\b|夜|星|月/i, "night"],
  [/\b(dusk|sunset|evening|twilight)\b|黄昏|日落|傍晚/i, "dusk"],
  [/\b(dawn|sunrise|morning|mist|misty|fog)\b|清晨|日出|雾/i, "dawn"],
  [/\b(snow|snowy|winter|ice|icy|frozen|arctic)\b|雪|冬|冰/i, "snow"],
  [/\b(autumn|fall|october|maple)\b|秋/i, "autumn"],
  [/\b(desert|dunes?|sahara|canyon|mars)\b|沙漠/i, "desert"],
  [/\b(day|noon|summer|sunny|spring)\b|白天|夏|春/i, "day"],
];

/** The colours the prompt asks for, or else any. */
export function choosePalette(prompt: string, dice: Dice): Palette {
  const asked = WORDS.find(([words]) => words.test(prompt))?.[1];
  const any = dice.pick<Mood>(["dawn", "day", "dusk", "night", "autumn", "snow", "desert"]);
  return MOODS[asked ?? any];
}
