import { askForPictures, type PictureOptions } from "../../commands/ask-for-pictures.ts";
import { preview } from "../../commands/batches/ask-for-alternatives.ts";
import { makeBatch, modelGone } from "../../commands/batches/make-batch.ts";
import { container, messageOf, text } from "../../commands/moderation/parts.ts";
import type { Answer, Asker } from "../../interaction.ts";
import type { BatchAction } from "../../jobs/batch-page.ts";
import { type FoundPreview, PREVIEW_HOURS } from "../../jobs/batch-store.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { denialText } from "../../policy/sentences.ts";
import { say } from "../../texts/say.ts";

export interface PreviewOptions extends PictureOptions {
  readonly models: ModelCatalog;
}

/** The buttons of a preview. Only its own member may press them, however the id was come by. */
export async function pressPreview(
  asker: Asker,
  action: Extract<BatchAction, "make" | "literal" | "drop">,
  id: string,
  options: PreviewOptions,
): Promise<Answer> {
  const { store } = options.batches;
  const found = await store.findPreview(id);
  if (found === null) return over(asker);
  if (found.userId !== asker.userId) return { kind: "notice", text: say(asker.locale, "batch_not_yours") };
  switch (action) {
    case "make":
      return make(asker, id, found, options);
    case "literal":
      return takeLiterally(asker, id, found, options);
    case "drop":
      await store.dropPreview(id);
      return { kind: "update", body: sentence(say(asker.locale, "batch_dropped")) };
  }
}

async function make(asker: Asker, id: string, found: FoundPreview, options: PreviewOptions): Promise<Answer> {
  const { preview: asked, token } = found;
  const definition = options.models.byEndpoint(asked.model);
  if (definition === undefined) return modelGone(asker, asked.model);
  const alone = { ...asker, privately: asked.privately };
  if (!asker.mayAttach) return { kind: "notice", text: say(asker.locale, "refused_no_attach") };
  const made = await makeBatch(alone, { id, token, preview: asked }, definition, options);
  if (made.made) return made.answer;
  if (made.admission === null) return { kind: "notice", text: say(asker.locale, "refused_source_gone") };
  const { denial } = made.admission;
  if (denial === null) return over(asker);
  // Limits have moved since it was shown: what they leave now is shown instead.
  const again = await preview(alone, definition, asked, options);
  if (typeof again === "string") return { kind: "notice", text: denialText(denial, asker.locale, definition.title) };
  await options.batches.store.dropPreview(id);
  return { kind: "update", body: again.body };
}

/** The text as it was written, as one request. */
async function takeLiterally(
  asker: Asker,
  id: string,
  { preview: asked, token }: FoundPreview,
  options: PreviewOptions,
): Promise<Answer> {
  const definition = options.models.byEndpoint(asked.model);
  if (definition === undefined) return modelGone(asker, asked.model);
  if (asked.literal === null || !(await options.batches.store.dropPreview(id))) return over(asker);
  const alone = { ...asker, privately: asked.privately };
  const answer = await askForPictures(alone, definition, asked.literal, options, { applied: asked.applied });
  if (answer.kind !== "reply") return answer;
  return {
    ...answer,
    async shown(messageId) {
      await answer.shown(messageId);
      if (token !== null) await options.batches.dropMessage(asker.applicationId, token);
    },
  };
}

function over({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "batch_preview_over", { hours: PREVIEW_HOURS }) };
}

/** In the place of a preview or a question. */
export function sentence(words: string): object {
  return messageOf(container("panel", [text(words)]));
}
