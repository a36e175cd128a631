import { type Dialect, PostgresDialect, PostgresQueryCompiler } from "kysely";
import pg from "pg";
import { UnusableDatabase } from "./unusable-database.ts";

/** Connections of one process at most: PostgreSQL allows 100 in all unless told otherwise. */
const MOST_CONNECTIONS = 10;
/** Also what a statement waits for a free connection. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A process that hangs in a transaction would hold up everyone's admissions. */
const IDLE_TRANSACTION_MS = 5_000;
/** From then on it is asked whether the other side is still there. */
const SILENT_CONNECTION_MS = 10_000;
/** The oldest that gets security fixes (postgresql.org/support/versioning). */
const OLDEST_VERSION = 14;

/** A pool of connections to a PostgreSQL database. @throws UnusableDatabase when it cannot be reached or used */
export async function connectPostgres(url: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: asToolsReadIt(url),
    application_name: "easel",
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_CONNECTION_MS,
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the program.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await mustBeUsable(pool);
    return pool;
  } catch (error) {
    await pool.end();
    throw error instanceof UnusableDatabase ? error : UnusableDatabase.from(error);
  }
}

/** `sslmode=require` encrypts and asks for no certificate, as in psql; pg would ask for one, and warn on every start. */
function asToolsReadIt(url: string): string {
  if (!/[?&]sslmode=/.test(url) || /[?&]uselibpqcompat=/.test(url)) return url;
  return `${url}&uselibpqcompat=true`;
}

/** Kysely's PostgreSQL dialect on such a pool. */
export function postgresDialect(pool: pg.Pool): Dialect {
  return new StorableDialect({ pool });
}

class StorableDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new StorableCompiler();
  }
}

/** PostgreSQL's texts hold every character but this one, which nobody can type. */
class StorableCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === "string" ? value.replaceAll("\0", "") : value);
  }
}

/** Counts, sums and times come as texts otherwise; all of ours are below 2^53. */
function getTypeParser(type: number, format?: "text" | "binary"): (value: string) => unknown {
  const isNumber = type === pg.types.builtins.INT8 || type === pg.types.builtins.NUMERIC;
  return isNumber ? Number : pg.types.getTypeParser(type, format === "binary" ? "text" : format);
}

async function mustBeUsable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
  );
  const version = Math.floor(Number(rows[0]?.version) / 10_000);
  if (version < OLDEST_VERSION)
    throw new UnusableDatabase("too_old", `version ${version}, needed is ${OLDEST_VERSION}`);
  if (rows[0]?.encoding !== "UTF8") throw new UnusableDatabase("not_utf8", String(rows[0]?.encoding));
}
