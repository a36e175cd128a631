import type { Models } from "./models.ts";
import { makePlan } from "./plan.ts";
import { listPrice } from "./price.ts";
import type { QueueRequest, RequestState } from "./request.ts";

export interface LedgerEntry {
  readonly requestId: string;
  readonly endpoint: string;
  readonly acceptedAt: number;
  readonly state: RequestState;
  /** US$ by the list price: what it cost, or will cost as far as the body tells. */
  readonly price: number;
  readonly charged: boolean;
}

export interface Ledger {
  /** How many requests the relay took. */
  readonly accepted: number;
  /** How many of them it charged: those whose files were made. */
  readonly charged: number;
  readonly chargedUsd: number;
  readonly entries: LedgerEntry[];
}

export function makeLedger(requests: readonly QueueRequest[], models: Models): Ledger {
  const entries = requests.map((request) => ({
    requestId: request.requestId,
    endpoint: request.endpoint,
    acceptedAt: request.acceptedAt,
    state: request.state,
    price: request.state === "completed" ? request.chargedUsd : expectedPrice(request, models),
    charged: request.state === "completed",
  }));
  const charged = entries.filter((entry) => entry.charged);
  const micros = charged.reduce((sum, { price }) => sum + Math.round(price * 1_000_000), 0);
  return { accepted: entries.length, charged: charged.length, chargedUsd: micros / 1_000_000, entries };
}

function expectedPrice(request: QueueRequest, models: Models): number {
  const model = models.find(request.endpoint);
  if (model === undefined) return 0;
  const { size, count } = makePlan(request.body);
  const sizes = Array.from({ length: count }, () => size ?? { width: 1024, height: 1024 });
  return listPrice(model.price, sizes);
}
