import { fileTypeOf, type ModelDefinition, type ModelInput } from "./definition.ts";
import { promptOf } from "./summary.ts";

/** What is known of a picture besides what was asked for. */
export interface Made {
  /** Decimal digits; null where the relay did not say. */
  readonly seed: string | null;
  /** Pixels of the file. */
  readonly width: number | null;
  readonly height: number | null;
}

/** What other tools call our fields. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["num_inference_steps", "Steps"],
  ["guidance_scale", "CFG scale"],
]);
/** XML, which holds the text too, has no place for these. */
const UNWRITABLE = /(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu;

/**
 * How a picture was made, as the Stable Diffusion web UIs write it and many tools read it: the prompt, then a line
 * "Steps: 28, CFG scale: 3.5, Seed: 5, Size: 1024x768, Model: …". Only what is known: no default stands there.
 */
export function parametersText(definition: ModelDefinition, input: ModelInput, made: Made): string {
  const facts: [string, string][] = [];
  const negative = definition.fields.find(({ path }) => path === "negative_prompt");
  for (const field of definition.fields) {
    const name = NAMES.get(field.path);
    const value = input[field.name];
    if (name !== undefined && fileTypeOf(field) === undefined && value !== undefined) facts.push([name, String(value)]);
  }
  if (made.seed !== null) facts.push(["Seed", made.seed]);
  if (made.width !== null && made.height !== null) facts.push(["Size", `${made.width}x${made.height}`]);
  facts.push(["Model", definition.title], ["Endpoint", definition.endpoint]);
  const unwanted = negative && input[negative.name];
  const lines = [
    promptOf(definition, input) ?? "",
    ...(typeof unwanted === "string" ? [`Negative prompt: ${unwanted}`] : []),
    facts.map(([name, value]) => `${name}: ${quoted(value)}`).join(", "),
  ];
  return lines.join("\n").toWellFormed().replace(/\r\n?/g, "\n").replace(UNWRITABLE, "").trim();
}

/** A comma, a colon or a line's end would end the value early. */
function quoted(value: string): string {
  return /[,:"\n]/.test(value) ? JSON.stringify(value) : value;
}
