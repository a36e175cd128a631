import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Turns } from "../delivery/turns.ts";
import { Claims } from "../jobs/across/claims.ts";
import { DatabaseClock } from "../jobs/across/database-clock.ts";
import { MessageTurns } from "../jobs/across/message-turns.ts";
import { Presence } from "../jobs/across/presence.ts";
import { SharedQueue } from "../jobs/across/shared-queue.ts";
import type { Logger } from "../logger.ts";
import { prepareEntries } from "../runner/across/entries-schema.ts";
import { type Database, poolOf } from "../storage/database.ts";
import { TakenInteractions } from "../storage/taken-interactions.ts";
import { HandingOver } from "./handing-over.ts";

/** What this process shares with others on the same database. */
export interface Across {
  /** What is due goes by it. */
  readonly time: Clock;
  readonly queue: SharedQueue;
  readonly claims: Claims;
  readonly presence: Presence;
  /** Which interactions this process shall answer, of those that others may have got as well. */
  readonly interactions: TakenInteractions;
  readonly handingOver: HandingOver;
  /** Whose turn it is to edit a message: of one job, or of several. */
  readonly turns: { readonly ofJobs: Turns; readonly ofPages: Turns };
}

interface Rooms {
  readonly database: Database;
  readonly config: Config;
  readonly clock: Clock;
  /** Whether the clock is this machine's alone: then the database's sets it. */
  readonly ownClock: boolean;
  readonly log: Logger;
}

/** Loaded only with DATABASE_URL. */
export async function joinOthers({ database, config, clock, ownClock, log }: Rooms): Promise<Across> {
  await prepareEntries(poolOf(database));
  const time = ownClock ? new DatabaseClock(clock) : undefined;
  const shared = time ?? clock;
  const queue = new SharedQueue({ database, clock: shared, places: config.relayConcurrency });
  const presence = new Presence({
    database,
    queue,
    clock,
    time,
    role: config.role,
    newName: randomUUID,
    tell: (what, facts) => log.warn(facts, WORDS[what]),
  });
  await presence.enter();
  const turns = new MessageTurns({ database, clock, presence });
  return {
    time: shared,
    queue,
    presence,
    interactions: new TakenInteractions(database, clock),
    handingOver: new HandingOver({ database, clock, presence, config }),
    claims: new Claims({ database, clock: shared, queue }),
    turns: {
      ofJobs: {
        must: (message, edit) => turns.must(message, edit),
        may: (message, edit) => turns.mayOf(message, edit),
      },
      ofPages: turns,
    },
  };
}

const WORDS = {
  buried: "processes were silent for too long; others go on with what they had in hand",
  "taken for dead": "this process was silent for too long; others go on with what it had in hand",
  unheard: "the other processes could not be told that this one lives",
} as const;
