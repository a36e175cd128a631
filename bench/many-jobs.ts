import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { type JobId, OPEN_TERMS, type Origin } from "../src/jobs/job.ts";
import { toNewRow } from "../src/jobs/job-row.ts";
import { openDatabase } from "../src/storage/database.ts";
import type { JobRow } from "../src/storage/schema.ts";
import { defineSearchFunctions } from "../src/storage/sqlite-text-search.ts";
import { seeded } from "./figures.ts";
import { APPLICATION, CHANNEL, GUILD, personId } from "./town/interaction.ts";

const DAY_MS = 86_400_000;
const MODEL = "fal-ai/flux-1/dev";
const PRICE_MICROS = 25_000;
const OTHERS = 5_000;
const FAVOURITES = 200;
const MOODS = ["misty", "golden", "quiet", "stormy", "winter", "neon", "faded", "bright", "the old", "a"];
const SUBJECTS = ["lighthouse", "harbour", "fox", "market", "observatory", "garden", "library", "ship", "orchard"];
const PLACES = ["at dusk", "in the rain", "under the stars", "by the sea", "in a valley", "on a rooftop", "in fog"];
const LOOKS = ["oil painting", "copper etching", "35mm photo", "watercolour", "blueprint", "mosaic", "ink"];
/** Person 0 has `mine` of the jobs. */
export const ME = 0;

/** A database of a bot that was used for a year: finished jobs of many members, many of them one member's. */
export async function fillHistory(file: string, given: { jobs: number; mine: number }): Promise<void> {
  const from = Date.now() - 365 * DAY_MS;
  const apart = (365 * DAY_MS) / given.jobs;
  const random = seeded(7);
  const mine: string[] = [];
  await storeJobs(file, given.jobs, (index) => {
    const isMine = random() < given.mine / given.jobs;
    const person = isMine ? ME : 1 + (index % OTHERS);
    const row = finished(person, promptOf(random, index), Math.round(from + index * apart));
    if (isMine && mine.length < FAVOURITES) mine.push(row.id);
    return row;
  });
  const database = await openDatabase(file);
  const stars = mine.map((id) => ({ user_id: personId(ME), job_id: id, picture: 0, at: Date.now() }));
  await database.insertInto("favourites").values(stars).execute();
  await database.destroy();
}

/** Jobs that the relay has: `requestOf` says under which id. */
export function fillUnfinished(file: string, count: number, requestOf: (index: number) => object): Promise<void> {
  const now = Date.now();
  return storeJobs(file, count, (index) => ({
    ...newRow(index, `a lighthouse ${index}`, now - 30_000),
    ...{ state: "submitted", message_id: "1290000000000000600", submitted_at: now - 29_000, started_at: now - 28_000 },
    ...{ inputs: "[]", request: JSON.stringify(requestOf(index)) },
  }));
}

async function storeJobs(file: string, count: number, rowOf: (index: number) => JobRow): Promise<void> {
  await (await openDatabase(file)).destroy();
  const database = new DatabaseSync(file);
  defineSearchFunctions(database);
  database.exec("pragma synchronous = off; pragma cache_size = -200000; begin");
  const columns = Object.keys(newRow(0, "", 0));
  const insert = database.prepare(`insert into jobs (${columns}) values (${columns.map(() => "?")})`);
  const reserve = database.prepare(
    "insert into ledger (job_id, guild_id, amount_micros, currency, state, reserved_at) values (?, ?, ?, 'USD', ?, ?)",
  );
  for (let index = 0; index < count; index += 1) {
    const row: JobRow = rowOf(index);
    insert.run(...Object.values(row));
    reserve.run(row.id, row.guild_id, PRICE_MICROS, row.ended_at === null ? "reserved" : "settled", row.created_at);
  }
  database.exec("commit");
  database.close();
}

function promptOf(random: () => number, number: number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  return `${pick(MOODS)} ${pick(SUBJECTS)} ${pick(PLACES)}, ${pick(LOOKS)}, number ${number % 20_000}`;
}

function newRow(person: number, prompt: string, at: number): JobRow {
  const origin: Origin = {
    ...{ guildId: GUILD, channelId: CHANNEL, userId: personId(person), locale: "en-US", applicationId: APPLICATION },
    ...{ interactionToken: `token${person}`, interactionCreatedAt: at, attachmentSizeLimit: 10_485_760 },
    byTokenOnly: false,
  };
  const input = { prompt, seed: at % 10_000 };
  const job = { id: randomUUID() as JobId, model: MODEL, input, origin, priceMicros: PRICE_MICROS, images: 1 };
  return toNewRow({ ...job, terms: OPEN_TERMS, payer: null, wentOnFrom: null }, 0, at, at);
}

function finished(person: number, prompt: string, at: number): JobRow {
  const file = { path: "a.jpg", bytes: 1, mime: "image/jpeg", extension: "jpg", width: 1024, height: 768, nsfw: false };
  const media = {
    kind: "image",
    url: "https://v3.fal.media/files/a/b.jpg",
    width: 1024,
    height: 768,
    contentType: null,
  };
  const result = { media: [media], text: null, seed: String(at), nsfw: [false], inferenceSeconds: 2 };
  const request = { requestId: randomUUID(), statusPath: null, responsePath: null, cancelPath: null };
  return {
    ...newRow(person, prompt, at),
    ...{ state: "delivered", submitted_at: at, started_at: at, generated_at: at + 8_000, saved_at: at + 8_100 },
    ...{ ended_at: at + 8_200, told_at: at + 8_200, interaction_token: null, message_id: "1290000000000000600" },
    ...{ inputs: "[]", request: JSON.stringify(request), result: JSON.stringify(result) },
    files: JSON.stringify([file]),
  };
}
