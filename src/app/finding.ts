import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Clock } from "../clock.ts";
import { galleryCommand, historyCommand } from "../commands/history/find-again.ts";
import { jobsCommand, type MyJobsOptions } from "../commands/history/my-jobs.ts";
import type { HistoryOptions } from "../commands/history/options.ts";
import { foundPresses } from "../components/history/found-presses.ts";
import { jobsPresses } from "../components/history/jobs-presses.ts";
import { FavouriteStore } from "../history/favourite-store.ts";
import { HistoryStore } from "../history/history-store.ts";
import { jobsUnderWay } from "../history/under-way.ts";
import { ViewStore } from "../history/view-store.ts";
import type { Command, ComponentHandler, ModalHandler } from "../interaction.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Archive } from "../media/archive.ts";
import { thumbnail } from "../media/thumbnail.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { type Database, textSearch } from "../storage/database.ts";

/** What finds pictures again, tells what is kept of people, and ends it. */
export interface Finding {
  readonly favourites: FavouriteStore;
  readonly commands: (nudge: () => void) => {
    readonly commands: readonly Command[];
    readonly components: readonly ComponentHandler[];
    readonly modals: readonly ModalHandler[];
  };
}

export interface FindingRooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly policies: PolicyStore;
  readonly models: ModelCatalog;
}

const VIEW_ID_BYTES = 9;

export function makeFinding({ database, clock, archive, jobs, policies, models }: FindingRooms): Finding {
  const favourites = new FavouriteStore(database, clock);
  const newId = () => randomBytes(VIEW_ID_BYTES).toString("base64url");
  const history: HistoryOptions = {
    history: new HistoryStore(database, textSearch),
    views: new ViewStore({ database, clock, newId }),
    favourites,
    models,
    policies,
    thumbnail: (path, side) => thumbnail(archive, path, side),
    original(path) {
      const absolute = archive.pathOf(path);
      return existsSync(absolute) ? absolute : null;
    },
  };
  return {
    favourites,
    commands(nudge) {
      const mine: MyJobsOptions = { jobs, models, nudge, underWay: (userId) => jobsUnderWay(database, userId) };
      return {
        commands: [historyCommand(history), galleryCommand(history), jobsCommand(mine)],
        components: [foundPresses(history), jobsPresses(mine)],
        modals: [],
      };
    },
  };
}
