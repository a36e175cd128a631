import type { Size } from "./field-specs.ts";
import type { Input } from "./input.ts";
import { type InputAddress, inputAddresses } from "./input-addresses.ts";
import { promptOf, readWishes } from "./prompt-wishes.ts";
import { sizeAsked } from "./size-asked.ts";

export type PictureFormat = "jpeg" | "png" | "webp";

/** What is to be made, once the body is known to be good. It goes by the names fields have in fal's schemas. */
export interface Plan {
  readonly prompt: string;
  readonly count: number;
  /** Absent where the input picture decides. */
  readonly size: Size | undefined;
  readonly format: PictureFormat;
  readonly steps: number;
  readonly strength: number;
  /** Of a video or a sound; absent where nothing was said. */
  readonly seconds: number | undefined;
  readonly safetyChecker: boolean;
  readonly grainy: boolean;
  readonly files: readonly InputAddress[];
}

const DEFAULT_STEPS = 28;
/** A schema without a bound shall not keep the machine busy for hours. */
const MOST_FILES = 16;
/** A further picture of the same request costs this part of the first one's time. */
const FURTHER_PICTURE = 0.4;

const COUNTS = ["num_images", "num_samples", "num_outputs", "num_videos", "n", "batch_size"];
const FORMATS = ["output_format", "image_format", "format"];
const STEPS = ["num_inference_steps", "steps", "steps_num", "num_steps"];
const SECONDS = ["duration", "duration_seconds", "seconds_total", "audio_length_in_s", "length", "video_length"];

export function makePlan(given: Input): Plan {
  const prompt = promptOf(given);
  const files = inputAddresses(given);
  const input: Input = readWishes(prompt).deafToSettings ? {} : given;
  return {
    prompt,
    count: Math.min(MOST_FILES, Math.max(1, Math.round(numberAmong(input, COUNTS) ?? 1))),
    size: sizeAsked(input),
    format: formatAsked(input),
    steps: numberAmong(input, STEPS) ?? DEFAULT_STEPS,
    strength: numberAmong(input, ["strength"]) ?? 1,
    seconds: secondsAsked(input),
    safetyChecker: input["enable_safety_checker"] !== false,
    grainy: readWishes(prompt).grainy,
    files,
  };
}

/** The first of these fields that spells a positive number: durations come as 5, as "5" and as "5s". */
function numberAmong(input: Input, names: readonly string[]): number | undefined {
  const numbers = names.map((name) => {
    const value = input[name];
    return typeof value === "number" ? value : typeof value === "string" ? Number.parseFloat(value) : Number.NaN;
  });
  return numbers.find((number) => number > 0);
}

function secondsAsked(input: Input): number | undefined {
  const frames = numberAmong(input, ["num_frames"]);
  const perSecond = numberAmong(input, ["frames_per_second", "fps", "frame_rate"]);
  return numberAmong(input, SECONDS) ?? (frames && perSecond ? frames / perSecond : undefined);
}

function formatAsked(input: Input): PictureFormat {
  const words = FORMATS.map((name) => String(input[name]).toLowerCase());
  return words.includes("png") ? "png" : words.includes("webp") ? "webp" : "jpeg";
}

/** How long a worker is busy with it at speed 1. */
export function durationMs(secondsPerFile: number, plan: Plan): number {
  return Math.round(secondsPerFile * 1000 * (1 + FURTHER_PICTURE * (plan.count - 1)));
}
