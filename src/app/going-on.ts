import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { PictureOptions } from "../commands/ask-for-pictures.ts";
import { makingActions } from "../commands/going-on/making-actions.ts";
import type { PanelOptions } from "../commands/going-on/panel.ts";
import type { PictureAction } from "../commands/going-on/picture-action.ts";
import { type GoingOnOptions, goingOnModals, goingOnPresses } from "../components/going-on/going-on-presses.ts";
import type { Feature } from "../interaction.ts";
import { GivenPictureStore } from "../jobs/given-picture-store.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Archive } from "../media/archive.ts";
import { thumbnail } from "../media/thumbnail.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Database } from "../storage/database.ts";

export interface GoingOnRooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly policies: PolicyStore;
  readonly models: ModelCatalog;
}

/** Going on from pictures: the actions of the panel, and what stands under results. */
export interface GoingOn {
  readonly options: GoingOnOptions;
  readonly feature: Feature;
}

const GIVEN_ID_BYTES = 9;

/** `others`: actions that make nothing from the picture; the panel they stand in is there once all are. */
export function makeGoingOn(
  rooms: GoingOnRooms,
  pictures: PictureOptions,
  others: (panel: () => PanelOptions) => readonly PictureAction[],
): GoingOn {
  const { database, clock, archive, jobs, policies, models } = rooms;
  const newId = () => randomBytes(GIVEN_ID_BYTES).toString("base64url");
  // In the order of the panel.
  const making = { ...pictures, models, policies };
  const actions: readonly PictureAction[] = [...makingActions(making), ...others(() => options)];
  const options: GoingOnOptions = {
    actions,
    models,
    jobs,
    policies,
    givenPictures: new GivenPictureStore({ database, clock, newId }),
    thumbnail: (path, side) => thumbnail(archive, path, side),
  };
  return {
    options,
    feature: { components: [goingOnPresses(options)], modals: [goingOnModals(options)] },
  };
}
