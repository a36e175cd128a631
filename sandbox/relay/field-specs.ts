/** One field of a model's input, as much of it as decides whether a body is taken. */
export type FieldSpec = (
  | { readonly kind: "string" | "file" | "files" | "boolean" | "loras" }
  | { readonly kind: "integer" | "number"; readonly least?: number; readonly most?: number }
  | { readonly kind: "choice"; readonly choices: readonly string[]; readonly relayChoices: readonly string[] }
  | { readonly kind: "image-size" }
) & {
  readonly required?: boolean;
  readonly requiredByRelay?: boolean;
  readonly nullable?: boolean;
  readonly default?: unknown;
};

/** A field with fixed values; `relayChoices` are the further ones that only the relay's documents name. */
export function oneOf(choices: readonly string[], fallback?: string, relayChoices: readonly string[] = []): FieldSpec {
  return { kind: "choice", choices, relayChoices, ...(fallback === undefined ? {} : { default: fallback }) };
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** fal's presets in pixels. Source: fal-ai/fal, toolkit/image IMAGE_SIZE_PRESETS. */
export const IMAGE_SIZES: Readonly<Record<string, Size>> = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
};

/** The relay's documents write the sizes as ratios (document 003). */
export const RELAY_RATIOS: Readonly<Record<string, string>> = {
  "3:4": "portrait_4_3",
  "4:3": "landscape_4_3",
  "16:9": "landscape_16_9",
  "9:16": "portrait_16_9",
};

export const LARGEST_SIDE = 14_142;
