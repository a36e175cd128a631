import { type RawBuilder, sql } from "kysely";
import type { Database } from "../storage/database.ts";

/** Of a job: whether the relay takes requests of its payer's. `now` is by the clock that tells how long they rest. */
export function mayAsk(now: RawBuilder<number>): RawBuilder<boolean> {
  return sql`coalesce(jobs.payer, '') not in (select relay_rests.payer from relay_rests where relay_rests.until > ${now})`;
}

export function moment(ms: number): RawBuilder<number> {
  // Integers to PostgreSQL, too, which takes a parameter here for a text.
  return sql`cast(${Math.round(ms)} as bigint)`;
}

/** The relay wants no request of this payer's for so long, or longer where it said so before. @returns for how long now */
export async function rest(
  transaction: Database,
  { payer, ms, now }: { payer: string | null; ms: number; now: RawBuilder<number> },
): Promise<number> {
  const { leftMs } = await transaction
    .insertInto("relay_rests")
    .values({ payer: payer ?? "", until: sql<number>`${now} + ${moment(ms)}` })
    .onConflict((conflict) =>
      conflict.column("payer").doUpdateSet({
        until: sql`case when excluded.until > relay_rests.until then excluded.until else relay_rests.until end`,
      }),
    )
    .returning(sql<number>`relay_rests.until - ${now}`.as("leftMs"))
    .executeTakeFirstOrThrow();
  return Number(leftMs);
}
