import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

interface Page {
  readonly batch_id: string;
  readonly page: number;
  readonly shown: string;
}

const AT_ONCE = 500;

/** What stands for a picture says its prompt, which outlived its job here: messages say it by their jobs instead. */
export const pagesWithoutPrompts: Migration = {
  async up(database: Kysely<unknown>) {
    for (let last = { batch_id: "", page: 0 }; ; ) {
      const { rows } = await sql<Page>`select batch_id, page, shown from batch_pages
        where (batch_id, page) > (${last.batch_id}, cast(${last.page} as integer))
        order by batch_id, page limit ${AT_ONCE}`.execute(database);
      for (const { batch_id, page, shown } of rows) {
        const without = JSON.stringify(JSON.parse(shown, (key, value) => (key === "alt" ? undefined : value)));
        if (without === shown) continue;
        await sql`update batch_pages set shown = ${without} where batch_id = ${batch_id} and page = ${page}`.execute(
          database,
        );
      }
      const [end] = rows.slice(-1);
      if (end === undefined || rows.length < AT_ONCE) return;
      last = end;
    }
  },
};
