import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { freeBytesAt, makeAlerting, toldTo } from "./app/alerting.ts";
import { makeBatches } from "./app/batches.ts";
import { checkKey } from "./app/check-key.ts";
import { makeFinding } from "./app/finding.ts";
import { foldersOf } from "./app/folders.ts";
import { makeRunner } from "./app/make-runner.ts";
import { Operating } from "./app/operating.ts";
import { makeOversight } from "./app/oversight.ts";
import { makePayers } from "./app/payers.ts";
import { RelayCalls } from "./app/relay-calls.ts";
import { answers, NO_GATEWAY, runsJobs } from "./app/roles.ts";
import { settledWithin } from "./app/settled-within.ts";
import { makeWatched } from "./app/watched.ts";
import { whatPeopleCanDo } from "./app/what-people-can-do.ts";
import type { Clock } from "./clock.ts";
import { commandForm } from "./commands/registration.ts";
import type { Config } from "./config.ts";
import { BatchDelivery } from "./delivery/batches/batch-delivery.ts";
import { Delivery } from "./delivery/delivery.ts";
import { DiscordApi } from "./delivery/discord-api.ts";
import { FirstAnswers } from "./first-answers.ts";
import { type ConnectError, connect } from "./gateway/connect.ts";
import { batchRecords } from "./jobs/batch-records.ts";
import { BatchStore } from "./jobs/batch-store.ts";
import { givenPictureRecords } from "./jobs/given-picture-records.ts";
import { forgetOldGivenPictures } from "./jobs/given-picture-store.ts";
import { JobStore } from "./jobs/job-store.ts";
import type { Logger } from "./logger.ts";
import { openArchive } from "./media/archive/open-archive.ts";
import { builtInModels } from "./models/built-in.ts";
import { ModelCatalog } from "./models/catalog.ts";
import { OwnModels } from "./models/import/own-models.ts";
import { Admissions } from "./policy/admissions.ts";
import { OPERATOR, PolicyStore } from "./policy/policy-store.ts";
import { promptRecords } from "./prompts/prompt-records.ts";
import { openDatabase } from "./storage/database.ts";
import { keepRelayTraits } from "./storage/relay-traits.ts";
import { toldCommandsOf } from "./storage/told-commands.ts";
import { NOBODY_WATCHES, type Watched, type Watching, watchedBy } from "./watching.ts";

export interface App {
  /** Where an operator invites the bot to a guild; null of a worker, which has no gateway to know it from. */
  readonly invite: string | null;
  /** Where people add it to their own account; null where the operator does not let them. */
  readonly userInstall: string | null;
  readonly watched: Watched;
  stop(): Promise<void>;
}

export type Started = { readonly ok: true; readonly app: App } | { readonly ok: false; readonly error: ConnectError };

/** A wrong key is told before the program calls itself ready, unless the relay is slow to say so. */
const KEY_CHECK_WAIT_MS = 2_000;
/** What a stop may take beyond its grace, to write down how things were left. */
const STOP_SLACK_MS = 1_000;
/** Much longer than any download, upload or backup leaves a file of its own untouched. */
const ABANDONED_MS = 6 * 60 * 60_000;

/** What the program has of the world beside its settings. */
export interface World {
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the clock is this machine's alone, and others may have another time. */
  readonly ownClock?: boolean;
  readonly instruments?: Watching;
  /** How much room there is on the disk of a directory; null where that is not known. */
  readonly freeBytes?: (directory: string) => Promise<number | null>;
}

/**
 * The program, from what it stores to what it answers. Read top to bottom it is the way of a picture.
 * @throws when the data directory cannot be used.
 */
