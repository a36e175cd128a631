import { randomInt, randomUUID } from "node:crypto";
import { join } from "node:path";
import { addressesOf } from "./app/addresses-of.ts";
import { checkKey } from "./app/check-key.ts";
import { type Finding, makeFinding } from "./app/finding.ts";
import { makeOversight, type Oversight } from "./app/oversight.ts";
import { makePayers, type Payers } from "./app/payers.ts";
import { settledWithin } from "./app/settled-within.ts";
import { showPlaces } from "./app/show-places.ts";
import type { Clock } from "./clock.ts";
import type { PictureOptions } from "./commands/ask-for-pictures.ts";
import { generateAnyCommand, generateModal } from "./commands/generate-any.ts";
import { meCommand } from "./commands/me.ts";
import { allCommands } from "./commands/model-commands.ts";
import { easelCommand } from "./commands/moderation/easel-command.ts";
import type { ModerationOptions } from "./commands/moderation/moderator.ts";
import { pictureMenus } from "./commands/moderation-views/picture-menus.ts";
import { queueSubcommand } from "./commands/moderation-views/queue.ts";
import { usageSubcommand } from "./commands/moderation-views/usage.ts";
import { relaySubcommand } from "./commands/operator/relay-key.ts";
import { commandForm } from "./commands/registration.ts";
import { type JobButtonOptions, jobButtons } from "./components/job-buttons.ts";
import { panelModals } from "./components/moderation/panel-modals.ts";
import { panelPresses } from "./components/moderation/panel-presses.ts";
import { viewPresses } from "./components/moderation-views/view-presses.ts";
import { relayKeyModals, relayKeyPresses } from "./components/operator/relay-key-presses.ts";
import { reportModals } from "./components/reports/report-modals.ts";
import { reportPresses } from "./components/reports/report-presses.ts";
import type { Config } from "./config.ts";
import { Delivery } from "./delivery/delivery.ts";
import { DiscordApi } from "./delivery/discord-api.ts";
import { progressReply } from "./delivery/progress-reply.ts";
import { type ConnectError, connect } from "./gateway/connect.ts";
import { Places } from "./gateway/places.ts";
import type { JobId } from "./jobs/job.ts";
import { JobStore } from "./jobs/job-store.ts";
import type { Logger } from "./logger.ts";
import { checkAddress } from "./media/address.ts";
import { type Archive, openArchive } from "./media/archive.ts";
import { builtInModels } from "./models/built-in.ts";
import { ModelCatalog } from "./models/catalog.ts";
import { OwnModels } from "./models/import/own-models.ts";
import { Admissions } from "./policy/admissions.ts";
import type { BudgetWarning } from "./policy/budget-warnings.ts";
import { PolicyStore } from "./policy/policy-store.ts";
import { budgetWarningText } from "./policy/sentences.ts";
import { Runner } from "./runner/runner.ts";
import { type StepOptions, step } from "./runner/steps/step.ts";
import { UsualDurations } from "./runner/usual-duration.ts";
import { openDatabase } from "./storage/database.ts";
import { keepRelayTraits } from "./storage/relay-traits.ts";
import type { Locale } from "./texts/localized.ts";

export interface App {
  /** Where an operator invites the bot to a guild. */
  readonly invite: string;
  stop(): Promise<void>;
}

export type Started = { readonly ok: true; readonly app: App } | { readonly ok: false; readonly error: ConnectError };

/** Seeds that every model takes. */
const SEED_LIMIT = 2 ** 31;
/** A third of the time that Discord waits for an answer. */
const PLACE_TIME_LIMIT_MS = 1_000;
/** What a stop may take beyond its grace, to write down how things were left. */
const STOP_SLACK_MS = 1_000;

/**
 * The program, from what it stores to what it answers. Read top to bottom it is the way of a picture.
 * @throws when the data directory cannot be used.
 */
export async function startApp(config: Config, { clock, log }: { clock: Clock; log: Logger }): Promise<Started> {
  const database = await openDatabase(join(config.dataDir, "easel.db"));
  const archive = await openArchive({ directory: join(config.dataDir, "archive"), clock });
  const jobs = new JobStore(database, clock);
  const policies = new PolicyStore({
    database,
    clock,
    newId: randomUUID,
    audited: (entry) => oversight.teller.entry(entry),
  });
  const traits = await keepRelayTraits(database, config.relayUrl, (error) =>
    log.warn({ err: error }, "what was found out about the relay could not be kept"),
  );
  const payers = makePayers({ config, database, clock, traits, policies });
  const admissions = new Admissions({ jobs, policies, database, clock, payerOf: payers.payerOf });
  const api = new DiscordApi({ apiUrl: config.discordApiUrl, token: config.discordToken });
  const models = new ModelCatalog(builtInModels);
  const ownModels = new OwnModels({
    directory: join(config.dataDir, "models"),
    catalog: models,
    form: commandForm,
    clock,
    report: ({ file, line, message }) => log.error({ file, line }, `a model's file is not right: ${message}`),
  });
  await ownModels.load();
  const finding = makeFinding({ config, database, clock, log, archive, jobs, policies, models, records: [] });
  const { parametersInFiles } = finding;
  const delivery = new Delivery({ api, archive, models, clock, parametersInFiles });
  const oversight = makeOversight({ database, clock, log, archive, jobs, policies, models, delivery, api });
  const runner = makeRunner({ config, clock, log, archive, jobs, models, payers, delivery, oversight });
  const close = async () => {
    await payers.close();
    await archive.close();
    await database.destroy();
  };

  const connected = await connect({
    ...whatPeopleCanDo({
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
    }),
    config,
    api,
    log,
  });
  if (!connected.ok) {
    await close();
    return connected;
  }
  await archive.sweepPartial();
  await payers.keys.forgetUnneeded();
  await runner.start();
  finding.sweep.start();
  const { gateway } = connected;
  await ownModels.watch(
    () => gateway.registerCommands(),
    (error) => log.error({ err: error }, "the models' files could not be read"),
  );
  const keyChecked = checkKey(payers.operator, config, log);
  return {
    ok: true,
    app: {
      invite: gateway.invite,
      async stop() {
        const { stopGraceMs } = config;
        // Side by side: what an interaction still under way admits is left for the next start.
        const { channel } = oversight;
        const parts = [ownModels, gateway, delivery, channel, finding.sweep].map((part) => part.stop());
        parts.push(runner.stop(stopGraceMs));
        await settledWithin(parts, stopGraceMs + STOP_SLACK_MS, clock);
        await close();
        await keyChecked;
      },
    },
  };
}

