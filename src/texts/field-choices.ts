import type { Localized } from "./localized.ts";

/** The six sizes fal's models know by name; pixels are added where a choice is shown. */
export const sizeLabels = {
  square_hd: { "en-US": "Square HD 1:1" },
  square: { "en-US": "Square 1:1" },
  portrait_4_3: { "en-US": "Portrait 3:4" },
  portrait_16_9: { "en-US": "Portrait 9:16" },
  landscape_4_3: { "en-US": "Landscape 4:3" },
  landscape_16_9: { "en-US": "Landscape 16:9" },
} as const satisfies Record<string, Localized>;

/** The label of a ratio such as "16:9", with the word for its direction. */
export function aspectRatioLabel(ratio: string): Localized {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  if (width === height) return { "en-US": `Square ${ratio}` };
  return width > height ? { "en-US": `Landscape ${ratio}` } : { "en-US": `Portrait ${ratio}` };
}

export const formatLabels = {
  jpeg: { "en-US": "JPEG" },
  png: { "en-US": "PNG" },
} as const satisfies Record<string, Localized>;

export const accelerationLabels = {
  none: { "en-US": "None: full detail" },
  regular: { "en-US": "Regular" },
  high: { "en-US": "High: fastest" },
} as const satisfies Record<string, Localized>;

export const safetyToleranceLabels = {
  "1": { "en-US": "1 · strictest" },
  "2": { "en-US": "2" },
  "3": { "en-US": "3" },
  "4": { "en-US": "4" },
  "5": { "en-US": "5" },
  "6": { "en-US": "6 · most permissive" },
} as const satisfies Record<string, Localized>;
