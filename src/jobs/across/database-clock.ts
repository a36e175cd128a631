import { sql } from "kysely";

/** Milliseconds since the Unix epoch by the database's clock: those of several machines may differ. */
export const DATABASE_NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