export async function startApp(
  config: Config,
  { clock, log, ownClock = false, instruments = NOBODY_WATCHES, freeBytes = freeBytesAt }: World,
): Promise<Started> {
  const watching = watchedBy(
    instruments,
    toldTo(() => alerts),
  );
  const database = await openDatabase(
    config.databaseUrl === null ? join(config.dataDir, "easel.db") : { url: config.databaseUrl },
  );
  const archive = await openArchive({ directory: join(config.dataDir, "archive"), bucket: config.bucket, clock });
  // Only with others on the same database: who is alone loads nothing of it.
  const across =
    config.databaseUrl === null
      ? null
      : await (await import("./app/across.ts")).joinOthers({ database, config, clock, ownClock, log });
  const time = across?.time ?? clock;
  const leads = async () => across === null || across.presence.leads();
  const jobs = new JobStore(database, time, across?.queue);
  const policies = new PolicyStore({
    database,
    clock,
    newId: randomUUID,
    audited: (entry) => (entry.scope === OPERATOR ? operating.tell(entry) : oversight.teller.entry(entry)),
  });
  const traits = await keepRelayTraits(database, config.relayUrl, (error) =>
    log.warn({ err: error }, "what was found out about the relay could not be kept"),
  );
  const payers = makePayers({ config, database, clock, traits, policies, watching });
  const admissions = new Admissions({
    jobs,
    policies,
    database,
    clock,
    payerOf: payers.payerOf,
    privateUse: config.privateUse,
  });
  const firstAnswers = new FirstAnswers(clock);
  const api = new DiscordApi({ apiUrl: config.discordApiUrl, token: config.discordToken, watching });
  const models = new ModelCatalog(builtInModels);
  const folders = foldersOf(config, database, clock);
  const ownModels = new OwnModels({
    folder: folders("models"),
    catalog: models,
    form: commandForm,
    report: ({ file, line, message }) => log.error({ file, line }, `a model's file is not right: ${message}`),
  });
  await ownModels.load();
  const batches = new BatchStore(database, time, across?.queue);
  const finding = makeFinding({
    leads,
    config,
    database,
    clock,
    log,
    archive,
    jobs,
    policies,
    models,
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
  const oversight = makeOversight({ database, clock, log, archive, jobs, policies, models, delivery, api });
  const operating = new Operating({
    leads,
    config,
    database,
    clock,
    log,
    policies,
    models,
    ownModels,
    pendingModels: folders("pending-models"),
    oversight,
    api,
  });
  const alerts = makeAlerting({
    database,
    clock,
    log,
    policies,
    api,
    channel: oversight.channel,
    probeRelay: async () => (runsJobs(config.role) ? payers.operator.checkKey() : null),
    freeBytes: () => freeBytes(config.dataDir),
    operatorLocale: () => operating.homeLocale(),
  });
  const relayCalls = new RelayCalls({ config, clock, log, jobs, traits });
  const { expected: calls, streams } = relayCalls;
  const runner = await makeRunner({
    database,
    across,
    config,
    clock: time,
    log,
    archive,
    jobs,
    models,
    ownModels,
    payers,
    delivery,
    oversight,
    watching,
    calls,
    streams,
    firstAnswers,
  });
  const close = async () => {
    await payers.close();
    await archive.close();
    await database.destroy();
  };

  const peopleCan = whatPeopleCanDo({
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
    batches: makeBatches({ store: batches, delivery: batchDelivery, api }),
  });
  const connecting = () =>
    connect({
      ...peopleCan,
      config,
      api,
      log,
      firstAnswers,
      told: toldCommandsOf(database),
      takes: async (id) => across?.interactions.take(id) ?? true,
    });
  const connected = answers(config.role)
    ? await (across?.handingOver.connected(connecting) ?? connecting())
    : ({ ok: true, gateway: NO_GATEWAY } as const);
  if (!connected.ok) {
    await across?.presence.leave();
    await close();
    return connected;
  }
  // Processes that share a database may share a disk: what is left there may be another's.
  await archive.sweepPartial(config.databaseUrl === null ? 0 : ABANDONED_MS);
  await payers.keys.forgetUnneeded();
  await relayCalls.start(() => runner.nudge());
  await runner.start();
  if (runsJobs(config.role)) {
    finding.sweep.start();
    operating.start();
  }
  alerts.start();
  const { gateway } = connected;
  await ownModels.watch(
    () => gateway.registerCommands(),
    (error) => log.error({ err: error }, "the models' files could not be read"),
  );
  let stopping = false;
  const keyChecked = checkKey(payers.operator, config, log);
  await settledWithin([keyChecked], KEY_CHECK_WAIT_MS, clock);
  return {
    ok: true,
    app: {
      invite: gateway.invite,
      watched: makeWatched({
        database,
        clock,
        log,
        isStopping: () => stopping,
        needs: [
          { is: () => gateway.isConnected(), otherwise: "not connected to Discord" },
          { is: () => across?.presence.isHeard() ?? true, otherwise: "not heard by the other processes" },
        ],
      }),
      userInstall: gateway.userInstall,
      async stop() {
        stopping = true;
        const { stopGraceMs } = config;
        // A gateway answers until the next one is there, and what it does then is told and heard as ever.
        const answering = async () => {
          await settledWithin([gateway.stop()], stopGraceMs, clock);
          const { channel } = oversight;
          await Promise.all([relayCalls, ownModels, operating, alerts, channel].map((part) => part.stop()));
        };
        // Beside it: what an interaction still under way admits is left for the next start.
        const parts = [answering(), delivery.stop(), finding.sweep.stop(), runner.stop(stopGraceMs)];
        await settledWithin(parts, stopGraceMs + STOP_SLACK_MS, clock);
        await across?.presence.leave();
        await close();
        await keyChecked;
      },
    },
  };
}
