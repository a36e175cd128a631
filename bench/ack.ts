import type { Bench, Row, Terms } from "./bench.ts";
import { quantile, spread, times } from "./figures.ts";
import type { Story } from "./town/discord.ts";
import type { Doing } from "./town/interaction.ts";
import { arrivals, until, within } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import { Town } from "./town/town.ts";

const RATES = [1, 50, 200] as const;
const ROUND_MS = 2_000;
const PROMISED_P99_MS = 25;
/** Jobs of a round end after it, so that no more are in flight than said; these stay. */
const STAYING = "stays";
const WARM_UP = 300;

const OTHERS: Readonly<Record<string, (index: number) => Doing>> = {
  refusals: () => ({ kind: "command", name: "flux", options: [{ name: "prompt", type: 3, value: "   " }] }),
  autocomplete: (index) => ({
    kind: "autocomplete",
    name: "flux",
    options: [{ name: "prompt", type: 3, value: `a light${index % 7}`, focused: true }],
  }),
  "button clicks": (index) => ({
    kind: "button",
    customId: `job:details:${index}:0`,
    messageId: "1290000000000000500",
  }),
};

/** From a person's key to the answer at Discord. */
export const ack: Bench = {
  about:
    "From INTERACTION_CREATE leaving a local Discord to the whole first answer there, through real sockets, " +
    "while other jobs are in flight (held by the relay, asked for, shown). Arrivals at random; three rounds, each figure its median (least–most).",
  async run(terms) {
    const rows: Row[] = [];
    for (const inFlight of terms.quick ? [0, 1_000] : [0, 100, 1_000]) rows.push(...(await besides(inFlight, terms)));
    return rows;
  },
};

async function besides(inFlight: number, { quick, say }: Terms): Promise<Row[]> {
  const files = [await smallPicture()];
  const town = await Town.open({
    orderFor: (prompt) => (prompt.startsWith(STAYING) ? { durationMs: null, files } : { durationMs: ROUND_MS, files }),
  });
  try {
    await town.start();
    await measure(town, 100, WARM_UP, command);
    await rest(town, 0);
    await arrivals({ perSecond: 150, count: inFlight }, (index) => void town.paint(`${STAYING} ${index}`, index));
    await until(60_000, "the jobs in flight", () => town.relay.jobs.size >= inFlight);
    const rows: Row[] = [];
    for (const perSecond of quick || inFlight === 100 ? [200] : RATES) {
      say(`${perSecond}/s beside ${inFlight} jobs`);
      const rounds = await severalRounds(town, perSecond, command, inFlight);
      rows.push(rowOf(`${perSecond}/s, ${inFlight} in flight`, rounds, perSecond === 200 && inFlight === 1_000));
    }
    if (inFlight < 1_000) return rows;
    for (const [name, doing] of Object.entries(OTHERS)) {
      const rounds = await severalRounds(town, 50, doing, inFlight);
      rows.push(rowOf(`${name}: 50/s, ${inFlight} in flight`, rounds, false));
    }
    return rows;
  } finally {
    await town.close();
  }
}

async function severalRounds(
  town: Town,
  perSecond: number,
  doing: (index: number) => Doing,
  staying: number,
): Promise<number[][]> {
  const rounds: number[][] = [];
  const count = Math.max(5, Math.round((perSecond * ROUND_MS) / 1_000));
  for (let round = 0; round < (perSecond === 1 ? 1 : 3); round += 1) {
    rounds.push(await measure(town, perSecond, count, doing));
    await rest(town, staying);
  }
  return rounds;
}

/** Until the jobs of a round have ended: the next one begins as this one did. */
async function rest(town: Town, staying: number): Promise<void> {
  await until(180_000, "the jobs of a round", () => {
    const open = [...town.discord.stories.values()].filter(({ ackType, edits }) => {
      return ackType === 4 && edits.length > 0 && !edits.some(({ withFiles }) => withFiles);
    });
    return open.length <= staying;
  });
}

function command(index: number): Doing {
  return { kind: "command", name: "flux", options: [{ name: "prompt", type: 3, value: `a lighthouse ${index}` }] };
}

async function measure(town: Town, perSecond: number, count: number, doing: (index: number) => Doing) {
  const acked: Promise<Story>[] = [];
  await arrivals({ perSecond, count }, (index) => {
    acked.push(town.discord.does(doing(index), 100_000 + index).acked);
  });
  const stories = await within(30_000, "answers", Promise.all(acked));
  return stories.map(({ sentAt, ackedAt }) => (ackedAt ?? Number.NaN) - sentAt);
}

function rowOf(what: string, rounds: readonly number[][], promised: boolean): Row {
  const values = { answers: rounds.flat().length, ...times(rounds) };
  if (!promised) return { what, values };
  const p99 = spread(rounds.map((samples) => quantile(samples, 0.99))).median;
  return { what, values, promise: { text: `p99 < ${PROMISED_P99_MS} ms`, kept: p99 < PROMISED_P99_MS } };
}
