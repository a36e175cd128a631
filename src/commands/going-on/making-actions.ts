import type { Asker, ModalUse } from "../../interaction.ts";
import { partsOf } from "../../models/abilities.ts";
import { type InputImage, type ModelDefinition, REGIONS } from "../../models/definition.ts";
import { promptOf } from "../../models/summary.ts";
import { say } from "../../texts/say.ts";
import { choice, chosenIn, fileIn, pictureUpload, promptInput, textIn } from "./form.ts";
import { largerAction } from "./larger.ts";
import { type MakingOptions, pixelsOf } from "./making.ts";
import { type ModelActionPlan, modelAction } from "./model-action.ts";
import type { PictureAction } from "./picture-action.ts";
import { hasPicture, type SourcePicture } from "./source-picture.ts";

/** How far a variation goes from its picture: the strength of image-to-image models. */
const STRENGTHS = [
  ["slight", 0.35],
  ["clear", 0.6],
  ["strong", 0.85],
] as const;
const USUAL_STRENGTH = "clear";

/** For models of language; they answer in the language they are asked in. */
const REWRITE =
  "Rewrite the following prompt for an image generator. Keep its subject, its mood and its language. Add what makes a picture: composition, light, color, material, style. Answer with the new prompt alone, in one paragraph.";

/** Everything that makes something new of a picture, in the order of the panel. */
export function makingActions(options: MakingOptions): readonly PictureAction[] {
  const promptOfSource = (source: SourcePicture) => {
    const definition = source.kind === "job" ? options.models.byEndpoint(source.job.model) : undefined;
    return source.kind === "job" && definition ? promptOf(definition, source.job.input) : undefined;
  };
  const action = (plan: ModelActionPlan) => modelAction(plan, options);
  return [
    ...[vary(promptOfSource), EDIT, INPAINT].map(action),
    largerAction(options),
    ...[UPSCALE, CUT_OUT, DESCRIBE, improve(promptOfSource), DRAW].map(action),
  ];
}

type PromptOf = (source: SourcePicture) => string | undefined;

function vary(promptOfSource: PromptOf): ModelActionPlan {
  return {
    name: "vary",
    ability: "vary",
    label: (locale) => say(locale, "go_vary"),
    suits: hasPicture,
    // With words at hand a model that reads them comes nearest; without, one that only looks.
    order: (models, source) => sorted(models, (model) => readsWords(model) === (promptOfSource(source) !== undefined)),
    form: (locale, source, models) => [
      ...(models.some((model) => partsOf(model).strength)
        ? [
            choice(
              "strength",
              say(locale, "go_strength"),
              STRENGTHS.map(([value]) => ({
                value,
                label: say(locale, `go_strength_${value}`),
                default: value === USUAL_STRENGTH,
              })),
              { required: true, hint: say(locale, "go_strength_hint") },
            ),
          ]
        : []),
      ...(models.some(readsWords)
        ? [
            promptInput(say(locale, "go_prompt"), {
              required: false,
              value: promptOfSource(source),
              hint: say(locale, "go_vary_prompt_hint"),
            }),
          ]
        : []),
    ],
    fill: (_asker, source, use, model) => ({
      prompt: (use && textIn(use, "prompt")) || (promptOfSource(source) ?? ""),
      strength: STRENGTHS.find(([value]) => value === (use && chosenIn(use, "strength")))?.[1] ?? 0.6,
      // What is drawn from the picture alone has a shape of its own otherwise.
      size: readsWords(model) ? null : pixelsOf(source),
    }),
  };
}

const EDIT: ModelActionPlan = {
  name: "edit",
  ability: "edit",
  label: (locale) => say(locale, "go_edit"),
  suits: hasPicture,
  // One that wants a single picture before those that combine several.
  order: (models) => sorted(models, (model) => partsOf(model).image?.kind === "image"),
  form: (locale) => [promptInput(say(locale, "go_edit_prompt"), { required: true, hint: say(locale, "go_edit_hint") })],
  fill: (_asker, _source, use) => ({ prompt: use ? textIn(use, "prompt") : "" }),
};

const INPAINT: ModelActionPlan = {
  name: "inpaint",
  ability: "inpaint",
  label: (locale) => say(locale, "go_inpaint"),
  suits: hasPicture,
  form: (locale, source) => [
    promptInput(say(locale, "go_inpaint_prompt"), { required: true }),
    ...(pixelsOf(source) === null
      ? []
      : [
          choice(
            "region",
            say(locale, "go_region"),
            REGIONS.map((value) => ({ value, label: say(locale, `go_region_${value}`) })),
            { required: false, hint: say(locale, "go_region_hint") },
          ),
        ]),
    pictureUpload("mask", say(locale, "go_mask"), say(locale, "go_mask_hint")),
  ],
  fill: fillInpaint,
};

function fillInpaint({ locale }: Asker, source: SourcePicture, use: ModalUse | null) {
  const file = use ? fileIn(use, "mask") : undefined;
  const region = REGIONS.find((each) => each === (use && chosenIn(use, "region")));
  const pixels = pixelsOf(source);
  if (file && region) return say(locale, "refused_mask_twice");
  const drawn: InputImage | undefined = region && pixels ? { source: "region", region, pixels } : undefined;
  const mask = file ?? drawn;
  if (mask === undefined) return say(locale, "refused_mask_missing");
  return { prompt: use ? textIn(use, "prompt") : "", mask };
}

const UPSCALE: ModelActionPlan = {
  name: "upscale",
  ability: "upscale",
  label: (locale) => say(locale, "go_upscale"),
  suits: hasPicture,
  fill: () => ({}),
};

const CUT_OUT: ModelActionPlan = {
  name: "cut_out",
  ability: "cut_out",
  label: (locale) => say(locale, "go_cut_out"),
  suits: hasPicture,
  fill: () => ({}),
};

const DESCRIBE: ModelActionPlan = {
  name: "describe",
  ability: "describe",
  label: (locale) => say(locale, "go_describe"),
  suits: hasPicture,
  fill: ({ locale }) => ({ prompt: say(locale, "go_describe_question") }),
};

function improve(promptOfSource: PromptOf): ModelActionPlan {
  return {
    name: "improve",
    ability: "improve_prompt",
    label: (locale) => say(locale, "go_improve"),
    suits: (source) => promptOfSource(source) !== undefined && hasPicture(source),
    fill: (_asker, source) => ({ instruction: REWRITE, prompt: promptOfSource(source) ?? "" }),
  };
}

/** A described picture, or a prompt that was improved, becomes a picture. */
const DRAW: ModelActionPlan = {
  name: "draw",
  ability: "draw",
  label: (locale) => say(locale, "go_draw"),
  suits: (source) => answerOf(source) !== undefined,
  form: (locale, source) => [promptInput(say(locale, "go_prompt"), { required: true, value: answerOf(source) })],
  fill: (_asker, _source, use) => ({ prompt: use ? textIn(use, "prompt") : "" }),
};

function answerOf(source: SourcePicture): string | undefined {
  const text = source.kind === "job" && "result" in source.job ? source.job.result.text : null;
  return text === null || text.trim() === "" ? undefined : text.trim();
}

function readsWords(model: ModelDefinition): boolean {
  return partsOf(model).prompt !== undefined;
}

/** Those that pass first; otherwise in their order. */
function sorted(models: readonly ModelDefinition[], first: (model: ModelDefinition) => boolean) {
  return models.toSorted((one, other) => Number(first(other)) - Number(first(one)));
}
