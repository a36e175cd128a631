import type { Answer, AnswerMessage, Asker } from "../../interaction.ts";
import type { Applied } from "../../jobs/applied.ts";
import type { ModelDefinition, ModelInput } from "../../models/definition.ts";
import { MOST_VARIATIONS, variationsOf } from "../../models/variations.ts";
import { say } from "../../texts/say.ts";
import {
  addressProblem,
  askForPictures,
  type Background,
  type PictureOptions,
  requestOf,
} from "../ask-for-pictures.ts";
import { previewMessage, reasonIn } from "./preview-view.ts";

/** What a batch would be made of. */
export interface Several {
  readonly inputs: readonly ModelInput[];
  /** As it was written; null where nothing was written. */
  readonly literal: ModelInput | null;
  readonly applied: Applied | null;
}

/** One request is admitted at once; several, by the alternatives in the prompt, are shown first with what they cost. */
export async function askForAlternatives(
  asker: Asker,
  definition: ModelDefinition,
  input: ModelInput,
  options: PictureOptions,
  background: Background = {},
): Promise<Answer> {
  const found = variationsOf(definition, input);
  switch (found.kind) {
    case "one":
      return askForPictures(asker, definition, found.input, options, background);
    case "too many": {
      const count = new Intl.NumberFormat(asker.locale, { notation: "compact" }).format(found.count);
      return notice(say(asker.locale, "refused_too_many_variations", { count, most: MOST_VARIATIONS }));
    }
    case "several": {
      const several = { inputs: found.inputs, literal: input, applied: background.applied ?? null };
      const shown = await preview(asker, definition, several, options);
      return typeof shown === "string" ? notice(shown) : { kind: "message", ephemeral: true, ...shown };
    }
  }
}

/** Keeps what would be made until its member decides. @returns the message that asks them, or why there is nothing to ask */
export async function preview(
  asker: Asker,
  definition: ModelDefinition,
  several: Several,
  options: PictureOptions,
): Promise<AnswerMessage | string> {
  const { locale, userId, privately, interactionToken } = asker;
  const { inputs, literal, applied } = several;
  const [first] = inputs;
  if (!asker.mayAttach) return say(locale, "refused_no_attach");
  const address = first === undefined ? null : await addressProblem(asker, definition, first, options);
  if (address !== null) return address;
  const request = await requestOf(asker, options);
  const foresight = await options.admissions.foresee(inputs.map((input) => ({ ...request, definition, input })));
  const allowed = inputs.filter((_, index) => foresight?.decisions[index]?.allowed === true);
  if (foresight === null || allowed.length === 0) {
    const reason = (foresight && reasonIn(foresight, definition, locale)) ?? "";
    return say(locale, "batch_none", { total: inputs.length, reason });
  }
  const { store, newId } = options.batches;
  const id = newId();
  const kept = { model: definition.endpoint, inputs: [...allowed], literal, applied, privately };
  await store.keepPreview(id, userId, interactionToken, kept);
  return previewMessage({ batchId: id, definition, inputs, applied, foresight, literal: literal !== null, locale });
}

function notice(text: string): Answer {
  return { kind: "notice", text };
}
