import type { Clock } from "../clock.ts";
import type { PictureOptions } from "../commands/ask-for-pictures.ts";
import { meCommand } from "../commands/me.ts";
import { easelCommand } from "../commands/moderation/easel-command.ts";
import type { ModerationOptions } from "../commands/moderation/moderator.ts";
import { reportsSubcommand } from "../commands/moderation-views/open-reports.ts";
import { pictureMenus } from "../commands/moderation-views/picture-menus.ts";
import { queueSubcommand } from "../commands/moderation-views/queue.ts";
import { removeSubcommand } from "../commands/moderation-views/remove.ts";
import { usageSubcommand } from "../commands/moderation-views/usage.ts";
import type { ViewOptions } from "../commands/moderation-views/view-options.ts";
import { relaySubcommand } from "../commands/operator/relay-key.ts";
import { panelModals } from "../components/moderation/panel-modals.ts";
import { panelPresses } from "../components/moderation/panel-presses.ts";
import { viewPresses } from "../components/moderation-views/view-presses.ts";
import { relayKeyModals, relayKeyPresses } from "../components/operator/relay-key-presses.ts";
import { reportModals } from "../components/reports/report-modals.ts";
import { reportPresses } from "../components/reports/report-presses.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import type { Feature } from "../interaction.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { Admissions } from "../policy/admissions.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { LOOK_UP_LIMIT_MS } from "./look-up-limit.ts";
import type { Oversight } from "./oversight.ts";
import type { Payers } from "./payers.ts";

export interface ModeratingRooms {
  readonly clock: Clock;
  readonly policies: PolicyStore;
  readonly admissions: Admissions;
  readonly models: ModelCatalog;
  readonly payers: Payers;
  readonly api: DiscordApi;
  readonly oversight: Oversight;
}

/** What moderators decide and see of their guild. */
export interface Moderating {
  readonly options: ModerationOptions;
  readonly views: ViewOptions;
  readonly features: readonly Feature[];
}

export function makeModerating(
  { clock, policies, admissions, models, payers, api, oversight }: ModeratingRooms,
  { placeOf, nudge }: Pick<PictureOptions, "placeOf" | "nudge">,
): Moderating {
  const options: ModerationOptions = {
    policies,
    admissions,
    models,
    placeOf,
    now: () => clock.now(),
    memberUsage: oversight.memberUsage,
    mayWrite: (channelId) => api.mayWrite(channelId, LOOK_UP_LIMIT_MS),
  };
  const views = oversight.views(options, nudge);
  const relayKeys = { keys: payers.keys, check: payers.check, policies };
  const easel = [
    usageSubcommand(views),
    queueSubcommand(views),
    removeSubcommand(views),
    reportsSubcommand(views),
    relaySubcommand(relayKeys),
  ];
  const features: readonly Feature[] = [
    {
      commands: [easelCommand(options, easel)],
      components: [panelPresses(options)],
      modals: [panelModals(options)],
    },
    { commands: [meCommand({ ...views, admissions }), ...pictureMenus(views)], components: viewPresses(views) },
    { components: [reportPresses(views)], modals: reportModals(views) },
    { components: [relayKeyPresses(relayKeys)], modals: [relayKeyModals(relayKeys)] },
  ];
  return { options, views, features };
}
