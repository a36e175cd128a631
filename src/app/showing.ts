import type { AlertWatch } from "../alerts/alert-watch.ts";
import { BatchDelivery } from "../delivery/batches/batch-delivery.ts";
import { Delivery } from "../delivery/delivery.ts";
import { DiscordApi } from "../delivery/discord-api.ts";
import { batchRecords } from "../jobs/batch-records.ts";
import { givenPictureRecords } from "../jobs/given-picture-records.ts";
import { forgetOldGivenPictures } from "../jobs/given-picture-store.ts";
import { promptRecords } from "../prompts/prompt-records.ts";
import { makeAlerting } from "./alerting.ts";
import { type Finding, makeFinding } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { Operating } from "./operating.ts";
import { makeOversight, type Oversight } from "./oversight.ts";
import { runsJobs } from "./roles.ts";
import type { Rules } from "./rules.ts";

/** What members, moderators and the operator are shown. */
export interface Showing {
  readonly api: DiscordApi;
  readonly finding: Finding;
  readonly delivery: Delivery;
  readonly batchDelivery: BatchDelivery;
  readonly oversight: Oversight;
  readonly operating: Operating;
  readonly alerts: AlertWatch;
}

/** Much longer than any download, upload or backup leaves a file of its own untouched. */
export const ABANDONED_MS = 6 * 60 * 60_000;

/** `freeBytes`: how much room there is on the disk of the data directory; null where that is not known. */
export function makeShowing(ground: Ground, rules: Rules, freeBytes: () => Promise<number | null>): Showing {
  const { config, database, clock, archive, batches, across, watching } = ground;
  const { models, payers, folders } = rules;
  const api = new DiscordApi({ apiUrl: config.discordApiUrl, token: config.discordToken, watching });
  const finding = makeFinding({
    ...ground,
    ...rules,
    records: [givenPictureRecords, batchRecords, ...promptRecords],
    alsoOld: [
      () => batches.forgetOldPreviews(),
      () => forgetOldGivenPictures(database, clock.now()),
      () => archive.sweepPartial(ABANDONED_MS).then(() => {}),
    ],
  });
  const { parametersInFiles } = finding;
  const shows = { api, archive, models, clock, parametersInFiles };
  const batchDelivery = new BatchDelivery({ ...shows, batches, turns: across?.turns.ofPages });
  const delivery = new Delivery({ ...shows, batches: batchDelivery, turns: across?.turns.ofJobs });
  const oversight = makeOversight({ ...ground, ...rules, delivery, api });
  const operating = new Operating({
    ...ground,
    ...rules,
    pendingModels: folders("pending-models"),
    oversight,
    api,
  });
  const alerts = makeAlerting({
    ...ground,
    ...rules,
    api,
    channel: oversight.channel,
    probeRelay: async () => (runsJobs(config.role) ? payers.operator.checkKey() : null),
    freeBytes,
    operatorLocale: () => operating.homeLocale(),
  });
  return { api, finding, delivery, batchDelivery, oversight, operating, alerts };
}
