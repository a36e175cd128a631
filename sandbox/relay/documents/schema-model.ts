import type { Style } from "../drawing/draw.ts";
import { outputText } from "../output-text.ts";
import type { Plan } from "../plan.ts";
import type { ModelRun, RelayModel, Validation } from "../relay-model.ts";
import { splitEndpoint } from "../relay-path.ts";
import type { ModelDocument } from "./model-document.ts";
import { outputValue } from "./output-value.ts";
import { schemaCheck } from "./schema-check.ts";

const SECONDS_PER_PICTURE = 4;
const SECONDS_PER_VIDEO = 20;

/** A model that is known from its OpenAPI document alone. */
export function schemaModel({ endpoint, category, input, output, price }: ModelDocument): RelayModel {
  // Compiled for the first body: of a catalogue's models few are ever asked.
  let check: ((body: unknown) => Validation) | undefined;
  return {
    endpoint,
    app: splitEndpoint(endpoint).app,
    price,
    secondsPerFile: /video|3d/.test(category.split("-to-").at(-1) ?? "") ? SECONDS_PER_VIDEO : SECONDS_PER_PICTURE,
    longSeeds: false,
    validate(body) {
      check ??= schemaCheck(input);
      return check(body);
    },
    async make(run: ModelRun) {
      return outputText(await outputValue(output, "", { ...run, category, style: styleFor(run.plan) }));
    },
  };
}

/** What is done with the input pictures follows from how many there are, and whether one is a mask. */
function styleFor({ files }: Plan): Style {
  const pictures = files.filter(({ kind }) => kind === "picture").length;
  const masked = files.some(({ kind }) => kind === "mask") && pictures === 1;
  const draws = masked ? "inpainting" : pictures === 0 ? "scene" : pictures === 1 ? "edit" : "composition";
  return { draws, inputSize: "kept" };
}
