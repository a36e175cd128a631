import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { checkPostgres } from "../../../src/ops/doctor/check-postgres.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { UnusableDatabase } from "../../../src/storage/unusable-database.ts";
import { startSentence } from "../../../src/texts/start-sentences.ts";
import { freshPostgres } from "../../support/postgres.ts";

const PASSWORD = "a-very-fake-password";

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

test("a database that nobody used, one of this version, and one of a newer", async (t) => {
  const { url, drop } = await freshPostgres();
  t.after(drop);
  const before = await checkPostgres(url);
  assert.equal(before.level, "ok");
  assert.match(before.found, /^PostgreSQL \d+\.\d+, 0 jobs, its tables will be made or changed at the next start$/);
  await (await openDatabase({ url })).destroy();
  assert.match((await checkPostgres(url)).found, /0 jobs, up to date$/);
  await ask(url, "insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')");
  const newer = await checkPostgres(url);
  assert.deepEqual([newer.level, /9999-from-the-future/.test(newer.found)], ["problem", true]);
});

test("every reason why a database cannot be used has its sentence, without the password, in doctor and at the start", async (t) => {
  const { url, drop } = await freshPostgres();
  t.after(drop);
  const [{ port }, name] = [new URL(url), new URL(url).pathname.slice(1)];
  const at = (who: string, changes: { port?: string; name?: string; host?: string; query?: string } = {}) =>
    `postgres://${who}:${PASSWORD}@${changes.host ?? "127.0.0.1"}:${changes.port ?? port}/${changes.name ?? name}${changes.query ?? ""}`;
  for (const role of ["guarded", "encrypted"]) await ask(url, `drop role if exists ${role}`);
  await ask(url, "create role guarded login password 'another'; create role encrypted login");
  await ask(
    url,
    `create database ${name}_ascii encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`,
  );
  t.after(() => ask(url.replace(name, "postgres"), `drop database ${name}_ascii`));
  const reasons: Record<string, RegExp> = {
    [at("postgres", { port: "1" })]: /^The database of DATABASE_URL cannot be reached \(.*ECONNREFUSED/,
    [at("postgres", { host: "nowhere.invalid" })]: /^The host in DATABASE_URL is not known/,
    [at("guarded")]: /does not accept the user or password .*password authentication failed/,
    [at("postgres", { name: "nothing_there" })]: /names a database that is not there .*"nothing_there" does not exist/,
    [at("encrypted")]: /takes only encrypted connections .*Add \?sslmode=require/,
    [at("postgres", { query: "?sslmode=require" })]: /encrypted connection to PostgreSQL could not be made/,
    [at("postgres", { name: `${name}_ascii` })]: /encoding that does not hold every language \(SQL_ASCII\)/,
  };
  for (const [address, told] of Object.entries(reasons)) {
    const finding = await checkPostgres(address);
    assert.equal(finding.level, "problem");
    assert.match(`${finding.found} ${finding.todo}`, told);
    const error: unknown = await openDatabase({ url: address }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof UnusableDatabase, address);
    const sentence = startSentence(error, { dataDir: "", discordApiUrl: "" });
    assert.match(sentence ?? "", told);
    assert.ok(!`${sentence}${finding.found}${error.stack}`.includes(PASSWORD));
  }
});

test("a user who may not make tables is told so", async (t) => {
  const { url, drop } = await freshPostgres();
  t.after(drop);
  await ask(url, "drop role if exists guarded; create role guarded login password 'right'");
  const guarded = url.replace("postgres@", "guarded:right@");
  await assert.rejects(openDatabase({ url: guarded }), { kind: "database_unusable", problem: "not_allowed" });
});
