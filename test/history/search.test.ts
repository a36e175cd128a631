import assert from "node:assert/strict";
import { sql } from "kysely";
import type { View } from "../../src/history/view.ts";
import { onBothDatabases } from "../support/databases.ts";
import { admit, jobId, newJob } from "../support/job-rows.ts";
import { MINE, NO_FILTERS, openHistory, pictured } from "./pictured.ts";

const found = (text: string): View => ({ ...MINE, filters: { ...NO_FILTERS, text } });

onBothDatabases("words are found in any order, however they are written, also when only begun", async (t, on) => {
  const { history, numbersOf, jobs } = await openHistory(t, on);
  await pictured(jobs, 1, { input: { prompt: "A red FOX in the snow, café at night" } });
  await pictured(jobs, 2, { input: { prompt: "a white horse" } });
  for (const text of ["fox", "snow red", "Cafe", "sno", '"fox"', "fox*", "fox -snow"])
    assert.deepEqual(await numbersOf(history, found(text)), [1], text);
  for (const text of ["ox", "fox horse", "the snowman", "!!", "fox OR horse"])
    assert.deepEqual(await numbersOf(history, found(text)), [], text);
});

onBothDatabases("languages without spaces are found by any part of their text", async (t, on) => {
  const { history, numbersOf, jobs } = await openHistory(t, on);
  await pictured(jobs, 1, { input: { prompt: "黄昏时海边的灯塔" } });
  await pictured(jobs, 2, { input: { prompt: "灯下的宝塔 and a cat" } });
  assert.deepEqual(await numbersOf(history, found("灯塔")), [1]);
  assert.deepEqual(await numbersOf(history, found("灯")), [2, 1]);
  assert.deepEqual(await numbersOf(history, found("宝塔 cat")), [2]);
});

onBothDatabases("what is emptied cannot be found by its words any more", async (t, on) => {
  const { database, jobs } = await openHistory(t, on);
  await admit(jobs, newJob(1, { input: { prompt: "a lighthouse" } }));
  const index =
    on.kind === "sqlite"
      ? sql`job_words where job_words match 'lighthouse'`
      : sql`job_texts where words @@ 'lighthouse'::tsquery`;
  const hits = async () => (await sql<{ n: number }>`select count(*) as n from ${index}`.execute(database)).rows[0]?.n;
  assert.equal(await hits(), 1);
  await database.updateTable("jobs").set({ input: "{}" }).where("id", "=", jobId(1)).execute();
  assert.equal(await hits(), 0);
});
