import { IMAGE_SIZES, type Size } from "./field-specs.ts";
import type { ModelSpec } from "./model-specs.ts";
import { readWishes } from "./prompt-wishes.ts";
import type { Input } from "./validation.ts";

/** What is to be drawn, once the body is known to be good. */
export interface Plan {
  readonly prompt: string;
  readonly count: number;
  /** Absent where the input picture decides. */
  readonly size: Size | undefined;
  readonly format: "jpeg" | "png";
  readonly steps: number;
  readonly strength: number;
  readonly safetyChecker: boolean;
  readonly inline: boolean;
  readonly grainy: boolean;
  /** Addresses of the input pictures with their place in the body. */
  readonly files: readonly { readonly url: string; readonly loc: readonly (string | number)[] }[];
}

const DEFAULT_STEPS = 28;
/** A further picture of the same request costs this part of the first one's time. */
const FURTHER_PICTURE = 0.4;
const MEGAPIXEL = 1024 * 1024;

export function makePlan(input: Input): Plan {
  const count = input["num_images"];
  const steps = input["num_inference_steps"];
  const strength = input["strength"];
  return {
    prompt: typeof input["prompt"] === "string" ? input["prompt"] : "",
    count: typeof count === "number" ? count : 1,
    size: sizeFrom(input["image_size"]) ?? sizeFromRatio(input["aspect_ratio"]),
    format: input["output_format"] === "png" ? "png" : "jpeg",
    steps: typeof steps === "number" ? steps : DEFAULT_STEPS,
    strength: typeof strength === "number" ? strength : 1,
    safetyChecker: input["enable_safety_checker"] !== false,
    inline: input["sync_mode"] === true,
    grainy: typeof input["prompt"] === "string" && readWishes(input["prompt"]).grainy,
    files: filesOf(input),
  };
}

function filesOf(input: Input): Plan["files"] {
  const single = ["image_url", "mask_url"].flatMap((name) => {
    const url = input[name];
    return typeof url === "string" ? [{ url, loc: ["body", name] }] : [];
  });
  const several = input["image_urls"];
  const listed = Array.isArray(several) ? several : [];
  return [...single, ...listed.map((url, index) => ({ url: String(url), loc: ["body", "image_urls", index] }))];
}

function sizeFrom(value: unknown): Size | undefined {
  if (typeof value === "string") return IMAGE_SIZES[value];
  if (typeof value !== "object" || value === null || !("width" in value) || !("height" in value)) return undefined;
  return { width: Number(value.width), height: Number(value.height) };
}

/** The kontext models answer with about one megapixel in sides that are multiples of 16. */
export function sizeFromRatio(ratio: unknown): Size | undefined {
  const [wide, high] = typeof ratio === "string" ? ratio.split(":").map(Number) : [];
  if (!wide || !high) return undefined;
  const side = (share: number) => Math.round(Math.sqrt(MEGAPIXEL * share) / 16) * 16;
  return { width: side(wide / high), height: side(high / wide) };
}

/** How long a worker is busy with it at speed 1. */
export function durationMs(spec: ModelSpec, plan: Plan): number {
  return Math.round(spec.secondsPerPicture * 1000 * (1 + FURTHER_PICTURE * (plan.count - 1)));
}

/** The list price of pictures in US$, each rounded up to whole megapixels where the model is priced by them. */
export function listPrice(spec: ModelSpec, sizes: readonly Size[]): number {
  const units = sizes.map((size) =>
    spec.price.per === "image" ? 1 : Math.ceil((size.width * size.height) / MEGAPIXEL),
  );
  return (units.reduce((sum, count) => sum + count, 0) * Math.round(spec.price.usd * 1_000_000)) / 1_000_000;
}
