import type { Bench, Row } from "./bench.ts";
import { mean, median, quantile, seeded } from "./figures.ts";
import type { Story } from "./town/discord.ts";
import { arrivals, within } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import { Town } from "./town/town.ts";

const JOBS = 200;
const SHORTEST_MS = 12_000;
const LONGEST_MS = 24_000;

/** What is shown of jobs that progress at once. */
export const edits: Bench = {
  about:
    `${JOBS} jobs that begin within 4 s and take ${SHORTEST_MS / 1_000} to ${LONGEST_MS / 1_000} s, while Discord takes five edits in five seconds for each reply: ` +
    "edits with progress for each, how many were refused (429), and how long after the relay's end the last edit, with the picture, has arrived.",
  async run({ quick }) {
    const random = seeded(3);
    const files = [await smallPicture()];
    const durationOf = () => (quick ? 0.5 : 1) * (SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS));
    const town = await Town.open({ orderFor: () => ({ durationMs: durationOf(), files }) });
    try {
      await town.start();
      town.discord.limitEdits();
      const count = quick ? JOBS / 4 : JOBS;
      const finished: Promise<Story>[] = [];
      await arrivals({ perSecond: 50, count }, (index) => {
        finished.push(town.paint(`a lighthouse ${index}`, index).finished);
      });
      const stories = await within(120_000, "the jobs", Promise.all(finished));
      return [rowOf(stories, town)];
    } finally {
      await town.close();
    }
  },
};

function rowOf(stories: readonly Story[], town: Town): Row {
  const jobs = [...town.relay.jobs.values()];
  // In the order in which they were asked for, which the prompt tells.
  const endOf = new Map(jobs.map(({ prompt, finishedAt }) => [Number(prompt.split(" ").at(-1)), finishedAt]));
  const delays = stories.map(({ edits }, index) => (edits.at(-1)?.at ?? Number.NaN) - (endOf.get(index) ?? Number.NaN));
  const progress = stories.map(({ edits }) => edits.length - 1);
  return {
    what: `${stories.length} jobs at once`,
    values: {
      "edits per job": mean(progress) + 1,
      "most edits": Math.max(...progress) + 1,
      "refused by Discord": town.discord.refused,
      "last edit after p50 ms": median(delays),
      "p95 ms": quantile(delays, 0.95),
      "max ms": quantile(delays, 1),
    },
  };
}
