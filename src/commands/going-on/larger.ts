import type { Asker } from "../../interaction.ts";
import { keptInput } from "../../jobs/kept-input.ts";
import type { ModelDefinition, ModelInput } from "../../models/definition.ts";
import { largerSizes } from "../../models/sizes.ts";
import { modelOpenTo } from "../../policy/model-access.ts";
import { OPEN_SETTINGS } from "../../policy/settings.ts";
import { say } from "../../texts/say.ts";
import { askForPictures } from "../ask-for-pictures.ts";
import { type MakingOptions, pixelsOf } from "./making.ts";
import type { PictureAction } from "./picture-action.ts";
import { hasPicture, placeOf, type SourcePicture } from "./source-picture.ts";

// The relay's own names, the same in every model of fal's that has them.
const SEED_PATH = "seed";
const COUNT_PATH = "num_images";

interface Enlarged {
  readonly definition: ModelDefinition;
  readonly input: ModelInput;
}

/** The same request with the seed it had, at the largest size that the model and the limits here allow. */
export function largerAction(options: MakingOptions): PictureAction {
  return {
    name: "larger",
    label: (locale) => say(locale, "go_larger"),
    makesFrom: true,
    offered: async (asker, source) => (await enlarged(asker, source, options)) !== null,
    async start(asker, source) {
      const wanted = await enlarged(asker, source, options);
      if (wanted === null) return { kind: "notice", text: say(asker.locale, "refused_action_gone") };
      return askForPictures(asker, wanted.definition, wanted.input, options, { wentOnFrom: placeOf(source) });
    },
  };
}

async function enlarged(asker: Asker, source: SourcePicture, options: MakingOptions): Promise<Enlarged | null> {
  const { guildId, member } = asker;
  const { models, policies, admissions } = options;
  if (source.kind !== "job" || !hasPicture(source)) return null;
  const definition = models.all.find(({ endpoint }) => endpoint === source.job.model);
  const candidates = definition ? largerInputs(definition, source) : [];
  if (definition === undefined || candidates.length === 0) return null;
  const settings = guildId === null ? OPEN_SETTINGS : await policies.settings(guildId);
  const place = await options.placeOf(asker.place);
  if (!modelOpenTo(settings, { member, place }, definition)) return null;
  for (const input of candidates) {
    const { findings } = await admissions.explain({ guildId, member, place, definition, input });
    const tooLarge = findings.some((finding) => finding.says === "no" && finding.denial.kind === "too_large");
    if (!tooLarge) return { definition, input };
  }
  return null;
}

/** Largest first; none without the seed, which would make another picture of it. */
function largerInputs(definition: ModelDefinition, source: Extract<SourcePicture, { kind: "job" }>): ModelInput[] {
  const at = (path: string) => definition.fields.find((field) => field.path === path);
  const size = definition.fields.find((field) => field.kind === "size");
  const [seed, count] = [at(SEED_PATH), at(COUNT_PATH)];
  const made = "result" in source.job ? seedValue(source.job.result.seed) : null;
  const pixels = pixelsOf(source);
  if (size === undefined || seed?.kind !== "integer" || made === null || pixels === null) return [];
  // The first picture of several is the one that the seed alone makes.
  const alone = count !== undefined && source.index === 0 ? { [count.name]: 1 } : {};
  const same = { ...keptInput(source.job), [seed.name]: made, ...alone };
  return largerSizes(size, pixels).map((value) => ({ ...same, [size.name]: value }));
}

/** As a member would give it; with all its digits where that is more than a number keeps. */
function seedValue(made: string | null): number | string | null {
  if (made === null || !/^\d{1,20}$/.test(made)) return null;
  return Number.isSafeInteger(Number(made)) ? Number(made) : made;
}
