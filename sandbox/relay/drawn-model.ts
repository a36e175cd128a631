import type { Style } from "./drawing/draw.ts";
import { exactNumber } from "./exact-number.ts";
import type { ModelSpec } from "./model-specs.ts";
import type { ModelRun, RelayModel } from "./relay-model.ts";
import { placeholderOf } from "./request.ts";
import { validate } from "./validation.ts";

/** A model of the sandbox's own: it draws pictures and answers as the FLUX models do. */
export function drawnModel(spec: ModelSpec): RelayModel {
  const kontext = spec.app === "flux-pro";
  const style: Style = { draws: spec.draws, inputSize: kontext ? "megapixel" : "kept" };
  const { endpoint, app, price, secondsPerFile } = spec;
  return {
    endpoint,
    app,
    price,
    secondsPerFile,
    longSeeds: !kontext,
    validate: (body, leniency) => validate(spec, body, leniency),
    make: (run) => makePictures(run, style, !kontext),
  };
}

async function makePictures(
  { request, plan, flagged, bench }: ModelRun,
  style: Style,
  timed: boolean,
): Promise<string> {
  for (let index = 0; index < plan.count; index++) await bench.picture(style, index);
  const images = bench.files.map(({ path, size, contentType }) => ({
    url: placeholderOf(path),
    width: size?.width,
    height: size?.height,
    content_type: contentType,
  }));
  return JSON.stringify({
    images,
    timings: timed ? { inference: (request.durationMs ?? 0) / 1000 } : {},
    seed: exactNumber(request.seed),
    has_nsfw_concepts: images.map(() => flagged),
    prompt: plan.prompt,
  });
}
