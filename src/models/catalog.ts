import type { ModelDefinition } from "./definition.ts";
import { flux } from "./flux.ts";
import { fluxImage } from "./flux-image.ts";
import { fluxRedux } from "./flux-redux.ts";
import { fluxSchnell } from "./flux-schnell.ts";
import { fluxSchnellRedux } from "./flux-schnell-redux.ts";
import { inpaint } from "./inpaint.ts";
import { kontext } from "./kontext.ts";
import { kontextMax } from "./kontext-max.ts";
import { kontextMaxMulti } from "./kontext-max-multi.ts";
import { kontextMaxText } from "./kontext-max-text.ts";
import { kontextMulti } from "./kontext-multi.ts";
import { kontextText } from "./kontext-text.ts";

/** The built-in models, in the order members meet them in lists. */
export const catalog: readonly ModelDefinition[] = [
  flux,
  fluxSchnell,
  fluxImage,
  fluxRedux,
  fluxSchnellRedux,
  kontext,
  kontextMax,
  kontextMulti,
  kontextMaxMulti,
  kontextText,
  kontextMaxText,
  inpaint,
];

const byCommand = new Map(catalog.map((definition) => [definition.command, definition]));
const byEndpoint = new Map(catalog.map((definition) => [definition.endpoint, definition]));

export function modelByCommand(command: string): ModelDefinition | undefined {
  return byCommand.get(command);
}

/** `endpoint` is the endpoint id, as a job's row keeps it: "fal-ai/flux-1/dev". */
export function modelByEndpoint(endpoint: string): ModelDefinition | undefined {
  return byEndpoint.get(endpoint);
}
