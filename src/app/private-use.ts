import type { BatchRooms } from "../commands/batches/batch-options.ts";
import type { PrivateUseOptions } from "../commands/private-use/private-use-options.ts";
import type { DeliveryOptions } from "../delivery/delivery.ts";
import { ShowingAgain } from "../delivery/showing-again.ts";
import { ShownStore } from "../jobs/shown-store.ts";
import type { Logger } from "../logger.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Database } from "../storage/database.ts";

export interface PrivateUseRooms extends Pick<DeliveryOptions, "api" | "archive" | "models" | "parametersInFiles"> {
  readonly database: Database;
  readonly policies: PolicyStore;
  readonly admissions: PrivateUseOptions["admissions"];
  readonly batches: BatchRooms;
  readonly log: Logger;
}

/** What shows results to their member alone, and to everyone again. */
export function makePrivateUse(
  { database, policies, admissions, batches, log, ...rooms }: PrivateUseRooms,
  placeOf: PrivateUseOptions["placeOf"],
): PrivateUseOptions {
  const again = new ShowingAgain(rooms);
  return {
    shown: new ShownStore(database),
    policies,
    admissions,
    models: rooms.models,
    placeOf,
    async postOpenly(job, asker) {
      const sent = await again.openly(job, asker);
      return sent.ok ? { ok: true, messageId: sent.value.id } : { ok: false, why: `${sent.kind} ${sent.code}` };
    },
    privateMessage: (job, asker) => again.privately(job, asker),
    takeAway: (job) => (job.batch === undefined ? again.takeAway(job) : batches.takeOut(job)),
    tell: (asker, text) => again.tell(text, asker),
    log,
  };
}
