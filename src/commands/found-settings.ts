import type { GivenOptions } from "../interaction.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { type Field, fileTypeOf, type ModelDefinition } from "../models/definition.ts";
import type { JsonValue } from "../models/json-value.ts";
import { promptField } from "../models/summary.ts";
import { arrange } from "./given-by-name.ts";

/** What a picture tells of how it was made; settings by their usual names: "Seed", "Steps", "Size". */
export interface FoundSettings {
  readonly form: string;
  readonly prompt: string;
  readonly negative: string;
  readonly settings: Readonly<Record<string, string>>;
}

export type Runnable =
  | { readonly kind: "ready"; readonly definition: ModelDefinition; readonly given: GivenOptions }
  | { readonly kind: "needs a picture"; readonly definition: ModelDefinition }
  | { readonly kind: "unknown model" };

const SIZE = /^(?<width>\d{1,5})x(?<height>\d{1,5})$/;

/** The same as a member would have asked it of the model it names, as far as the model takes it. */
export function runnable(found: FoundSettings, models: ModelCatalog): Runnable {
  const definition = modelOf(found, models);
  if (definition === undefined) return { kind: "unknown model" };
  const needsFile = definition.fields.some((field) => field.required === true && fileTypeOf(field) !== undefined);
  if (needsFile) return { kind: "needs a picture", definition };
  const settings: Record<string, JsonValue> = {};
  for (const field of definition.fields) {
    const value = valueFor(field, found);
    if (value !== undefined) settings[field.name] = value;
  }
  const prompt = promptField(definition) === undefined || found.prompt === "" ? undefined : found.prompt;
  const arranged = arrange(definition, { prompt, settings, files: [], links: undefined });
  return arranged.ok ? { kind: "ready", definition, given: arranged.given } : { kind: "unknown model" };
}

/** As the Stable Diffusion web UIs write it, to keep, to copy, and to be read back. */
export function settingsText({ prompt, negative, settings }: FoundSettings): string {
  const facts = Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [prompt, ...(negative === "" ? [] : [`Negative prompt: ${negative}`]), facts.join(", ")].join("\n").trim();
}

function modelOf({ settings }: FoundSettings, models: ModelCatalog): ModelDefinition | undefined {
  const endpoint = models.all.find((each) => each.endpoint === settings["Endpoint"]);
  return endpoint ?? models.all.find(({ title }) => title.toLowerCase() === settings["Model"]?.toLowerCase());
}

function valueFor(field: Field, { settings, negative }: FoundSettings): JsonValue | undefined {
  if (field.kind === "size") {
    const { width, height } = SIZE.exec(settings["Size"] ?? "")?.groups ?? {};
    return field.sides && width && height ? { width: Number(width), height: Number(height) } : undefined;
  }
  switch (field.path) {
    case "num_inference_steps":
      return settings["Steps"];
    case "guidance_scale":
      return settings["CFG scale"];
    case "seed":
      return settings["Seed"];
    case "negative_prompt":
      return negative === "" ? undefined : negative;
    default:
      return undefined;
  }
}
