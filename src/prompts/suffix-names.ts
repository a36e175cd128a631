/** What a suffix means, whatever it is called elsewhere. The first name of each is how we write it. */
export const MEANINGS = {
  ar: ["ar", "aspect", "aspect_ratio", "ratio"],
  size: ["size", "image_size", "res", "resolution"],
  seed: ["seed"],
  n: ["n", "num", "num_images", "images", "count", "batch"],
  no: ["no", "neg", "negative", "negative_prompt"],
  steps: ["steps", "step", "num_inference_steps"],
  cfg: ["cfg", "guidance", "guidance_scale", "cfg_scale", "scale"],
  strength: ["strength", "denoise"],
  format: ["format", "output_format"],
  quality: ["quality", "q"],
  style: ["style", "preset"],
  private: ["private"],
  public: ["public"],
} as const;
export type Meaning = keyof typeof MEANINGS;

/** Names that other tools give a meaning to that no model here has: never prose, always worth a sentence. */
const ELSEWHERE =
  "v version niji chaos c stylize s weird w tile tiling iw iref sref cref oref sw cw ow stop repeat r fast relax turbo draft raw hd profile p upbeta uplight upscale creative video loop motion test testp sampler clip_skip".split(
    " ",
  );

const BY_NAME = new Map<string, Meaning>(
  (Object.keys(MEANINGS) as Meaning[]).flatMap((meaning) => MEANINGS[meaning].map((name) => [name, meaning] as const)),
);
const KNOWN_ELSEWHERE: ReadonlySet<string> = new Set(ELSEWHERE);

export function meaningOf(name: string): Meaning | undefined {
  return BY_NAME.get(name);
}

export function isKnownElsewhere(name: string): boolean {
  return KNOWN_ELSEWHERE.has(name);
}
