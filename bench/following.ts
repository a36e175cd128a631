import { type Bench, type Promised, part, type Row, type Terms } from "./bench.ts";
import { mean, median, quantile, seeded } from "./figures.ts";
import { arrivals, within } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import type { RelayJob } from "./town/relay.ts";
import { Subscriber } from "./town/subscriber.ts";
import { Town } from "./town/town.ts";

/** How far a job's duration may lie from the usual: so that no fixed interval hits the end by luck. */
const STRAY = 0.3;
/** Each its own model, as in life; what a model usually takes is learned from a few jobs before. */
const MODELS = [
  { command: "flux", endpoint: "fal-ai/flux-1/dev" },
  { command: "flux-schnell", endpoint: "fal-ai/flux-1/schnell" },
] as const;
const LEARNED_FROM = 8;
const PROMISED_FROM_SECONDS = 10;

/** How often the relay is asked, and how soon its end is seen. */
export const following: Bench = {
  about:
    "Jobs around 2, 10, 60 and 600 s, each drawn at random within ± 30 %, beside `subscribe` of @fal-ai/client 1.10 (asking at its default " +
    "of 500 ms, and streaming) on the same relay at the same time. Noticed: from the relay's end to its first answer that says so. " +
    "The long ones run with time going 10 times as fast in all processes; their figures are in the program's time.",
  async run(terms) {
    const rows = await part("2 and 10 s", terms, () => compare([2, 10], 1, terms));
    return terms.quick ? rows : [...rows, ...(await part("60 and 600 s", terms, () => compare([60, 600], 10, terms)))];
  },
};

type Noticed = Readonly<{ asked: number; delayMs: number }>;

async function compare(seconds: readonly number[], speed: number, { quick, say }: Terms): Promise<Row[]> {
  const files = [await smallPicture()];
  const random = seeded(11);
  // The prompt says how long its job usually takes.
  const durationOf = (prompt: string) => Number(prompt.split(" ")[0]) * 1_000 * (1 - STRAY + 2 * STRAY * random());
  const town = await Town.open({ orderFor: (prompt) => ({ durationMs: durationOf(prompt) / speed, files }) });
  try {
    await town.start({ speed });
    const clients = [
      { name: "subscribe, asking", client: await Subscriber.start(town.relay.url, "polling", speed) },
      { name: "subscribe, streaming", client: await Subscriber.start(town.relay.url, "streaming", speed) },
    ];
    // Faster time, and each that asks asks as much more often: with more of them they wait for one another.
    const count = quick || speed > 1 ? 12 : 24;
    const rows: Row[][] = [];
    await Promise.all(
      seconds.map(async (usual, index) => {
        const { command, endpoint } = MODELS[index] ?? MODELS[0];
        const limit = (usual * 1_000 * 3) / speed + 60_000;
        const paint = (name: string) => (each: number) =>
          town.paint(`${usual} s ${name} ${each}`, usual * 1_000 + each, command).finished;
        say(`learning what ${usual} s are`);
        await within(limit, "the first jobs", all(LEARNED_FROM, 0.2, paint("learned")));
        say(`following jobs of ${usual} s`);
        await within(
          limit,
          `jobs of ${usual} s`,
          Promise.all([
            all(count, usual / speed, paint("easel")),
            ...clients.map(({ name, client }) =>
              all(count, usual / speed, (each) => client.follow(endpoint, `${usual} s ${name} ${each}`)),
            ),
          ]),
        );
        rows[index] = rowsOf(
          usual,
          speed,
          town,
          clients.map(({ name }) => name),
        );
      }),
    );
    for (const { client } of clients) client.stop();
    return rows.flat();
  } finally {
    await town.close();
  }
}

/** So many jobs, begun within the time that one takes. */
async function all(count: number, seconds: number, act: (index: number) => Promise<unknown>): Promise<void> {
  const under: Promise<unknown>[] = [];
  await arrivals({ perSecond: count / seconds, count, seed: count }, (index) => {
    const each = act(index);
    // Awaited below; one that fails before that shall not end the bench.
    each.catch(() => {});
    under.push(each);
  });
  await Promise.all(under);
}

function rowsOf(usual: number, speed: number, town: Town, others: readonly string[]): Row[] {
  const of = (name: string): Noticed[] =>
    [...town.relay.jobs.values()]
      .filter(({ prompt }) => prompt.startsWith(`${usual} s ${name} `))
      .map((job) => ({ asked: job.asked, delayMs: delayOf(job) * speed }));
  const ours = of("easel");
  const asking = of("subscribe, asking");
  const kept = mean(asked(ours)) <= mean(asked(asking)) / 2 && median(delays(ours)) <= median(delays(asking));
  const promise = { text: "≤ half of subscribe's requests, no later", kept };
  return [
    rowOf(`${usual} s: Easel`, ours, usual >= PROMISED_FROM_SECONDS ? promise : undefined),
    ...others.map((name) => rowOf(`${usual} s: ${name}`, of(name))),
  ];
}

function delayOf({ noticedAt, finishedAt }: RelayJob): number {
  return (noticedAt ?? Number.NaN) - (finishedAt ?? Number.NaN);
}

const asked = (jobs: readonly Noticed[]) => jobs.map(({ asked }) => asked);
const delays = (jobs: readonly Noticed[]) => jobs.map(({ delayMs }) => delayMs);

function rowOf(what: string, jobs: readonly Noticed[], promise?: Promised): Row {
  const values = {
    jobs: jobs.length,
    "status requests per job": mean(asked(jobs)),
    "noticed after p50 ms": median(delays(jobs)),
    "p95 ms": quantile(delays(jobs), 0.95),
    "max ms": quantile(delays(jobs), 1),
  };
  return promise === undefined ? { what, values } : { what, values, promise };
}
