import { randomInt, randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { PictureOptions } from "../commands/ask-for-pictures.ts";
import type { BatchRooms } from "../commands/batches/batch-options.ts";
import { batchPictureActions } from "../commands/batches/picture-actions.ts";
import { generateAnyCommand, generateModal } from "../commands/generate-any.ts";
import { helpCommand } from "../commands/help/help.ts";
import { meCommand } from "../commands/me.ts";
import { allCommands } from "../commands/model-commands.ts";
import { easelCommand } from "../commands/moderation/easel-command.ts";
import type { ModerationOptions } from "../commands/moderation/moderator.ts";
import { reportsSubcommand } from "../commands/moderation-views/open-reports.ts";
import { oversightActions } from "../commands/moderation-views/picture-actions.ts";
import { pictureMenus } from "../commands/moderation-views/picture-menus.ts";
import { queueSubcommand } from "../commands/moderation-views/queue.ts";
import { removeSubcommand } from "../commands/moderation-views/remove.ts";
import { usageSubcommand } from "../commands/moderation-views/usage.ts";
import { relaySubcommand } from "../commands/operator/relay-key.ts";
import { makePrivateAction } from "../commands/private-use/make-private.ts";
import { batchPresses } from "../components/batches/batch-presses.ts";
import { helpPresses } from "../components/help.ts";
import { type JobButtonOptions, jobButtons } from "../components/job-buttons.ts";
import { panelModals } from "../components/moderation/panel-modals.ts";
import { panelPresses } from "../components/moderation/panel-presses.ts";
import { viewPresses } from "../components/moderation-views/view-presses.ts";
import { relayKeyModals, relayKeyPresses } from "../components/operator/relay-key-presses.ts";
import { reportModals } from "../components/reports/report-modals.ts";
import { reportPresses } from "../components/reports/report-presses.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import { progressReply } from "../delivery/progress-reply.ts";
import { Places } from "../gateway/places.ts";
import type { Feature } from "../interaction.ts";
import type { JobId } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { Logger } from "../logger.ts";
import { checkAddress } from "../media/address.ts";
import type { Archive } from "../media/archive.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { Admissions } from "../policy/admissions.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { JobRunner } from "../runner/job-runner.ts";
import type { Database } from "../storage/database.ts";
import { aboutPictures, actionsAboutPictures } from "./about-picture.ts";
import { addressesOf } from "./addresses-of.ts";
import { adoptInputs } from "./adopt-inputs.ts";
import type { Finding } from "./finding.ts";
import { makeGoingOn } from "./going-on.ts";
import type { Operating } from "./operating.ts";
import type { Oversight } from "./oversight.ts";
import type { Payers } from "./payers.ts";
import { makePrivateUse } from "./private-use.ts";
import { makePrompts } from "./prompts.ts";

/** Seeds that every model takes. */
const SEED_LIMIT = 2 ** 31;
/** A third of the time that Discord waits for an answer. */
const PLACE_TIME_LIMIT_MS = 1_000;

export interface PeopleRooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly policies: PolicyStore;
  readonly admissions: Admissions;
  readonly models: ModelCatalog;
  readonly payers: Payers;
  readonly api: DiscordApi;
  readonly oversight: Oversight;
  readonly finding: Finding;
  readonly runner: Pick<JobRunner, "nudge">;
  readonly operating: Operating;
  readonly batches: BatchRooms;
}

/** The commands with what Discord is told of them, and the buttons. */
export function whatPeopleCanDo({
  database,
  jobs,
  policies,
  admissions,
  models,
  runner,
  archive,
  clock,
  api,
  log,
  oversight,
  finding,
  payers,
  operating,
  batches,
}: PeopleRooms) {
  const places = new Places({ channel: (id) => api.channel(id, PLACE_TIME_LIMIT_MS), clock });
  const prompts = makePrompts({ database, clock, models, policies });
  const pictureOptions: PictureOptions = {
    jobs,
    admissions,
    placeOf: (seen) => places.complete(seen),
    warn: (warning, locale) => operating.warn(warning, locale),
    log,
    newId: () => randomUUID() as JobId,
    nudge: () => runner.nudge(),
    adoptInputs: (id, input) => adoptInputs(archive, id, input),
    firstReply: (job, definition, progress) => progressReply({ ...job, definition }, progress),
    checkAddress: (address) => checkAddress(address, addressesOf),
    batches,
    prompts: prompts.rooms,
  };
  const { placeOf } = pictureOptions;
  const { parametersInFiles } = finding;
  const privateUse = makePrivateUse(
    { api, archive, models, parametersInFiles, database, policies, admissions, batches, log },
    placeOf,
  );
  const buttonOptions: JobButtonOptions = {
    ...pictureOptions,
    models,
    policies,
    sharing: privateUse,
    newSeed: () => randomInt(SEED_LIMIT),
    forgetFiles: (job) => archive.deleteJob(job.id),
  };
  const moderation: ModerationOptions = {
    policies,
    admissions,
    models,
    placeOf,
    now: () => clock.now(),
    memberUsage: oversight.memberUsage,
    mayWrite: (channelId) => api.mayWrite(channelId, PLACE_TIME_LIMIT_MS),
  };
  const views = oversight.views(moderation, pictureOptions.nudge);
  const relayKeys = { keys: payers.keys, check: payers.check, policies };
  const easel = [
    usageSubcommand(views),
    queueSubcommand(views),
    removeSubcommand(views),
    reportsSubcommand(views),
    relaySubcommand(relayKeys),
  ];
  const aboutRooms = { database, models, policies, favourites: finding.favourites };
  const goingOn = makeGoingOn({ database, clock, archive, jobs, policies, models }, pictureOptions, (panel) => [
    ...actionsAboutPictures(aboutRooms, panel),
    ...batchPictureActions(buttonOptions),
    makePrivateAction(privateUse),
    ...oversightActions(views),
  ]);
  const anyModel = { ...pictureOptions, models };
  const help = { ...moderation, admissions, commands: () => commands() };
  const features: readonly Feature[] = [
    finding.feature(pictureOptions),
    goingOn.feature,
    aboutPictures(goingOn.options, oversight.guildJobs, pictureOptions),
    prompts.feature,
    { components: jobButtons(buttonOptions) },
    { components: [batchPresses(buttonOptions)] },
    { commands: [generateAnyCommand(anyModel)], modals: [generateModal(anyModel)] },
    {
      commands: [easelCommand(moderation, easel)],
      components: [panelPresses(moderation)],
      modals: [panelModals(moderation)],
    },
    { commands: [meCommand({ ...views, admissions }), ...pictureMenus(views)], components: viewPresses(views) },
    { commands: [helpCommand(help)], components: [helpPresses(help)] },
    { components: [reportPresses(views)], modals: reportModals(views) },
    operating.feature,
    { components: [relayKeyPresses(relayKeys)], modals: [relayKeyModals(relayKeys)] },
  ];
  const commands = allCommands(
    features.flatMap((feature) => feature.commands ?? []),
    models,
    pictureOptions,
  );
  return {
    commands,
    components: features.flatMap(({ components = [] }) => components),
    modals: features.flatMap(({ modals = [] }) => modals),
    newReference: () => randomUUID().slice(0, 8),
  };
}
