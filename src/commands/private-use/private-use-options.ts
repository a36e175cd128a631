import type { AnswerMessage, Asker, SeenPlace } from "../../interaction.ts";
import type { DeliveredJob } from "../../jobs/job.ts";
import type { ShownStore } from "../../jobs/shown-store.ts";
import type { Logger } from "../../logger.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { Admissions } from "../../policy/admissions.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import type { Place } from "../../policy/request.ts";

/** A message of ours in the place where the interaction came from, if Discord took it. */
export type Posted = { readonly ok: true; readonly messageId: string } | { readonly ok: false; readonly why: string };

export interface PrivateUseOptions {
  readonly shown: ShownStore;
  readonly policies: PolicyStore;
  readonly admissions: Pick<Admissions, "explain">;
  readonly models: Pick<ModelCatalog, "byEndpoint">;
  readonly placeOf: (seen: SeenPlace) => Promise<Place>;
  /** Posts a finished job for everyone, through the interaction. */
  readonly postOpenly: (job: DeliveredJob, asker: Asker) => Promise<Posted>;
  /** What its member alone is to see of it. */
  readonly privateMessage: (job: DeliveredJob, asker: Asker) => Promise<AnswerMessage>;
  /** Takes the message away that shows it to everyone. */
  readonly takeAway: (job: DeliveredJob) => Promise<boolean>;
  /** A sentence that the asker alone reads, beside what they see already. */
  readonly tell: (asker: Asker, text: string) => Promise<void>;
  readonly log: Logger;
}
