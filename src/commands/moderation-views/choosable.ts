import type { Job } from "../../jobs/job.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import type { Locale } from "../../texts/localized.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { Choosable } from "./forms.ts";

/** Discord's bound for a choice. */
const LABEL_MAX = 100;

/** The jobs of a message as someone tells them apart: by number and prompt. */
export function choosableOf(jobs: readonly Job[], models: ModelCatalog, locale: Locale): Choosable[] {
  return jobs.map(({ id, model, input, batch }) => {
    const definition = models.byEndpoint(model);
    const prompt = (definition && promptOf(definition, input)) ?? "";
    const number = (batch?.place ?? 0) + 1;
    return { id, label: oneLine(say(locale, "which_line", { number, prompt }), LABEL_MAX) };
  });
}
