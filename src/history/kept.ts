import { type SqlBool, sql } from "kysely";

/** Jobs with pictures to find again, as the partial indexes of 0004-history have it: word for word, or they go unused. */
export const KEPT = sql<SqlBool>`jobs.files is not null and jobs.files <> '[]' and jobs.deleted_at is null and jobs.forgotten_at is null`;
