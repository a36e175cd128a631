import { randomUUID } from "node:crypto";
import type { BatchRooms } from "../commands/batches/batch-options.ts";
import type { BatchDelivery } from "../delivery/batches/batch-delivery.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import type { BatchStore } from "../jobs/batch-store.ts";
import { isOfBatch } from "../jobs/job.ts";

interface Rooms {
  readonly store: BatchStore;
  readonly delivery: BatchDelivery;
  readonly api: DiscordApi;
}

/** What people need to ask for several things at once. */
export function makeBatches({ store, delivery, api }: Rooms): BatchRooms {
  return {
    store,
    newId: randomUUID,
    firstReply: (page, places) => delivery.firstReply(page, places),
    refresh: (batch, page) => delivery.refresh(batch, page),
    takeOut: async (job) => isOfBatch(job) && (await delivery.showRemoved(job)) !== "failed",
    async dropMessage(applicationId, token) {
      await api.deleteOriginal(applicationId, token);
    },
  };
}
