import { randomInt, randomUUID } from "node:crypto";
import type { PictureOptions } from "../commands/ask-for-pictures.ts";
import type { BatchRooms } from "../commands/batches/batch-options.ts";
import { batchPictureActions } from "../commands/batches/picture-actions.ts";
import { generateAnyCommand, generateModal } from "../commands/generate-any.ts";
import { helpCommand } from "../commands/help/help.ts";
import { allCommands } from "../commands/model-commands.ts";
import { oversightActions } from "../commands/moderation-views/picture-actions.ts";
import { makePrivateAction } from "../commands/private-use/make-private.ts";
import { batchPresses } from "../components/batches/batch-presses.ts";
import { helpPresses } from "../components/help.ts";
import { type JobButtonOptions, jobButtons } from "../components/job-buttons.ts";
import { progressReply } from "../delivery/progress-reply.ts";
import { Places } from "../gateway/places.ts";
import type { Feature } from "../interaction.ts";
import type { JobId } from "../jobs/job.ts";
import type { Logger } from "../logger.ts";
import { checkAddress } from "../media/address.ts";
import type { JobRunner } from "../runner/job-runner.ts";
import { aboutPictures, actionsAboutPictures } from "./about-picture.ts";
import { addressesOf } from "./addresses-of.ts";
import { adoptInputs } from "./adopt-inputs.ts";
import type { Finding } from "./finding.ts";
import { type GoingOnRooms, makeGoingOn } from "./going-on.ts";
import { LOOK_UP_LIMIT_MS } from "./look-up-limit.ts";
import { type ModeratingRooms, makeModerating } from "./moderating.ts";
import type { Operating } from "./operating.ts";
import { makePrivateUse } from "./private-use.ts";
import { makePrompts } from "./prompts.ts";

/** Seeds that every model takes. */
const SEED_LIMIT = 2 ** 31;

export interface PeopleRooms extends ModeratingRooms, GoingOnRooms {
  readonly log: Logger;
  readonly finding: Finding;
  readonly runner: Pick<JobRunner, "nudge">;
  readonly operating: Operating;
  readonly batches: BatchRooms;
}

/** The commands with what Discord is told of them, and the buttons. */
export function whatPeopleCanDo(rooms: PeopleRooms) {
  const { database, policies, admissions, models, oversight, finding, operating } = rooms;
  const prompts = makePrompts(rooms);
  const pictures = pictureOptionsOf(rooms, prompts.rooms);
  const privateUse = makePrivateUse({ ...rooms, parametersInFiles: finding.parametersInFiles }, pictures.placeOf);
  const buttons = buttonOptionsOf(rooms, pictures, privateUse);
  const moderating = makeModerating(rooms, pictures);
  const aboutRooms = { database, models, policies, favourites: finding.favourites };
  const goingOn = makeGoingOn(rooms, pictures, (panel) => [
    ...actionsAboutPictures(aboutRooms, panel),
    ...batchPictureActions(buttons),
    makePrivateAction(privateUse),
    ...oversightActions(moderating.views),
  ]);
  const anyModel = { ...pictures, models };
  const help = { ...moderating.options, admissions, commands: () => commands() };
  const features: readonly Feature[] = [
    finding.feature(pictures),
    goingOn.feature,
    aboutPictures(goingOn.options, oversight.guildJobs, pictures),
    prompts.feature,
    { components: [...jobButtons(buttons), batchPresses(buttons)] },
    { commands: [generateAnyCommand(anyModel)], modals: [generateModal(anyModel)] },
    ...moderating.features,
    { commands: [helpCommand(help)], components: [helpPresses(help)] },
    operating.feature,
  ];
  const commands = allCommands(
    features.flatMap((feature) => feature.commands ?? []),
    models,
    pictures,
  );
  return {
    commands,
    components: features.flatMap(({ components = [] }) => components),
    modals: features.flatMap(({ modals = [] }) => modals),
    newReference: () => randomUUID().slice(0, 8),
  };
}

/** What every way to ask for pictures needs. */
function pictureOptionsOf(rooms: PeopleRooms, prompts: PictureOptions["prompts"]): PictureOptions {
  const { jobs, admissions, api, clock, log, archive, batches, operating, runner } = rooms;
  const places = new Places({ channel: (id) => api.channel(id, LOOK_UP_LIMIT_MS), clock });
  return {
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
    prompts,
  };
}

function buttonOptionsOf(
  { models, policies, archive }: PeopleRooms,
  pictures: PictureOptions,
  sharing: JobButtonOptions["sharing"],
): JobButtonOptions {
  return {
    ...pictures,
    models,
    policies,
    sharing,
    newSeed: () => randomInt(SEED_LIMIT),
    forgetFiles: (job) => archive.deleteJob(job.id),
  };
}
