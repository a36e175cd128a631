import type { Bench, Row, Terms } from "./bench.ts";
import { arrivals, until } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import type { Used } from "./town/program.ts";
import { Town } from "./town/town.ts";

/** So many at once, how many of them come in a second, and how much faster than ours the program's time goes. */
const SIZES = [
  { inFlight: 10, perSecond: 10, waves: 20 },
  { inFlight: 100, perSecond: 50, waves: 3 },
  { inFlight: 1_000, perSecond: 100, waves: 1 },
  { inFlight: 10_000, perSecond: 125, waves: 1 },
];
const WARM_UP = 300;
const KILOBYTE = 1024;
const PROMISED_KB = 12;
const PROMISED_GROWTH = 1.5;

interface Measured {
  readonly inFlight: number;
  readonly begin: number;
  readonly follow: number;
  readonly finish: number;
  readonly asked: number;
  readonly perSecond: number;
  readonly kilobytes: number;
  readonly resident: number;
  readonly lag: Used["lagMs"];
}

/** What many jobs at once cost. */
export const scale: Bench = {
  about:
    "Waves of jobs: all are asked for by commands, the relay holds them until the last one is in, then it ends them all. CPU is the program's own " +
    "process alone, by phase and per job: until the relay has it; asking for it (per question, because how many there are is a matter of how long a " +
    "job takes: see `following`); from the relay's end to the reply. Memory: what a collected heap holds more with them in flight than before.",
  async run(terms) {
    const measured: Measured[] = [];
    for (const size of terms.quick ? SIZES.slice(0, 3) : SIZES) measured.push(await measure(size, terms));
    const [least] = measured;
    return measured.map((each) => rowOf(each, least ?? each));
  },
};

async function measure({ inFlight, perSecond, waves }: (typeof SIZES)[number], { say }: Terms): Promise<Measured> {
  const files = [await smallPicture()];
  const town = await Town.open({ orderFor: () => ({ durationMs: null, files }) });
  try {
    const program = await town.start({ nodeOptions: profiling() });
    await wave(town, WARM_UP, 50);
    const sums = { begin: 0, follow: 0, finish: 0, asked: 0, seconds: 0 };
    let [kilobytes, resident] = [0, 0];
    program.watchLoop();
    const { lagMs: _, ...first } = await program.used("collect");
    for (let round = 0; round < waves; round += 1) {
      say(`${inFlight} jobs in flight${waves > 1 ? `, wave ${round + 1} of ${waves}` : ""}`);
      program.watchLoop();
      const before = await program.used();
      await fill(town, inFlight, perSecond);
      const filled = await program.used();
      const held = round === 0 && inFlight >= 1_000 ? await program.used("collect") : filled;
      if (held !== filled) {
        kilobytes = (held.heapUsed + held.external - first.heapUsed - first.external) / KILOBYTE / inFlight;
        resident = (held.rss - first.rss) / KILOBYTE / inFlight;
        program.watchLoop();
      }
      const asked = questions(town);
      const from = performance.now();
      await finish(town, inFlight);
      sums.seconds += (performance.now() - from) / 1_000;
      const after = await program.used();
      sums.begin += filled.cpuMs - before.cpuMs;
      sums.finish += after.cpuMs - held.cpuMs;
      sums.asked += questions(town) - asked;
      town.relay.forget();
      town.discord.forget();
    }
    const { lagMs: lag } = await program.used();
    const jobs = inFlight * waves;
    return {
      ...{ inFlight, begin: sums.begin / jobs, follow: 0, finish: sums.finish / jobs, asked: sums.asked / jobs },
      ...{ perSecond: jobs / sums.seconds, kilobytes, resident, lag },
    };
  } finally {
    await town.close();
  }
}

async function wave(town: Town, count: number, perSecond: number): Promise<void> {
  await fill(town, count, perSecond);
  await finish(town, count);
  town.relay.forget();
  town.discord.forget();
}

async function fill(town: Town, count: number, perSecond: number): Promise<void> {
  await arrivals({ perSecond, count }, (index) => void town.paint(`a lighthouse ${index}`, index));
  await until(180_000, `${count} jobs at the relay`, () => town.relay.jobs.size >= count);
}

async function finish(town: Town, count: number): Promise<void> {
  town.relay.letGo();
  await until(300_000, `${count} replies with pictures`, () => town.discord.finished >= count);
}

function questions(town: Town): number {
  let asked = 0;
  for (const job of town.relay.jobs.values()) asked += job.asked;
  return asked;
}

function rowOf(measured: Measured, least: Measured): Row {
  const { inFlight, begin, finish, asked, perSecond, kilobytes, resident, lag } = measured;
  const cost = begin + finish;
  const growth = cost / (least.begin + least.finish);
  const many = inFlight >= 1_000;
  const values = {
    "CPU ms per job": cost,
    "until the relay has it": begin,
    "from its end to the reply": finish,
    "asked per job": asked,
    "jobs/s at the end": perSecond,
    ...(many ? { "heap kB per job": kilobytes, "resident kB per job": resident } : {}),
    "loop late p99 ms": lag.p99,
    "max ms": lag.max,
    "× cost at 10": growth,
  };
  const what = `${inFlight.toLocaleString("en")} in flight`;
  if (inFlight < 10_000) return { what, values };
  const text = `≤ ${PROMISED_GROWTH} × the cost at 10, < ${PROMISED_KB} kB each`;
  return { what, values, promise: { text, kept: growth <= PROMISED_GROWTH && kilobytes < PROMISED_KB } };
}

/** `EASEL_BENCH_PROFILE=directory`: where the program's profiles go, to see what to mend. */
function profiling(): string[] {
  const directory = process.env["EASEL_BENCH_PROFILE"];
  return directory === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${directory}`];
}
