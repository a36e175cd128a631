import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Bench, part, type Row, type Terms } from "./bench.ts";
import { median, quantile } from "./figures.ts";
import { within } from "./town/load.ts";
import { pictureOf } from "./town/pictures.ts";
import { Town } from "./town/town.ts";

const MEGABYTE = 1024 * 1024;
const SIZES = [
  { what: "1 × 1 MB", count: 1, bytes: MEGABYTE },
  { what: "4 × 1 MB", count: 4, bytes: MEGABYTE },
  { what: "4 × 5 MB", count: 4, bytes: 5 * MEGABYTE },
];
const WARM_UP = 5;
const PROMISED = 1.3;
const run = promisify(execFile);

/** What a job takes besides the relay's work. */
export const overhead: Bench = {
  about:
    "Per job, from the relay's first word that it is done to Discord's answer to the edit with the pictures, one job at a " +
    "time; the floor is a process that only fetches the same bytes and sends them in one form, to the same two servers in turn with it.",
  async run(terms) {
    const rows: Row[] = [];
    for (const size of SIZES) rows.push(...(await part(size.what, terms, async () => [await measure(size, terms)])));
    return rows;
  },
};

async function measure(size: (typeof SIZES)[number], { quick, say }: Terms): Promise<Row> {
  say(size.what);
  const files = await Promise.all(Array.from({ length: size.count }, () => pictureOf(size.bytes * 0.97)));
  const town = await Town.open({ orderFor: () => ({ durationMs: 0, files }) });
  try {
    await town.start();
    const [ours, floor]: number[][] = [[], []];
    for (let round = 0; round < (quick ? 2 : 4); round += 1) {
      const times = round === 0 ? WARM_UP : 8;
      const measured = await jobs(town, times);
      const least = await bare(town, times);
      if (round === 0) continue;
      ours?.push(...measured);
      floor?.push(...least.slice(2));
    }
    const ratio = median(ours ?? []) / median(floor ?? []);
    return {
      what: size.what,
      values: {
        "ours p50 ms": median(ours ?? []),
        "ours p95 ms": quantile(ours ?? [], 0.95),
        "floor p50 ms": median(floor ?? []),
        "floor p95 ms": quantile(floor ?? [], 0.95),
        "ours − floor ms": median(ours ?? []) - median(floor ?? []),
        "× floor": ratio,
      },
      promise: { text: `≤ ${PROMISED} ×`, kept: ratio <= PROMISED },
    };
  } finally {
    await town.close();
  }
}

async function jobs(town: Town, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    town.relay.forget();
    const story = await within(30_000, "a job", town.paint("a lighthouse", time).finished);
    const [job] = town.relay.jobs.values();
    took.push((story.edits.at(-1)?.at ?? Number.NaN) - (job?.noticedAt ?? Number.NaN));
  }
  return took;
}

async function bare(town: Town, times: number): Promise<number[]> {
  const [job] = town.relay.jobs.values();
  const urls = job?.order.files.map((_, index) => `${town.relay.url}/files/${job.id}/${index}.jpg`);
  const patch = `${town.discord.url}/v10/webhooks/1/floor/messages/@original`;
  const given = JSON.stringify({ urls, patch, times: times + 2 });
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "child/floor.ts"), given]);
  return JSON.parse(stdout) as number[];
}
