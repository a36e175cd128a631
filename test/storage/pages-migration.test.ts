import assert from "node:assert/strict";
import { sql } from "kysely";
import { pagesWithoutPrompts } from "../../src/storage/migrations/0021-pages-without-prompts.ts";
import { onBothDatabases } from "../support/databases.ts";

onBothDatabases("prompts that were kept beside a batch's pictures go, and all else stays", async (_t, on) => {
  const database = await on.open();
  const file = { attachment: "1", name: "1-flux-7-1.png", mime: "image/png", spoiler: false, shrunk: true };
  const end = { job: "00000000-0000-4000-8000-000000000001", moved: false, leftOut: [7], files: [file] };
  const before = { ...end, files: [{ ...file, alt: 'Picture 1 of 2: a "quokka"' }] };
  const pages = Array.from({ length: 1_201 }, (_, number) => ({
    batch_id: `batch ${String(number % 400).padStart(3, "0")}`,
    page: Math.floor(number / 400),
    shown: JSON.stringify(number % 3 === 0 ? [] : [before, end]),
  }));
  for (let first = 0; first < pages.length; first += 200) {
    const some = pages.slice(first, first + 200);
    await database
      .insertInto("batch_pages")
      .values(some.map((page) => ({ ...page, message_id: null, interaction_token: null, token_at: null })))
      .execute();
  }
  await pagesWithoutPrompts.up(database);
  const { rows } = await sql<{ shown: string; pages: number }>`
    select shown, count(*) as pages from batch_pages group by shown order by shown`.execute(database);
  const found = rows.map(({ shown, pages: count }) => [JSON.parse(shown), Number(count)]);
  assert.deepEqual(
    found.toSorted(([, one], [, other]) => Number(one) - Number(other)),
    [
      [[], 401],
      [[end, end], 800],
    ],
  );
});
