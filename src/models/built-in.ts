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

/** The models of the relay's documents, in the order members meet them in lists. */
export const builtInModels: readonly ModelDefinition[] = [
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
