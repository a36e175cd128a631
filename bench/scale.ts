import { type Bench, part, type Row, type Terms } from "./bench.ts";
import { type Cast, Crew } from "./town/crew.ts";
import { arrivals, until } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import { profiling, type Used } from "./town/program.ts";
import { Town } from "./town/town.ts";

/** So many at once; how many of them are asked for in a second, and how often all of it. */
interface Size {
  readonly inFlight: number;
  readonly perSecond: number;
  readonly waves: number;
}

const TEN: Size = { inFlight: 10, perSecond: 20, waves: 6 };
const HUNDRED: Size = { inFlight: 100, perSecond: 50, waves: 2 };
const THOUSAND: Size = { inFlight: 1_000, perSecond: 100, waves: 1 };
const TEN_THOUSAND: Size = { inFlight: 10_000, perSecond: 150, waves: 1 };
const SIZES: Readonly<Record<Cast, { readonly whole: readonly Size[]; readonly quick: readonly Size[] }>> = {
  SQLite: { whole: [TEN, HUNDRED, THOUSAND, TEN_THOUSAND], quick: [TEN, HUNDRED, THOUSAND] },
  PostgreSQL: { whole: [TEN, HUNDRED, THOUSAND], quick: [HUNDRED] },
  "PostgreSQL, a gateway and 1 worker": { whole: [TEN, HUNDRED, THOUSAND], quick: [] },
  "PostgreSQL, a gateway and 3 workers": { whole: [TEN, HUNDRED, THOUSAND], quick: [HUNDRED] },
};
const WARM_UP = 200;
const WARM_UP_RATE = 40;
const LIMIT_MS = 240_000;
const KILOBYTE = 1024;
const PROMISED_KB = 12;
const PROMISED_GROWTH = 1.5;
/** Below that what a job takes is lost in what the process takes. */
const MEMORY_FROM = 1_000;

interface Measured extends Size {
  readonly cast: Cast;
  readonly begin: number;
  readonly finish: number;
  readonly asked: number;
  readonly finishedPerSecond: number;
  readonly heapKilobytes: number;
  readonly residentKilobytes: number;
  readonly lag: Used["lagMs"];
}

/** What many jobs at once cost. */
export const scale: Bench = {
  about:
    "Waves of jobs: all are asked for by commands, the relay holds them until the last one is in, then it ends them all at once. CPU is that of the " +
    "program's own processes together, per job: until the relay has the last one (with the questions about the others meanwhile), and from its end to " +
    "the last reply. Memory: what a collected heap holds more with all in flight than before. PostgreSQL's own CPU is not counted; it runs here without waiting for the disk.",
  async run(terms) {
    const rows: Row[] = [];
    const least: { measured?: Measured } = {};
    for (const [cast, sizes] of Object.entries(SIZES) as [Cast, (typeof SIZES)[Cast]][]) {
      const wanted = terms.quick ? sizes.quick : sizes.whole;
      if (wanted.length === 0) continue;
      const failed = await part(cast, terms, async () => {
        await withCrew(cast, wanted, terms, (measured) => {
          least.measured ??= measured;
          rows.push(rowOf(measured, least.measured));
        });
        return [];
      });
      rows.push(...failed);
    }
    return rows;
  },
};

/** The sizes one after the other in the same processes: what they cost at first is not measured. */
async function withCrew(
  cast: Cast,
  sizes: readonly Size[],
  terms: Terms,
  found: (measured: Measured) => void,
): Promise<void> {
  const files = [await smallPicture()];
  const town = await Town.open({ orderFor: () => ({ durationMs: null, files }) });
  try {
    const crew = await Crew.start(town, cast, profiling());
    try {
      await fill(town, { inFlight: WARM_UP, perSecond: WARM_UP_RATE });
      await finish(town, WARM_UP);
      for (const size of sizes)
        found({ ...(await measure(town, crew, size, (line) => terms.say(`${cast}: ${line}`))), cast });
    } finally {
      await crew.dismiss();
    }
  } finally {
    await town.close();
  }
}

async function measure(town: Town, crew: Crew, size: Size, say: Terms["say"]): Promise<Omit<Measured, "cast">> {
  const { inFlight, waves } = size;
  const first = await crew.used("collect");
  const sums = { begin: 0, finish: 0, asked: 0, seconds: 0, heap: 0, resident: 0 };
  for (let round = 0; round < waves; round += 1) {
    say(`${inFlight} jobs in flight${waves > 1 ? `, wave ${round + 1} of ${waves}` : ""}`);
    crew.watchLoops();
    const before = await crew.used();
    await fill(town, size);
    const filled = await crew.used();
    // A collection takes time of the processor which is not the jobs'.
    const held = inFlight >= MEMORY_FROM ? await crew.used("collect") : filled;
    if (held !== filled) crew.watchLoops();
    const from = performance.now();
    sums.asked += await finish(town, inFlight);
    sums.seconds += (performance.now() - from) / 1_000;
    const after = await crew.used();
    sums.begin += filled.cpuMs - before.cpuMs;
    sums.finish += after.cpuMs - held.cpuMs;
    sums.heap += held.heapUsed + held.external - first.heapUsed - first.external;
    sums.resident += held.rss - first.rss;
  }
  const { lagMs: lag } = await crew.used();
  const jobs = inFlight * waves;
  return {
    ...{ ...size, begin: sums.begin / jobs, finish: sums.finish / jobs, asked: sums.asked / jobs, lag },
    finishedPerSecond: jobs / sums.seconds,
    heapKilobytes: sums.heap / KILOBYTE / jobs,
    residentKilobytes: sums.resident / KILOBYTE / jobs,
  };
}

async function fill(town: Town, { inFlight, perSecond }: Pick<Size, "inFlight" | "perSecond">): Promise<void> {
  await arrivals({ perSecond, count: inFlight }, (index) => void town.paint(`a lighthouse ${index}`, index));
  await until(LIMIT_MS, `${inFlight} jobs at the relay`, () => town.relay.jobs.size >= inFlight);
}

/** @returns how often the relay was asked about them, from the first to the last */
async function finish(town: Town, count: number): Promise<number> {
  town.relay.letGo();
  await until(LIMIT_MS, `${count} replies with pictures`, () => town.discord.finished >= count);
  let asked = 0;
  for (const job of town.relay.jobs.values()) asked += job.asked;
  town.relay.forget();
  town.discord.forget();
  return asked;
}

function rowOf(measured: Measured, least: Measured): Row {
  const { inFlight, cast, begin, finish, asked, finishedPerSecond, heapKilobytes, residentKilobytes, lag } = measured;
  const growth = (begin + finish) / (least.begin + least.finish);
  const memory = { "heap kB per job": heapKilobytes, "resident kB per job": residentKilobytes };
  const values = {
    "CPU ms per job": begin + finish,
    "until the relay has it": begin,
    "from its end to the reply": finish,
    "asked per job": asked,
    "jobs/s at the end": finishedPerSecond,
    ...(inFlight >= MEMORY_FROM ? memory : {}),
    "loop late p99 ms": lag.p99,
    "max ms": lag.max,
    "× cost at 10": growth,
  };
  const what = `${cast}: ${inFlight.toLocaleString("en")} in flight`;
  if (inFlight < 10_000) return { what, values };
  const text = `≤ ${PROMISED_GROWTH} × the cost at 10, < ${PROMISED_KB} kB each`;
  return { what, values, promise: { text, kept: growth <= PROMISED_GROWTH && heapKilobytes < PROMISED_KB } };
}
