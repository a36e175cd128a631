import { randomUUID } from "node:crypto";
import { type JobId, OPEN_TERMS } from "../src/jobs/job.ts";
import { toNewRow } from "../src/jobs/job-row.ts";
import { openDatabase } from "../src/storage/database.ts";

const DAY_MS = 86_400_000;
const CHUNK = 400;
const OTHERS = 500;
const FAVOURITES = 200;
const WORDS = {
  mood: ["misty", "golden", "quiet", "stormy", "winter", "neon", "faded", "bright", "the old", "a"],
  subject: [
    "lighthouse",
    "harbour",
    "fox",
    "market",
    "observatory",
    "garden",
    "library",
    "ship",
    "clockmaker",
    "orchard",
  ],
  place: [
    "at dusk",
    "in the rain",
    "under the stars",
    "by the sea",
    "in a valley",
    "on a rooftop",
    "at noon",
    "in fog",
  ],
  look: ["oil painting", "copper etching", "35mm photo", "watercolour", "blueprint", "paper cut", "mosaic", "ink"],
};

/** A database of a bot that was used for years: finished jobs of many members, many of them one member's. */
export async function fillJobs(file: string, given: { jobs: number; mine: number; userId: string }): Promise<void> {
  const database = await openDatabase(file);
  const from = Date.now() - 365 * DAY_MS;
  const random = seeded(7);
  for (let start = 0; start < given.jobs; start += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, given.jobs - start) }, (_, index) => {
      const number = start + index;
      const isMine = random() < given.mine / given.jobs;
      const userId = isMine ? given.userId : `3000000000000${String(number % OTHERS).padStart(5, "0")}`;
      return finished(userId, promptOf(random, number), from + number * 300);
    });
    await database.transaction().execute(async (transaction) => {
      for (const row of rows) await transaction.insertInto("jobs").values(row).execute();
    });
  }
  const mine = await database
    .selectFrom("jobs")
    .select("id")
    .where("user_id", "=", given.userId)
    .limit(FAVOURITES)
    .execute();
  const at = Date.now();
  const stars = mine.map(({ id }) => ({ user_id: given.userId, job_id: id, picture: 0, at }));
  await database.insertInto("favourites").values(stars).execute();
  await database.destroy();
}

function promptOf(random: () => number, number: number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  const words = [pick(WORDS.mood), pick(WORDS.subject), pick(WORDS.place)].join(" ");
  return `${words}, ${pick(WORDS.look)}, number ${number % 20_000}`;
}

function finished(userId: string, prompt: string, at: number) {
  const origin = {
    guildId: "100000000000000001",
    channelId: "100000000000000002",
    userId,
    locale: "en-US",
    applicationId: "100000000000000003",
    interactionToken: null,
    interactionCreatedAt: at,
    attachmentSizeLimit: 10_485_760,
    byTokenOnly: false,
  } as const;
  const job = {
    ...{ id: randomUUID() as JobId, model: "fal-ai/flux-1/dev", input: { prompt, seed: at % 10_000 }, origin },
    ...{ priceMicros: 25_000, images: 1, terms: OPEN_TERMS, payer: null, wentOnFrom: null },
  };
  const file = { path: "a.jpg", bytes: 1, mime: "image/jpeg", extension: "jpg", width: 1024, height: 768, nsfw: false };
  const ended = { state: "delivered", ended_at: at, told_at: at, generated_at: at, submitted_at: at };
  return { ...toNewRow(job, 0, at, at), ...ended, files: JSON.stringify([file]) };
}

/** The same jobs at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
