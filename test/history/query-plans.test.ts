import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { PageStart } from "../../src/history/history-store.ts";
import type { Filters, View } from "../../src/history/view.ts";
import { poolOf } from "../../src/storage/database.ts";
import { onPostgres, type TestDatabase } from "../support/databases.ts";
import { jobId } from "../support/job-rows.ts";
import { CHANNEL, MINE, MIRA, NO_FILTERS, openHistory, SERVER } from "./pictured.ts";

const STARTS: PageStart[] = [
  { side: "newest" },
  { side: "from", than: jobId(1) },
  { side: "older", than: jobId(1) },
  { side: "newer", than: jobId(1) },
];
const NARROWED: Partial<Filters>[] = [
  {},
  { model: "fal-ai/flux-1/dev" },
  { member: MIRA },
  { favourites: true },
  { since: 1, before: 2 },
];

/** How PostgreSQL goes about it when it has no choice but an index, or sorting: a few rows it would rather read whole. */
async function postgresPlanOf(t: TestContext, on: TestDatabase) {
  const { history, database } = await openHistory(t, on);
  return async (view: View, start: PageStart) => {
    const { sql: text, parameters } = history.pageQuery({ userId: MIRA, view }, start, 10).compile();
    const client = await poolOf(database).connect();
    try {
      await client.query("set enable_seqscan = off; set enable_bitmapscan = off");
      const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${text}`, [...parameters]);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    } finally {
      client.release();
    }
  };
}

onPostgres("PostgreSQL reads every page from an index in its order, too", async (t, on) => {
  const plan = await postgresPlanOf(t, on);
  for (const { place } of [MINE, SERVER, CHANNEL])
    for (const filters of NARROWED)
      for (const start of STARTS) {
        const steps = await plan({ place, filters: { ...NO_FILTERS, ...filters } }, start);
        const told = `${place.kind} ${JSON.stringify(filters)} ${start.side}:\n${steps}`;
        assert.match(steps, /Index Scan( Backward)? using history_of_(member|guild|channel) on jobs/, told);
        assert.doesNotMatch(steps, /Seq Scan|Sort/, told);
      }
});

async function planOf(t: Parameters<typeof openHistory>[0]) {
  const { history, database } = await openHistory(t);
  return async (view: View, start: PageStart) => {
    const compiled = history.pageQuery({ userId: MIRA, view }, start, 10).compile();
    const { rows } = await database.executeQuery<{ detail: string }>({
      ...compiled,
      sql: `explain query plan ${compiled.sql}`,
    });
    return rows.map(({ detail }) => detail);
  };
}

test("every page is read from an index in its order, wherever it begins and whatever it is narrowed to", async (t) => {
  const plan = await planOf(t);
  for (const { place } of [MINE, SERVER, CHANNEL])
    for (const filters of NARROWED)
      for (const start of STARTS) {
        const steps = await plan({ place, filters: { ...NO_FILTERS, ...filters } }, start);
        const told = `${place.kind} ${JSON.stringify(filters)} ${start.side}: ${steps.join(" | ")}`;
        assert.match(steps.join("\n"), /^SEARCH jobs USING INDEX history_of_(member|guild|channel) /m, told);
        assert.doesNotMatch(steps.join("\n"), /SCAN|TEMP B-TREE/, told);
      }
});

test("a search goes through the index of words, and reads no job that it did not find", async (t) => {
  const plan = await planOf(t);
  for (const { place } of [MINE, SERVER, CHANNEL])
    for (const start of STARTS) {
      const steps = (await plan({ place, filters: { ...NO_FILTERS, text: "fox" } }, start)).join("\n");
      assert.match(steps, /SCAN job_words VIRTUAL TABLE INDEX/);
      assert.match(steps, /SEARCH job_texts USING INTEGER PRIMARY KEY/);
      assert.match(steps, /SEARCH jobs USING INDEX/);
      assert.doesNotMatch(steps, /SCAN (jobs|job_texts)/);
    }
});

test("what is searched for is read from the search in its order, without a look at all that has the words", async (t) => {
  const plan = await planOf(t);
  for (const { place } of [MINE, SERVER, CHANNEL])
    for (const start of STARTS) {
      const steps = await plan({ place, filters: { ...NO_FILTERS, text: "misty lighthouse" } }, start);
      const told = `${place.kind} ${start.side}:\n${steps.join("\n")}`;
      assert.match(steps[0] ?? "", /^SCAN job_words VIRTUAL TABLE/, told);
      assert.ok(!steps.some((step) => step.includes("TEMP B-TREE")), told);
    }
});
