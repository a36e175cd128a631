import { existsSync } from "node:fs";
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../src/clock.ts";
import { HistoryStore } from "../src/history/history-store.ts";
import { type Filters, filters, type View } from "../src/history/view.ts";
import type { JobId } from "../src/jobs/job.ts";
import { JobStore } from "../src/jobs/job-store.ts";
import { flux } from "../src/models/flux.ts";
import { Admissions } from "../src/policy/admissions.ts";
import { PolicyStore } from "../src/policy/policy-store.ts";
import { type Database, openDatabase, textSearchOf } from "../src/storage/database.ts";
import { MIGRATION_NAMES } from "../src/storage/migrations.ts";
import type { Bench, Promised, Row, Terms } from "./bench.ts";
import { median, quantile } from "./figures.ts";
import { fillHistory, ME } from "./many-jobs.ts";
import { CHANNEL, type Doing, GUILD, personId } from "./town/interaction.ts";
import { within } from "./town/load.ts";
import { Town } from "./town/town.ts";

const MILLION = 1_000_000;
/** Of one member. */
const MINE_OF_A_MILLION = 40_000;
const PAGE = 9;
const DECISION_MS = 1;
const PAGE_MS = 20;

/** A bot that was used for a year. */
export const history: Bench = {
  about:
    `With ${MILLION.toLocaleString("en")} stored jobs of 5,001 members, ${MINE_OF_A_MILLION.toLocaleString("en")} of them one member's; in the short form a tenth (made once, kept in ` +
    "the temporary directory): the statements in the program's own process, and /history from the key to its answer at Discord.",
  async run(terms) {
    const jobs = terms.quick ? MILLION / 10 : MILLION;
    const directory = await stored(jobs, terms);
    const database = await openDatabase(join(directory, "easel.db"));
    try {
      const decided = await decisions(database, terms);
      return [...decided, ...(await pages(database, terms)), ...(await throughDiscord(directory, terms))];
    } finally {
      await database.destroy();
    }
  },
};

/** Made again whenever the tables have changed. */
async function stored(jobs: number, { say }: Terms): Promise<string> {
  const directory = join(tmpdir(), `easel-bench-${jobs}-jobs-${MIGRATION_NAMES.at(-1)}`);
  if (existsSync(directory)) return directory;
  say(`storing ${jobs} jobs once, in ${directory} …`);
  const making = `${directory}.part`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making);
  await fillHistory(join(making, "easel.db"), { jobs, mine: (jobs * MINE_OF_A_MILLION) / MILLION });
  await rename(making, directory);
  return directory;
}

async function decisions(database: Database, { quick }: Terms): Promise<Row[]> {
  const jobs = new JobStore(database, systemClock);
  const policies = new PolicyStore({ database, clock: systemClock, newId: () => "bench", audited: () => {} });
  const admissions = new Admissions({ jobs, policies, database, clock: systemClock });
  const asked = (person: number) => ({
    guildId: GUILD,
    member: { userId: personId(person), roles: [GUILD], accountCreatedAt: 0, joinedAt: 0 },
    place: { channelId: CHANNEL, threadOf: null, categoryId: null, ageRestricted: false },
    definition: flux,
    input: { prompt: "a lighthouse" },
  });
  const rows: Row[] = [];
  for (const [who, persons] of Object.entries({ "of 200 jobs": 97, "of 40,000 jobs": 1 })) {
    const took = await timed(quick ? 50 : 300, (round) =>
      admissions.explain(asked(persons === 1 ? ME : 1 + (round % persons))),
    );
    const promise = { text: `p50 < ${DECISION_MS} ms`, kept: median(took) < DECISION_MS };
    rows.push(rowOf(`quota decision, a member ${who}`, took, promise));
  }
  return rows;
}

async function pages(database: Database, { quick }: Terms): Promise<Row[]> {
  const store = new HistoryStore(database, textSearchOf(database));
  const mine: View["place"] = { kind: "mine" };
  const server: View["place"] = { kind: "server", guildId: GUILD };
  const views: Record<string, readonly [View["place"], Partial<Filters>]> = {
    "page, one's own": [mine, {}],
    "page, the server's": [server, {}],
    "page, one's own of a model": [mine, { model: "fal-ai/flux-1/dev" }],
    "page, favourites": [mine, { favourites: true }],
    "page, one's own of a month": [mine, { since: Date.now() - 60 * 86_400_000, before: Date.now() - 30 * 86_400_000 }],
    "search, two common words, one's own": [mine, { text: "misty lighthouse" }],
    "search, two common words, the server's": [server, { text: "misty lighthouse" }],
    "search, “number 19999”, the server's": [server, { text: "number 19999" }],
    "search, nothing found": [server, { text: "rhinoceros" }],
  };
  const rows: Row[] = [];
  for (const [what, [place, wanted]] of Object.entries(views)) {
    const looking = { userId: personId(ME), view: { place, filters: filters.parse(wanted) } };
    const deep = await middle(store, looking);
    const took = await timed(quick ? 20 : 60, (round) => {
      const than = deep[round % deep.length];
      return store.page(looking, than === undefined ? { side: "newest" } : { side: "older", than }, PAGE);
    });
    rows.push(rowOf(what, took, { text: `p50 < ${PAGE_MS} ms`, kept: median(took) < PAGE_MS }));
  }
  return rows;
}

/** Pages begin at the newest, and further and further from it. */
async function middle(store: HistoryStore, looking: Parameters<HistoryStore["page"]>[0]) {
  const found: (JobId | undefined)[] = [undefined];
  for (let page = 0; page < 5; page += 1) {
    const than = found.at(-1);
    const { entries } = await store.page(
      looking,
      than === undefined ? { side: "newest" } : { side: "older", than },
      200,
    );
    found.push(entries.at(-1)?.id);
  }
  return found;
}

async function throughDiscord(directory: string, { quick, say }: Terms): Promise<Row[]> {
  say("/history at Discord");
  const town = await Town.open();
  try {
    for (const name of ["easel.db", "easel.db-wal", "easel.db-shm"])
      await symlink(join(directory, name), join(town.dataDirectory, name));
    await town.start();
    const doing = (text: string): Doing => ({
      ...{ kind: "command", name: "history" },
      options: text === "" ? [] : [{ name: "text", type: 3, value: text }],
    });
    const ask = async (text: string) => {
      const took = await timed(quick ? 10 : 40, async () => {
        const { acked } = town.discord.does(doing(text), ME);
        await within(10_000, "/history", acked);
      });
      return took.slice(5);
    };
    return [
      rowOf("/history to its first answer", await ask("")),
      rowOf("/history text: to its first answer", await ask("misty lighthouse")),
    ];
  } finally {
    await town.close();
  }
}

async function timed(times: number, act: (round: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const from = performance.now();
    await act(round);
    took.push(performance.now() - from);
  }
  return took;
}

function rowOf(what: string, samples: readonly number[], promise?: Promised): Row {
  const values = { "p50 ms": median(samples), "p95 ms": quantile(samples, 0.95), "max ms": quantile(samples, 1) };
  return promise === undefined ? { what, values } : { what, values, promise };
}
