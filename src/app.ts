import { freeBytesAt, toldTo } from "./app/alerting.ts";
import { makeBatches } from "./app/batches.ts";
import { checkKey } from "./app/check-key.ts";
import { type Ground, layGround } from "./app/ground.ts";
import { makeRunner } from "./app/make-runner.ts";
import { RelayCalls } from "./app/relay-calls.ts";
import { answers, NO_GATEWAY, runsJobs } from "./app/roles.ts";
import { makeRules, type Rules } from "./app/rules.ts";
import { settledWithin } from "./app/settled-within.ts";
import { ABANDONED_MS, makeShowing, type Showing } from "./app/showing.ts";
import { makeWatched } from "./app/watched.ts";
import { whatPeopleCanDo } from "./app/what-people-can-do.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { FirstAnswers } from "./first-answers.ts";
import { type ConnectError, connect, type Gateway } from "./gateway/connect.ts";
import type { Logger } from "./logger.ts";
import { OPERATOR } from "./policy/policy-store.ts";
import type { JobRunner } from "./runner/job-runner.ts";
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

/** What carries jobs to their end, and what comes before it. */
interface Running {
  readonly runner: JobRunner;
  readonly relayCalls: RelayCalls;
  readonly firstAnswers: FirstAnswers;
}
type Rooms = Ground & Rules & Showing & Running;
type Connected = Gateway | typeof NO_GATEWAY;

/** A wrong key is told before the program calls itself ready, unless the relay is slow to say so. */
const KEY_CHECK_WAIT_MS = 2_000;
/** What a stop may take beyond its grace, to write down how things were left. */
const STOP_SLACK_MS = 1_000;

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
    toldTo(() => showing.alerts),
  );
  const ground = await layGround(config, { clock, log, watching, ownClock });
  const rules = await makeRules(ground, (entry) =>
    entry.scope === OPERATOR ? showing.operating.tell(entry) : showing.oversight.teller.entry(entry),
  );
  const showing = makeShowing(ground, rules, () => freeBytes(config.dataDir));
  const rooms: Rooms = { ...ground, ...rules, ...showing, ...(await makeRunning(ground, rules, showing)) };
  const connected = await connectToDiscord(rooms);
  if (!connected.ok) {
    await ground.across?.presence.leave();
    await close(rooms);
    return connected;
  }
  const { gateway } = connected;
  await begin(rooms, gateway);
  const keyChecked = checkKey(rules.payers.operator, config, log);
  await settledWithin([keyChecked], KEY_CHECK_WAIT_MS, clock);
  return { ok: true, app: appOf(rooms, gateway, keyChecked) };
}

async function makeRunning(ground: Ground, rules: Rules, showing: Showing): Promise<Running> {
  const firstAnswers = new FirstAnswers(ground.clock);
  const relayCalls = new RelayCalls({ ...ground, ...rules });
  const { expected: calls, streams } = relayCalls;
  const { time: clock } = ground;
  const runner = await makeRunner({ ...ground, ...rules, ...showing, clock, calls, streams, firstAnswers });
  return { runner, relayCalls, firstAnswers };
}

/** With the commands and buttons; a worker needs no connection. */
async function connectToDiscord(rooms: Rooms) {
  const { config, database, api, across, batches, batchDelivery, log, firstAnswers } = rooms;
  const peopleCan = whatPeopleCanDo({
    ...rooms,
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
  if (!answers(config.role)) return { ok: true, gateway: NO_GATEWAY } as const;
  return across?.handingOver.connected(connecting) ?? connecting();
}

/** What was left undone goes on. */
async function begin(rooms: Rooms, gateway: Connected): Promise<void> {
  const { config, log, archive, payers, relayCalls, runner, finding, operating, alerts, ownModels } = rooms;
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
  await ownModels.watch(
    () => gateway.registerCommands(),
    (error) => log.error({ err: error }, "the models' files could not be read"),
  );
}

function appOf(rooms: Rooms, gateway: Connected, keyChecked: Promise<unknown>): App {
  const { across } = rooms;
  let stopping = false;
  return {
    invite: gateway.invite,
    userInstall: gateway.userInstall,
    watched: makeWatched({
      ...rooms,
      isStopping: () => stopping,
      needs: [
        { is: () => gateway.isConnected(), otherwise: "not connected to Discord" },
        { is: () => across?.presence.isHeard() ?? true, otherwise: "not heard by the other processes" },
      ],
    }),
    async stop() {
      stopping = true;
      await end(rooms, gateway);
      await keyChecked;
    },
  };
}

async function end(rooms: Rooms, gateway: Connected): Promise<void> {
  const { config, clock, across, relayCalls, ownModels, operating, alerts, oversight, delivery, finding, runner } =
    rooms;
  const { stopGraceMs } = config;
  // A gateway answers until the next one is there, and what it does then is told and heard as ever.
  const answering = async () => {
    await settledWithin([gateway.stop()], stopGraceMs, clock);
    await Promise.all([relayCalls, ownModels, operating, alerts, oversight.channel].map((part) => part.stop()));
  };
  // Beside it: what an interaction still under way admits is left for the next start.
  const parts = [answering(), delivery.stop(), finding.sweep.stop(), runner.stop(stopGraceMs)];
  await settledWithin(parts, stopGraceMs + STOP_SLACK_MS, clock);
  await across?.presence.leave();
  await close(rooms);
}

async function close({ payers, archive, database }: Rooms): Promise<void> {
  await payers.close();
  await archive.close();
  await database.destroy();
}
