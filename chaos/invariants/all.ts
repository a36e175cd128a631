import type { Evidence } from "../evidence.ts";
import { batchesAreWhole, batchesShowTheirEnds } from "./batches.ts";
import { ledgerAddsUp, paidAtMostOnce } from "./charges.ts";
import { everyJobEnded, noJobWasLost, noOwnEnds, nothingUnforeseen } from "./jobs.ts";
import { archiveIsTidy, rulesAreKept, secretsAreKept } from "./leftovers.ts";
import { everyEndIsShown, nothingIsWithheld, privateStaysPrivate } from "./messages.ts";

/** What must hold when all is over, whatever happened. Each tells what does not. */
export const INVARIANTS: readonly ((evidence: Evidence) => string[])[] = [
  everyJobEnded,
  noJobWasLost,
  noOwnEnds,
  nothingUnforeseen,
  paidAtMostOnce,
  ledgerAddsUp,
  everyEndIsShown,
  batchesShowTheirEnds,
  batchesAreWhole,
  privateStaysPrivate,
  nothingIsWithheld,
  archiveIsTidy,
  secretsAreKept,
  rulesAreKept,
];
