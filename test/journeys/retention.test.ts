import assert from "node:assert/strict";
import { test } from "node:test";
import { allTold, makeBatch, rowsOf } from "../support/batches.ts";
import { markPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const DAY_MS = 86_400_000;

/** Every table with a text that holds this word, whatever its case. What the search's index is made of is asked as people ask. */
function tablesWith(studio: Studio, word: string): string[] {
  const onPostgres = studio.bot.config.databaseUrl !== null;
  const columns = rowsOf(
    studio,
    onPostgres
      ? `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`
      : `select tables.name as "table", columns.name as "column" from sqlite_schema tables
          join pragma_table_info(tables.name) columns where tables.type = 'table' and tables.name not like 'job_words%'`,
  );
  assert.ok(columns.length > 100, "the tables were not found");
  const tables = [...new Set(columns.map(({ table }) => String(table)))];
  const looks = tables.map((table) => {
    const own = columns.filter((column) => column["table"] === table);
    const holds = own.map(({ column }) => `lower(cast("${column}" as text)) like '%${word}%'`).join(" or ");
    return `select '${table}' as found where exists (select 1 from "${table}" where ${holds})`;
  });
  if (!onPostgres)
    looks.push(`select 'job_words' where exists (select 1 from job_words where job_words match '${word}')`);
  return rowsOf(studio, looks.join(" union all ")).map(({ found }) => String(found));
}

test("once a server's days are over, no table holds a word of what was asked for", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 40 } });
  const { mira, theo, clock, seen, until } = studio;
  await decideLimits(studio, (settings) => {
    settings.retention.days = 10;
  });
  await makeBatch(studio, "a {red|blue} quokka");
  await seen(mira, /2 of 2 done/);
  await makePicture(studio, theo, { prompt: "a quokka at dusk" });
  await mira.command("flux", { prompt: "sandbox: refused, like a quokka" });
  await seen(mira, /content rules refused/);
  await mira.command("history", { text: "quokka" });
  await seen(mira, /“1: a (red|blue) quokka”/);
  // Asked for and never decided about.
  await mira.command("flux", { prompt: "a {small|large} quokka" });
  await seen(mira, /\[Make 2\]/);
  await allTold(studio);
  assert.ok(tablesWith(studio, "quokka").includes("jobs"));
  clock.advance(12 * DAY_MS);
  await until(
    "they are emptied",
    () => rowsOf(studio, "select 1 from jobs where forgotten_at is null and created_at > 0").length === 0,
  );
  assert.deepEqual(tablesWith(studio, "quokka"), []);
  assert.deepEqual(rowsOf(studio, "select id from batches union all select batch_id from batch_pages"), []);
});

test("a batch of which somebody marked a picture keeps the words of that one alone", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 40 } });
  const { mira, clock, seen, until } = studio;
  await decideLimits(studio, (settings) => {
    settings.retention.days = 10;
  });
  await makeBatch(studio, "a {quokka|numbat} at dusk");
  await seen(mira, /2 of 2 done/);
  await mira.command("history", { text: "numbat" });
  await seen(mira, /“1: a numbat at dusk”/);
  await markPicture(studio, mira, 1);
  await allTold(studio);
  clock.advance(12 * DAY_MS);
  await until("one is emptied", () => rowsOf(studio, "select 1 from jobs where forgotten_at is null").length === 1);
  assert.deepEqual(tablesWith(studio, "quokka"), []);
  assert.ok(tablesWith(studio, "numbat").includes("jobs"));
  assert.equal(rowsOf(studio, "select 1 from batch_pages").length, 1);
});
