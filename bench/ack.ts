import { type Bench, part, type Row, type Terms } from "./bench.ts";
import { quantile, spread, times } from "./figures.ts";
import type { Story } from "./town/discord.ts";
import type { Doing } from "./town/interaction.ts";
import { arrivals, until, within } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import { profiling } from "./town/program.ts";
import { Town } from "./town/town.ts";

const RATES = [1, 50, 200] as const;
const ROUND_MS = 2_000;
const PROMISED_P99_MS = 25;
/** Jobs of a round end after it, so that no more are in flight than said; these stay. */
const STAYING = "stays";
const STAYING_RATE = 100;
/** The button that offers what else may be done with a picture, and begins nothing. */
const MORE = "go:more:";
const WARM_UP = 200;
const WARM_UP_RATE = 50;
/** Everything takes its time on a machine that does much else. */
const LIMIT_MS = 240_000;

/** From a person's key to the answer at Discord. */
export const ack: Bench = {
  about:
    "From INTERACTION_CREATE leaving a local Discord to the whole first answer there, through real sockets, while other jobs are in flight " +
    "(held by the relay, asked for, shown). Arrivals at random; two or three rounds, each figure its median (least–most). Clicks are on buttons of finished jobs.",
  async run(terms) {
    const rows: Row[] = [];
    for (const inFlight of terms.quick ? [0, 1_000] : [0, 100, 1_000])
      rows.push(...(await part(`${inFlight} in flight`, terms, () => besides(inFlight, terms))));
    return rows;
  },
};

async function besides(inFlight: number, terms: Terms): Promise<Row[]> {
  const { quick } = terms;
  const files = [await smallPicture()];
  const town = await Town.open({
    orderFor: (prompt) => (prompt.startsWith(STAYING) ? { durationMs: null, files } : { durationMs: ROUND_MS, files }),
  });
  try {
    await town.start({ nodeOptions: profiling() });
    const stories = await measure(town, WARM_UP_RATE, WARM_UP, command);
    await arrivals({ perSecond: STAYING_RATE, count: inFlight }, (index) => {
      town.paint(`${STAYING} ${index}`, index);
    });
    await until(LIMIT_MS, "the jobs in flight", () => staying(town) >= inFlight);
    const rows: Row[] = [];
    const row = async (what: string, perSecond: number, doing: (index: number) => Doing, promised = false) => {
      terms.say(what);
      const found = await part(what, terms, async () => {
        return [rowOf(what, await severalRounds(town, perSecond, quick, doing), promised)];
      });
      rows.push(...found);
    };
    for (const perSecond of quick || inFlight === 100 ? [200] : RATES) {
      const promised = perSecond === 200 && inFlight === 1_000;
      await row(`${perSecond}/s, ${inFlight} in flight`, perSecond, command, promised);
    }
    if (inFlight < 1_000) return rows;
    for (const [name, doing] of Object.entries(others(stories)))
      await row(`${name}: 50/s, ${inFlight} in flight`, 50, doing);
    return rows;
  } finally {
    await town.close();
  }
}

/** What begins no job. */
function others(stories: readonly Story[]): Record<string, (index: number) => Doing> {
  const clicks = stories.flatMap(({ messageId, controls }) => {
    const customId = controls.find((control) => control.startsWith(MORE));
    return messageId === null || customId === undefined ? [] : [{ kind: "button", customId, messageId } as const];
  });
  return {
    refusals: () => ({ kind: "command", name: "flux", options: [{ name: "prompt", type: 3, value: "   " }] }),
    autocomplete: (index) => ({
      kind: "autocomplete",
      name: "flux",
      options: [{ name: "prompt", type: 3, value: `a light${index % 7}`, focused: true }],
    }),
    "button clicks": (index) => {
      const click = clicks[index % clicks.length];
      if (click === undefined) throw new Error("no finished job has the button to click");
      return click;
    },
  };
}

async function severalRounds(
  town: Town,
  perSecond: number,
  quick: boolean,
  doing: (index: number) => Doing,
): Promise<number[][]> {
  const rounds: number[][] = [];
  const count = Math.max(5, Math.round((perSecond * ROUND_MS) / 1_000));
  for (let round = 0; round < (perSecond === 1 ? 1 : quick || perSecond < 200 ? 2 : 3); round += 1) {
    const stories = await measure(town, perSecond, count, doing);
    rounds.push(stories.map(({ sentAt, ackedAt }) => (ackedAt ?? Number.NaN) - sentAt));
  }
  return rounds;
}

function staying({ relay }: Town): number {
  let count = 0;
  for (const { order } of relay.jobs.values()) if (order.durationMs === null) count += 1;
  return count;
}

function command(index: number): Doing {
  return { kind: "command", name: "flux", options: [{ name: "prompt", type: 3, value: `a lighthouse ${index}` }] };
}

/** Until everything is answered, and the jobs have ended that came of it: the next round begins as this one did. */
async function measure(town: Town, perSecond: number, count: number, doing: (index: number) => Doing) {
  const acked: Promise<Story>[] = [];
  const finished: Promise<Story>[] = [];
  await arrivals({ perSecond, count }, (index) => {
    const story = town.discord.does(doing(index), 100_000 + index);
    acked.push(story.acked);
    if (doing === command) finished.push(story.finished);
  });
  const stories = await within(LIMIT_MS, "answers", Promise.all(acked));
  await within(LIMIT_MS, `${finished.length} jobs of a round`, Promise.all(finished));
  return stories;
}

function rowOf(what: string, rounds: readonly number[][], promised: boolean): Row {
  const values = { answers: rounds.flat().length, ...times(rounds) };
  if (!promised) return { what, values };
  const p99 = spread(rounds.map((samples) => quantile(samples, 0.99))).median;
  return { what, values, promise: { text: `p99 < ${PROMISED_P99_MS} ms`, kept: p99 < PROMISED_P99_MS } };
}