interface Rooms {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly archive: Archive;
  readonly jobs: JobStore;
  readonly policies: PolicyStore;
  readonly admissions: Admissions;
  readonly models: ModelCatalog;
  readonly payers: Payers;
  readonly delivery: Delivery;
  readonly api: DiscordApi;
  readonly oversight: Oversight;
  readonly finding: Finding;
}

function makeRunner({
  config,
  clock,
  log,
  archive,
  jobs,
  models,
  payers,
  delivery,
  oversight,
}: Omit<Rooms, "policies" | "admissions" | "api" | "finding">): Runner {
  const options: StepOptions = {
    models,
    relayFor: payers.relayFor,
    archive,
    clock,
    delivery,
    usual: new UsualDurations(jobs),
    show: (job, progress) => delivery.progress(job, progress),
    attachmentOrigins: [new URL(config.discordApiUrl).origin],
    resultOrigins: [new URL(config.relayUrl).origin, ...config.resultHosts.origins],
    resultHosts: config.resultHosts.hosts,
  };
  return new Runner({
    store: jobs,
    async step(job, resumed, signal) {
      const verdict = await step(job, resumed, signal, options);
      void oversight.teller.job(job, verdict);
      await payers.ended(job, verdict);
      return verdict;
    },
    showPlaces: (waiting) => showPlaces(waiting, delivery),
    clock,
    log,
    name: randomUUID(),
    relayConcurrency: config.relayConcurrency,
  });
}

/** The commands with what Discord is told of them, and the buttons. */
function whatPeopleCanDo({
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
}: Omit<Rooms, "config" | "delivery"> & { runner: Runner }) {
  const places = new Places({ channel: (id) => api.channel(id, PLACE_TIME_LIMIT_MS), clock });
  const pictureOptions: PictureOptions = {
    jobs,
    admissions,
    placeOf: (seen) => places.complete(seen),
    warn: (warning, locale) => warnOfBudget(warning, locale, oversight),
    log,
    newId: () => randomUUID() as JobId,
    nudge: () => runner.nudge(),
    firstReply: (job, definition, progress) => progressReply({ ...job, definition }, progress),
    checkAddress: (address) => checkAddress(address, addressesOf),
  };
  const buttonOptions: JobButtonOptions = {
    ...pictureOptions,
    models,
    policies,
    newSeed: () => randomInt(SEED_LIMIT),
    forgetFiles: (job) => archive.deleteJob(job.id),
  };
  const { placeOf } = pictureOptions;
  const moderation: ModerationOptions = {
    policies,
    admissions,
    models,
    placeOf,
    now: () => clock.now(),
    mayWrite: (channelId) => api.mayWrite(channelId, PLACE_TIME_LIMIT_MS),
  };
  const views = oversight.views(moderation, pictureOptions.nudge);
  const relayKeys = { keys: payers.keys, check: payers.check, policies };
  const found = finding.commands(pictureOptions);
  const own = [
    ...found.commands,
    easelCommand(moderation, [usageSubcommand(views), queueSubcommand(views), relaySubcommand(relayKeys)]),
    meCommand(views),
    generateAnyCommand({ ...pictureOptions, models }),
    ...pictureMenus(views),
  ];
  return {
    commands: allCommands(own, models, pictureOptions),
    components: [
      ...found.components,
      ...jobButtons(buttonOptions),
      panelPresses(moderation),
      ...viewPresses(views),
      reportPresses(views),
      relayKeyPresses(relayKeys),
    ],
    modals: [
      ...found.modals,
      panelModals(moderation),
      ...reportModals(views),
      relayKeyModals(relayKeys),
      generateModal({ ...pictureOptions, models }),
    ],
    newReference: () => randomUUID().slice(0, 8),
  };
}

async function warnOfBudget(warning: BudgetWarning, locale: Locale, { channel }: Oversight): Promise<void> {
  const { channelId, period, resetsAt } = warning;
  const body = { content: budgetWarningText(warning, locale), allowed_mentions: { parse: [] } };
  // Whoever asked for pictures waits for nobody's channel.
  void channel.post(channelId, body, `w-${period}-${resetsAt}`);
}
