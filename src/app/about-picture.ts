import { detailsAction } from "../commands/about-picture/details.ts";
import { favouriteActions } from "../commands/about-picture/favourite.ts";
import { messageMenus } from "../commands/about-picture/message-menus.ts";
import { useSettingsAction } from "../commands/about-picture/use-settings.ts";
import type { PictureOptions } from "../commands/ask-for-pictures.ts";
import { type PanelOptions, panelMessage } from "../commands/going-on/panel.ts";
import type { PictureAction } from "../commands/going-on/picture-action.ts";
import { pickedPicture } from "../components/about-picture/picked-picture.ts";
import { settingsModals, settingsPresses } from "../components/about-picture/settings-presses.ts";
import type { FavouriteStore } from "../history/favourite-store.ts";
import type { Feature } from "../interaction.ts";
import type { GuildJobs } from "../jobs/guild-jobs.ts";
import { paidFor } from "../jobs/paid-reader.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Database } from "../storage/database.ts";

export interface AboutPictureRooms {
  readonly database: Database;
  readonly models: ModelCatalog;
  readonly policies: PolicyStore;
  readonly favourites: FavouriteStore;
}

/** Actions of the panel that tell of a picture and keep it. `panel` is there once all actions are. */
export function actionsAboutPictures(rooms: AboutPictureRooms, panel: () => PanelOptions): PictureAction[] {
  const { database, models, policies, favourites } = rooms;
  return [
    ...favouriteActions({ favourites, panel: (asker, source) => panelMessage(asker, source, panel()) }),
    useSettingsAction({ models }),
    detailsAction({ models, policies, paidFor: (job) => paidFor(database, job) }),
  ];
}

/** The menus of messages, and the form with a result's settings. */
export function aboutPictures(panel: PanelOptions, guildJobs: GuildJobs, pictures: PictureOptions): Feature {
  const menus = { ...panel, guildJobs };
  const settings = { ...panel, ...pictures };
  return {
    commands: messageMenus(menus),
    components: [pickedPicture(menus), settingsPresses(settings)],
    modals: [settingsModals(settings)],
  };
}
