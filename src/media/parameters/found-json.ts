import * as z from "zod";
import type { FoundParameters } from "./found.ts";

const plain = z.union([z.string(), z.number()]);

/** InvokeAI's "invokeai_metadata", as far as it is of use here; older versions wrote "cfg" and a model's name alone. */
const invoke = z.looseObject({
  positive_prompt: z.string(),
  negative_prompt: z.string().nullish(),
  seed: plain.nullish(),
  steps: plain.nullish(),
  cfg_scale: plain.nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  model: z.union([z.string(), z.looseObject({ name: z.string() })]).nullish(),
});

/** ComfyUI's "prompt": its nodes by their ids; an input is a value, or [node id, output] of where it comes from. */
const nodes = z.record(
  z.string(),
  z.looseObject({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) }),
);
type Nodes = z.infer<typeof nodes>;

const MOST_STEPS = 50;
const COMFY_SETTINGS = {
  Seed: ["seed", "noise_seed"],
  Steps: ["steps"],
  "CFG scale": ["cfg", "guidance"],
  Sampler: ["sampler_name"],
  Model: ["ckpt_name", "unet_name"],
} as const;

/** Reads what InvokeAI or ComfyUI left; null for any other JSON. */
export function readGeneratorJson(text: string): FoundParameters | null {
  const json = parseJson(text);
  const asInvoke = invoke.safeParse(json);
  if (asInvoke.success) return fromInvoke(asInvoke.data);
  const asNodes = nodes.safeParse(json);
  return asNodes.success ? fromComfy(asNodes.data) : null;
}

/** ComfyUI writes NaN, which is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/\bNaN\b/g, "null"));
  } catch {
    return null;
  }
}

function fromInvoke(found: z.infer<typeof invoke>): FoundParameters {
  const { width, height, model } = found;
  const settings = {
    Steps: found.steps,
    "CFG scale": found.cfg_scale,
    Seed: found.seed,
    Size: width && height ? `${width}x${height}` : null,
    Model: typeof model === "object" ? model?.name : model,
  };
  const prompt = found.positive_prompt;
  return { form: "InvokeAI", prompt, negative: found.negative_prompt ?? "", settings: stated(settings) };
}

function fromComfy(found: Nodes): FoundParameters | null {
  const all = Object.values(found);
  const sampler = all.find(({ inputs }) => "positive" in inputs && ("seed" in inputs || "noise_seed" in inputs));
  const encoders = all.filter(({ class_type }) => class_type.startsWith("CLIPTextEncode"));
  const prompt = textBehind(found, sampler?.inputs["positive"] ?? null) || textOf(found, encoders[0]?.inputs ?? {}, 0);
  const settings = Object.entries(COMFY_SETTINGS).map(([name, keys]) => [name, firstPlain(all, keys)]);
  const latent = all.find(({ class_type }) => /^Empty.*Latent/.test(class_type))?.inputs ?? {};
  const { width, height } = latent;
  const Size = typeof width === "number" && typeof height === "number" ? `${width}x${height}` : null;
  const known = stated({ ...Object.fromEntries(settings), Size });
  if (prompt === "" && Object.keys(known).length === 0) return null;
  return { form: "ComfyUI", prompt, negative: textBehind(found, sampler?.inputs["negative"] ?? null), settings: known };
}

function firstPlain(all: readonly Nodes[string][], keys: readonly string[]): string | number | null {
  for (const { inputs } of all) {
    for (const key of keys) {
      const value = plain.safeParse(inputs[key]);
      if (value.success) return value.data;
    }
  }
  return null;
}

/** Follows an input to the first node with a text; a graph may lead in circles. */
function textBehind(found: Nodes, link: unknown, steps = 0): string {
  const id = Array.isArray(link) ? String(link[0]) : null;
  if (id === null || steps > MOST_STEPS || !Object.hasOwn(found, id)) return "";
  return textOf(found, found[id]?.inputs ?? {}, steps + 1);
}

function textOf(found: Nodes, inputs: Readonly<Record<string, unknown>>, steps: number): string {
  for (const key of ["text", "t5xxl", "clip_l", "value", "string"]) {
    const value = inputs[key];
    if (typeof value === "string") return value.trim();
  }
  // One way on is enough, and keeps a hostile graph from branching.
  const next = ["text", "conditioning", "positive"].map((key) => inputs[key]).find(Array.isArray);
  return textBehind(found, next, steps);
}

function stated(settings: Readonly<Record<string, string | number | null | undefined>>): Record<string, string> {
  const entries = Object.entries(settings).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
