import type { Style } from "../drawing/draw.ts";
import type { Plan } from "../plan.ts";
import type { ModelRun, RelayModel, Validation } from "../relay-model.ts";
import { splitEndpoint } from "../relay-path.ts";
import { fileKind } from "./file-kind.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { ModelDocument } from "./model-document.ts";
import { outputValue } from "./output-value.ts";
import { schemaCheck } from "./schema-check.ts";

const SECONDS_PER_PICTURE = 4;
const SECONDS_PER_VIDEO = 20;
const OUTPUT_NAMES = { picture: "image", video: "video", sound: "audio", mesh: "model_mesh", text: "output" } as const;

/** A model that is known from its OpenAPI document alone. */
export function schemaModel({ endpoint, category, input, output, price }: ModelDocument): RelayModel {
  // Compiled for the first body: of a catalogue's models few are ever asked.
  let check: ((body: unknown) => Validation) | undefined;
  const answers = Object.keys(output).length > 0 ? output : likelyOutput(category);
  return {
    endpoint,
    app: splitEndpoint(endpoint).app,
    price,
    secondsPerFile: fileKind("", {}, category) === "video" ? SECONDS_PER_VIDEO : SECONDS_PER_PICTURE,
    longSeeds: false,
    validate(body) {
      check ??= schemaCheck(input);
      return check(body);
    },
    async make(run: ModelRun) {
      return JSON.stringify(await outputValue(answers, "", { ...run, category, style: styleFor(run.plan) }));
    },
  };
}

/** A document may say nothing of what it answers: then what fal's models of this category do. */
function likelyOutput(category: string): JsonSchema {
  const kind = fileKind("", {}, category);
  const file: JsonSchema = kind === "text" ? { type: "string" } : { title: "File" };
  return { type: "object", required: [OUTPUT_NAMES[kind]], properties: { [OUTPUT_NAMES[kind]]: file } };
}

/** What is done with the input pictures follows from how many there are, and whether one is a mask. */
function styleFor({ files }: Plan): Style {
  const pictures = files.filter(({ kind }) => kind === "picture").length;
  const masked = files.some(({ kind }) => kind === "mask") && pictures === 1;
  const draws = masked ? "inpainting" : pictures === 0 ? "scene" : pictures === 1 ? "edit" : "composition";
  return { draws, inputSize: "kept" };
}
