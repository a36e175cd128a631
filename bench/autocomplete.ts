import { join } from "node:path";
import type { Bench, Row } from "./bench.ts";
import { median, quantile } from "./figures.ts";
import { fillHistory, ME } from "./many-jobs.ts";
import type { Option } from "./town/interaction.ts";
import { within } from "./town/load.ts";
import { Town } from "./town/town.ts";

const JOBS = 100_000;
/** Of one member; all others share the rest. */
const MINE = 40_000;
const TIMES = 200;
const PROMISED_MS = 50;
/** As far as people type before they look. */
const TYPED = ["", "a", "a l", "a light", "misty harbour", "dusk copper", "the old", "winter --style", "a fox in", "z"];

/** Choices while somebody types. */
export const autocomplete: Bench = {
  about: `From a key to the choices, with ${JOBS} stored jobs, ${MINE} of them of the member who types.`,
  async run({ quick }) {
    const town = await Town.open();
    try {
      await fillHistory(join(town.dataDirectory, "easel.db"), { jobs: JOBS, mine: MINE });
      await town.start();
      const prompts = (typed: string) => [option("prompt", typed, true)];
      const presets = (typed: string) => [option("prompt", typed, false), option("preset", "f", true)];
      await measure(town, prompts, TYPED.length * 2);
      const rows: Row[] = [];
      for (const [what, options] of Object.entries({ prompts, presets }))
        rows.push(rowOf(what, await measure(town, options, quick ? 50 : TIMES)));
      return rows;
    } finally {
      await town.close();
    }
  },
};

function option(name: string, value: string, focused: boolean): Option {
  return { name, type: 3, value, focused };
}

async function measure(town: Town, optionsFor: (typed: string) => Option[], times: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const options = optionsFor(TYPED[round % TYPED.length] ?? "");
    const { acked } = town.discord.does({ kind: "autocomplete", name: "flux", options }, ME);
    const { sentAt, ackedAt } = await within(10_000, "choices", acked);
    took.push((ackedAt ?? Number.NaN) - sentAt);
  }
  return took;
}

function rowOf(what: string, samples: readonly number[]): Row {
  const values = { "p50 ms": median(samples), "p95 ms": quantile(samples, 0.95), "max ms": quantile(samples, 1) };
  return { what, values, promise: { text: `p50 < ${PROMISED_MS} ms`, kept: median(samples) < PROMISED_MS } };
}
