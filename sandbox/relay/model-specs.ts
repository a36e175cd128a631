import { type FieldSpec, oneOf } from "./field-specs.ts";
import type { Price } from "./price.ts";

/** What the sandbox knows of a model by itself: written from the relay's documents and fal's published schemas. */
export interface ModelSpec {
  readonly endpoint: string;
  /** The app its queue requests live under. */
  readonly app: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly price: Price;
  /** About what one picture takes at speed 1. */
  readonly secondsPerFile: number;
  readonly draws: "scene" | "edit" | "variation" | "composition" | "inpainting";
}

const prompt: FieldSpec = { kind: "string", required: true };
const optionalSeed: FieldSpec = { kind: "integer", nullable: true };
const image: FieldSpec = { kind: "file", required: true };
const images: FieldSpec = { kind: "files", required: true };

const flux = (steps: number, least: number, most: number) =>
  ({
    num_inference_steps: { kind: "integer", default: steps, least, most },
    seed: optionalSeed,
    sync_mode: { kind: "boolean", default: false },
    num_images: { kind: "integer", default: 1, least: 1, most: 4 },
    enable_safety_checker: { kind: "boolean", default: true },
    output_format: oneOf(["jpeg", "png"], "jpeg", ["default", "JPEG"]),
    acceleration: oneOf(["none", "regular", "high"], "none", ["default"]),
  }) as const satisfies Record<string, FieldSpec>;

const guidance: FieldSpec = { kind: "number", default: 3.5, least: 1, most: 20 };
const imageSize = (fallback: string | null): FieldSpec => ({ kind: "image-size", default: fallback });

const RATIOS = ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"];

const kontext = (ratio?: string) =>
  ({
    prompt,
    seed: optionalSeed,
    guidance_scale: guidance,
    sync_mode: { kind: "boolean", default: false },
    num_images: { kind: "integer", default: 1, least: 1, most: 4 },
    output_format: oneOf(["jpeg", "png"], "jpeg", ["default"]),
    safety_tolerance: oneOf(["1", "2", "3", "4", "5", "6"], "2"),
    enhance_prompt: { kind: "boolean", default: false },
    aspect_ratio: oneOf(RATIOS, ratio),
  }) as const satisfies Record<string, FieldSpec>;

/** The models the sandbox knows without any document. */
export const MODEL_SPECS: readonly ModelSpec[] = [
  {
    endpoint: "fal-ai/flux-1/dev",
    app: "flux-1",
    fields: { prompt, image_size: imageSize("landscape_4_3"), ...flux(28, 1, 50), guidance_scale: guidance },
    price: { usd: 0.025, per: "megapixel" },
    secondsPerFile: 4,
    draws: "scene",
  },
  {
    endpoint: "fal-ai/flux-1/dev/image-to-image",
    app: "flux-1",
    fields: {
      image_url: image,
      strength: { kind: "number", default: 0.95, least: 0.01, most: 1 },
      prompt,
      ...flux(40, 10, 50),
      guidance_scale: guidance,
    },
    price: { usd: 0.025, per: "megapixel" },
    secondsPerFile: 5,
    draws: "edit",
  },
  {
    endpoint: "fal-ai/flux-1/dev/redux",
    app: "flux-1",
    fields: { image_url: image, image_size: imageSize("landscape_4_3"), ...flux(28, 1, 50), guidance_scale: guidance },
    price: { usd: 0.025, per: "megapixel" },
    secondsPerFile: 5,
    draws: "variation",
  },
  {
    endpoint: "fal-ai/flux-1/schnell",
    app: "flux-1",
    fields: { prompt, image_size: imageSize("landscape_4_3"), ...flux(4, 1, 12), guidance_scale: guidance },
    price: { usd: 0.003, per: "megapixel" },
    secondsPerFile: 2,
    draws: "scene",
  },
  {
    endpoint: "fal-ai/flux-1/schnell/redux",
    app: "flux-1",
    fields: { image_url: image, image_size: imageSize("landscape_4_3"), ...flux(4, 1, 12) },
    price: { usd: 0.003, per: "megapixel" },
    secondsPerFile: 2,
    draws: "variation",
  },
  {
    endpoint: "fal-ai/flux-pro/kontext",
    app: "flux-pro",
    fields: { ...kontext(), image_url: image },
    price: { usd: 0.04, per: "image" },
    secondsPerFile: 6,
    draws: "edit",
  },
  {
    endpoint: "fal-ai/flux-pro/kontext/max",
    app: "flux-pro",
    fields: {
      ...kontext(),
      image_url: image,
      output_format: { ...oneOf(["jpeg", "png"], "jpeg"), requiredByRelay: true },
    },
    price: { usd: 0.08, per: "image" },
    secondsPerFile: 7,
    draws: "edit",
  },
  {
    endpoint: "fal-ai/flux-pro/kontext/multi",
    app: "flux-pro",
    fields: { ...kontext(), image_urls: images },
    price: { usd: 0.04, per: "image" },
    secondsPerFile: 6,
    draws: "composition",
  },
  {
    endpoint: "fal-ai/flux-pro/kontext/max/multi",
    app: "flux-pro",
    fields: { ...kontext(), image_urls: images },
    price: { usd: 0.08, per: "image" },
    secondsPerFile: 8,
    draws: "composition",
  },
  {
    endpoint: "fal-ai/flux-pro/kontext/text-to-image",
    app: "flux-pro",
    fields: kontext("1:1"),
    price: { usd: 0.04, per: "image" },
    secondsPerFile: 5,
    draws: "scene",
  },
  {
    endpoint: "fal-ai/flux-pro/kontext/max/text-to-image",
    app: "flux-pro",
    fields: kontext("1:1"),
    price: { usd: 0.08, per: "image" },
    secondsPerFile: 7,
    draws: "scene",
  },
  {
    endpoint: "fal-ai/flux-lora/inpainting",
    app: "flux-lora",
    fields: {
      prompt,
      image_size: imageSize(null),
      ...flux(28, 1, 50),
      guidance_scale: { kind: "number", default: 3.5, least: 0, most: 35 },
      acceleration: oneOf(["none", "regular"], "none"),
      loras: { kind: "loras", default: [] },
      image_url: image,
      strength: { kind: "number", default: 0.85, least: 0.01, most: 1 },
      mask_url: image,
    },
    price: { usd: 0.035, per: "megapixel" },
    secondsPerFile: 5,
    draws: "inpainting",
  },
];
