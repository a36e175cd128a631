import { join } from "node:path";
import type { InteractionRow, MessageRow } from "../../sandbox/discord/rows.ts";
import { makeAsk, PEOPLE } from "../deeds.ts";
import { Dice } from "../dice.ts";
import { type Evidence, filesBelow } from "../evidence.ts";
import { INVARIANTS } from "../invariants/all.ts";
import { People } from "../people.ts";
import { fewDelivered } from "../tally.ts";
import { Crew, MEMBERS } from "./crew.ts";
import { PLACES, Town } from "./town.ts";

export interface ProcessesOptions {
  readonly seed: number;
  readonly jobs: number;
  /** After so many requests each one of the processes dies, if few others are down. */
  readonly jobsADeath: number;
  readonly say: (line: string) => void;
}

export interface ProcessesOutcome {
  /** Empty when every invariant held. */
  readonly problems: readonly string[];
  readonly evidence: Evidence;
  readonly counts: Crew["counts"];
  /** Requests at the relay at once, at most. */
  readonly mostAtRelay: number;
  readonly tookMs: number;
}

/** Between two requests, on average. */
const ASK_EVERY_MS = 120;
/** People who wait for an answer before others ask, too. */
const WAITING_AT_MOST = 12;
/** Of all processes, before one more is struck. */
const MOST_DOWN = 1;
/** Requests that people wait for at most before they ask for more. */
const OPEN_AT_MOST = 60;
const LOOK_MS = 100;
/** Longer than any wait of the program without faults: a dead process is noticed within half a minute. */
const SETTLING_MS = 4 * 60_000;
const AFTERMATH_MS = 2_000;
const AT_RELAY = "select count(*) as count from jobs where told_at is null and state in ('submitting', 'submitted')";

/** Many jobs through two gateways and three workers, which die and come back at random; then what is left is judged. */
export async function runProcesses({ seed, jobs, jobsADeath, say }: ProcessesOptions): Promise<ProcessesOutcome> {
  const begun = Date.now();
  const dice = new Dice(seed);
  const town = await Town.open();
  const crew = new Crew(town);
  let mostAtRelay = 0;
  try {
    await Promise.all(MEMBERS.map((member) => crew.start(member)));
    say(`everyone is ready after ${Date.now() - begun} ms`);
    const people = await People.meet(town);
    let asked = 0;
    const open = async () => (await town.jobs())?.filter(({ toldAt }) => toldAt === null).length ?? 0;
    while (asked < jobs) {
      people.ask(makeAsk(dice, seed, asked));
      asked += 1;
      if (dice.happens(0.04))
        people.press({ who: dice.pick(PEOPLE), button: dice.pick(["cancel", "again"]), pick: dice.share() });
      await town.clock.sleep(dice.whole(0, 2 * ASK_EVERY_MS));
      if (asked % 5 === 0) mostAtRelay = Math.max(mostAtRelay, await town.count(AT_RELAY));
      if (asked % jobsADeath === 0) strike(crew, dice, say);
      while (people.waiting >= WAITING_AT_MOST) await town.clock.sleep(LOOK_MS);
      while (asked % 10 === 0 && (await open()) >= OPEN_AT_MOST) await town.clock.sleep(LOOK_MS);
      if (asked % 50 === 0) say(`${asked} asked, ${await open()} under way`);
    }
    for (const member of MEMBERS) await crew.start(member);
    const settled = await settle(town, people);
    await crew.end();
    const evidence = await gather(town, crew, people);
    const problems = [
      ...(settled ? [] : ["it never came to rest"]),
      ...(mostAtRelay > PLACES ? [`${mostAtRelay} requests were at the relay at once`] : []),
      ...fewDelivered(evidence.jobs.length, evidence.jobs.filter(({ state }) => state === "delivered").length),
      ...INVARIANTS.flatMap((holds) => holds(evidence)),
    ];
    return { problems, evidence, counts: crew.counts, mostAtRelay, tookMs: Date.now() - begun };
  } finally {
    await crew.destroy();
    await town.close();
  }
}

/** One of those that are up, unless too few are. */
function strike(crew: Crew, dice: Dice, say: (line: string) => void): void {
  const member = dice.pick(MEMBERS);
  const downMs = dice.whole(0, 3_000);
  const kills = dice.happens(0.7);
  const { up } = crew;
  if (!up.includes(member) || up.length < MEMBERS.length - MOST_DOWN) return;
  say(`${kills ? "kill -9" : "SIGTERM"} for ${member}, down for ${downMs} ms`);
  if (kills) crew.kill(member, downMs);
  else void crew.terminate(member, downMs);
}

async function settle(town: Town, people: People): Promise<boolean> {
  const giveUpAt = Date.now() + SETTLING_MS;
  while (Date.now() < giveUpAt) {
    await town.clock.sleep(LOOK_MS);
    const jobs = await town.jobs();
    if (jobs === null || jobs.some(({ toldAt }) => toldAt === null) || people.busy) continue;
    await town.clock.sleep(AFTERMATH_MS);
    if ((await town.jobs())?.every(({ toldAt }) => toldAt !== null)) return true;
  }
  return false;
}

async function gather(town: Town, crew: Crew, people: People): Promise<Evidence> {
  const { store, discord, relay } = town;
  const interactions = store.collection<InteractionRow>("discord.interactions").values();
  const files = filesBelow(join(town.directory, "shared", "archive"));
  return {
    jobs: (await town.jobs()) ?? [],
    relay: relay.taken(),
    messages: store.collection<MessageRow>("discord.messages").values(),
    interactions,
    discordRequests: discord.requests(),
    violations: discord.violations(),
    asked: people.asked,
    // What a killed process had half written is removed when it is old: the others may be writing now.
    archive: new Map([...files].filter(([path]) => !path.startsWith(".partial/"))),
    lines: crew.programs.flatMap(({ lines }) => lines),
    secrets: [discord.token, relay.key, ...interactions.map(({ token }) => token)],
    supervisor: crew,
  };
}
