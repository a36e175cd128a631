import type { Migration } from "kysely/migration";
import { firstTables } from "./migrations/0001-first-tables.ts";
import { policy } from "./migrations/0002-policy.ts";
import { reports } from "./migrations/0003-reports.ts";
import { history } from "./migrations/0004-history.ts";
import { ownKeys } from "./migrations/0005-own-keys.ts";
import { prompts } from "./migrations/0006-prompts.ts";
import { batches } from "./migrations/0007-batches.ts";
import { moderation } from "./migrations/0009-moderation.ts";
import { goingOn } from "./migrations/0010-going-on.ts";
import { privateUse } from "./migrations/0011-private-use.ts";
import { processes } from "./migrations/0013-processes.ts";
import { knownAlike } from "./migrations/0014-known-alike.ts";
import { relayCalls } from "./migrations/0015-relay-calls.ts";
import { alerts } from "./migrations/0017-alerts.ts";
import { underWay } from "./migrations/0018-under-way.ts";
import { serving } from "./migrations/0019-serving.ts";
import { waiting } from "./migrations/0020-waiting.ts";
import { pagesWithoutPrompts } from "./migrations/0021-pages-without-prompts.ts";
import type { TextSearch } from "./text-search.ts";

/** Every change of the tables, in order, for SQLite and PostgreSQL; a landed one is never edited. */
const MIGRATIONS = {
  "0001-first-tables": firstTables,
  "0002-policy": policy,
  "0003-reports": reports,
  "0004-history": history,
  "0005-own-keys": ownKeys,
  "0006-prompts": prompts,
  "0007-batches": batches,
  "0009-moderation": moderation,
  "0010-going-on": goingOn,
  "0011-private-use": privateUse,
  "0013-processes": processes,
  "0014-known-alike": knownAlike,
  "0015-relay-calls": relayCalls,
  "0017-alerts": alerts,
  "0018-under-way": underWay,
  "0019-serving": serving,
  "0020-waiting": waiting,
  "0021-pages-without-prompts": pagesWithoutPrompts,
} satisfies Record<string, Migration | ((search: TextSearch) => Migration)>;

export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** All of them, with the search of the database that they run on. */
export function migrationsWith(search: TextSearch): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, each]) => [name, typeof each === "function" ? each(search) : each]),
  );
}
