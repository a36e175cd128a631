import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { PictureOptions } from "../commands/ask-for-pictures.ts";
import { galleryCommand, historyCommand } from "../commands/history/find-again.ts";
import { type ForgetOptions, forgetCommand } from "../commands/history/forget-me.ts";
import { jobsCommand, type MyJobsOptions } from "../commands/history/my-jobs.ts";
import type { HistoryOptions } from "../commands/history/options.ts";
import { privacyCommand } from "../commands/history/privacy.ts";
import { type InfoOptions, infoCommand } from "../commands/info.ts";
import { forgetModal, forgetPresses } from "../components/history/forget-presses.ts";
import { foundPresses } from "../components/history/found-presses.ts";
import { jobsPresses } from "../components/history/jobs-presses.ts";
import { infoPresses } from "../components/info.ts";
import type { Config } from "../config.ts";
import { FavouriteStore } from "../history/favourite-store.ts";
import { Forgetting } from "../history/forgetting.ts";
import { HistoryStore } from "../history/history-store.ts";
import { PersonalExport } from "../history/personal-export.ts";
import type { PersonalRecords } from "../history/personal-records.ts";
import { RetentionSweep, VIEW_DAYS } from "../history/retention.ts";
import { jobsUnderWay } from "../history/under-way.ts";
import { ViewStore } from "../history/view-store.ts";
import type { Feature } from "../interaction.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Logger } from "../logger.ts";
import type { Archive } from "../media/archive.ts";
import { readParametersAt } from "../media/parameters/read-address.ts";
import { thumbnail } from "../media/thumbnail.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { type Database, textSearchOf } from "../storage/database.ts";

/** What finds pictures again, tells what is kept of people, and ends it. */
export interface Finding {
  readonly favourites: FavouriteStore;
  readonly sweep: RetentionSweep;
  /** Whether the pictures posted there carry what they were made with. */
  readonly parametersInFiles: (guildId: string | null) => Promise<boolean>;
  readonly feature: (pictures: PictureOptions) => Feature;
}

export interface FindingRooms {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly policies: PolicyStore;
  readonly models: ModelCatalog;
  /** What other rooms store about people. */
  readonly records: readonly PersonalRecords[];
  /** What other rooms keep for a while only. */
  readonly alsoOld: readonly (() => Promise<void>)[];
  /** Whether this process does what one of several shall do. */
  readonly leads: () => Promise<boolean>;
}

const VIEW_ID_BYTES = 9;

export function makeFinding(rooms: FindingRooms): Finding {
  const { config, database, clock, log, archive, jobs, policies, models, records, alsoOld, leads } = rooms;
  const favourites = new FavouriteStore(database, clock);
  const views = new ViewStore({ database, clock, newId: () => randomBytes(VIEW_ID_BYTES).toString("base64url") });
  const deleteFiles = (jobId: string) => archive.deleteJob(jobId);
  const forgetting = new Forgetting({ database, clock, deleteFiles, records });
  const underWay = (userId: string) => jobsUnderWay(database, userId);
  const history = historyOptionsOf(rooms, favourites, views);
  const forget: ForgetOptions = {
    forgetting,
    underWay,
    exports: new PersonalExport({ database, archive, clock, records }),
  };
  const sweep = new RetentionSweep({
    database,
    clock,
    forgetting,
    views,
    alsoOld,
    mayRun: leads,
    retentionOf: async (guildId) => (await policies.settings(guildId)).retention,
    swept: (count) => log.info({ jobs: count }, "what was kept long enough was emptied"),
    failed: (error) => log.error({ err: error }, "what was kept long enough could not be emptied"),
  });
  return {
    favourites,
    sweep,
    async parametersInFiles(guildId) {
      return guildId === null || (await policies.settings(guildId)).content.parametersInFiles;
    },
    feature(pictures) {
      const mine: MyJobsOptions = { jobs, models, nudge: pictures.nudge, underWay };
      const origins = [new URL(config.discordApiUrl).origin];
      const info: InfoOptions = {
        ...pictures,
        models,
        read: (url, timeLimitMs) => readParametersAt(url, { origins, clock, timeLimitMs }),
      };
      return {
        commands: [
          historyCommand(history),
          galleryCommand(history),
          jobsCommand(mine),
          forgetCommand(forget),
          privacyCommand({ policies, viewDays: VIEW_DAYS }),
          infoCommand(info),
        ],
        components: [foundPresses(history), jobsPresses(mine), forgetPresses(forget), infoPresses(info)],
        modals: [forgetModal(forget)],
      };
    },
  };
}

function historyOptionsOf(
  { database, models, policies, archive }: FindingRooms,
  favourites: FavouriteStore,
  views: ViewStore,
): HistoryOptions {
  return {
    history: new HistoryStore(database, textSearchOf(database)),
    views,
    favourites,
    models,
    policies,
    thumbnail: (path, side) => thumbnail(archive, path, side),
    original: (path) => archive.local(path),
    isKept: async (path) => (await archive.sizeOf(path)) !== null,
  };
}
