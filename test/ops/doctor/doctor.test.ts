import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { lockDirectory } from "../../../src/ops/directory-lock.ts";
import { examine } from "../../../src/ops/doctor/doctor.ts";
import type { Finding } from "../../../src/ops/doctor/finding.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { freePort } from "../../support/free-port.ts";
import { openHouse, READY } from "../../support/house.ts";
import { scriptedService } from "./scripted-service.ts";

const LIMIT = { timeout: 60_000 };
const NOWHERE = "http://127.0.0.1:9";

/** Both sandboxes, and the doctor between them. */
async function openPractice(t: TestContext) {
  const house = await openHouse(t);
  const visit = (changes: Record<string, string> = {}, clock = systemClock) =>
    examine(readConfig({ ...house.environment, ...changes }), clock);
  return { ...house, data: house.environment.DATA_DIR, visit };
}

function about(findings: readonly Finding[], check: string): Finding {
  const found = findings.find((finding) => finding.check === check);
  assert.ok(found !== undefined, `nothing about ${check} in ${JSON.stringify(findings, null, 1)}`);
  return found;
}

const levels = (findings: readonly Finding[]) => new Set(findings.map(({ level }) => level));

test("a healthy bot gets nothing but ok, before its first start and while it runs", LIMIT, async (t) => {
  const { start, visit } = await openPractice(t);
  const before = await visit();
  assert.deepEqual(levels(before), new Set(["ok"]), JSON.stringify(before, null, 1));
  assert.match(about(before, "database").found, /will be made at the first start/);
  await start().printed(READY);
  const during = await visit();
  assert.deepEqual(levels(during), new Set(["ok"]), JSON.stringify(during, null, 1));
  assert.match(about(during, "data directory").found, /Easel runs on it now/);
  assert.match(about(during, "database").found, /whole, 0 jobs, up to date/);
  assert.match(about(during, "commands").found, /^\d+ registered/);
});

test("npm run doctor prints a line a finding, or JSON, and ends with 1 where there is a problem", LIMIT, async (t) => {
  const { start, environment } = await openPractice(t);
  const well = start({}, "doctor");
  assert.equal(await well.exited, 0);
  assert.match(well.output, /^ok {7}relay key: accepted$/m);
  const ill = start({ RELAY_KEY: "not-the-key" }, "doctor", "--json");
  assert.equal(await ill.exited, 1);
  const told = JSON.parse(ill.output);
  assert.equal(told.healthy, false);
  assert.deepEqual(
    told.findings.filter(({ level }: Finding) => level === "problem").map(({ check }: Finding) => check),
    ["relay key"],
  );
  for (const secret of [environment.DISCORD_TOKEN, environment.RELAY_KEY, "not-the-key"])
    assert.ok(!(well.output + ill.output).includes(secret), "a secret was printed");
  assert.equal(await start({}, "doctor", "--yaml").exited, 2);
  assert.equal(await start({}, "surgeon").exited, 2);
});

test("a refused token and a refused key each say where to copy a new one, and the rest is looked at", async (t) => {
  const { visit } = await openPractice(t);
  const findings = await visit({ DISCORD_TOKEN: "some.wrong.token", RELAY_KEY: "not-the-key" });
  assert.equal(about(findings, "bot token").level, "problem");
  assert.match(about(findings, "bot token").todo ?? "", /developers\/applications/);
  assert.equal(about(findings, "relay key").level, "problem");
  assert.match(about(findings, "relay key").todo ?? "", /RELAY_AUTH_SCHEME=Key/);
  assert.equal(about(findings, "disk").level, "ok");
});

test("what cannot be reached is said with the network's word", async (t) => {
  const { visit } = await openPractice(t);
  const findings = await visit({ DISCORD_API_URL: `${NOWHERE}/api`, RELAY_URL: NOWHERE });
  for (const check of ["Discord", "relay"]) {
    assert.equal(about(findings, check).level, "problem");
    assert.match(about(findings, check).found, /127\.0\.0\.1:9.* cannot be reached \(\S+/);
  }
});

test("a permission taken away in a channel is found there, a channel out of sight counted", async (t) => {
  const { discord, visit } = await openPractice(t);
  discord.settings.setBotPermission("art", "AttachFiles", false);
  const finding = about(await visit(), "server “Easel Studio”");
  assert.equal(finding.level, "warning");
  assert.match(finding.found, /^missing in #art \(Attach Files\); pictures that take longer than 15 minutes/);
  assert.match(finding.todo ?? "", /channels' settings/);
  discord.settings.setBotPermission("art", "ViewChannel", false);
  assert.match(
    about(await visit(), "server “Easel Studio”").found,
    /every permission it needs; it does not see 1 channel/,
  );
});

test("a guild that Discord does not show is said to be unknown, not broken", async (t) => {
  const { discord, visit } = await openPractice(t);
  discord.faults.add({ kind: "missing_access", route: "/channels" });
  const finding = about(await visit(), "server “Easel Studio”");
  assert.equal(finding.level, "warning");
  assert.match(finding.found, /could not be looked at \(status 403, code 50001\)/);
});

test("a clock that is off is found at both services", async (t) => {
  const { visit } = await openPractice(t);
  const off = (ms: number) => visit({}, { now: () => Date.now() + ms, after: systemClock.after });
  for (const check of ["clock (Discord)", "clock (the relay)"]) {
    assert.deepEqual([about(await off(0), check).level, about(await off(-10_000), check).level], ["ok", "warning"]);
    const late = about(await off(90_000), check);
    assert.equal(late.level, "problem");
    assert.match(late.found, /^this machine is (89|90|91)(\.\d)? s ahead of/);
  }
});

test("a database that is damaged, or of a newer version, is a problem; an older one will be brought up", async (t) => {
  const { data, visit } = await openPractice(t);
  await (await openDatabase(join(data, "easel.db"))).destroy();
  const change = (statement: string) => {
    const database = new DatabaseSync(join(data, "easel.db"));
    database.exec(statement);
    database.close();
  };
  change("insert into kysely_migration values ('9999-from-the-future', '2030')");
  assert.match(about(await visit(), "database").found, /newer Easel \(9999-from-the-future\)/);
  change("delete from kysely_migration where name like '9999%' or name like '0002%'");
  assert.deepEqual(about(await visit(), "database").level, "ok");
  assert.match(about(await visit(), "database").found, /made at the next start/);
  await writeFile(join(data, "easel.db"), "this is no database at all, however long one looks at it");
  const finding = about(await visit(), "database");
  assert.equal(finding.level, "problem");
  assert.match(finding.todo ?? "", /npm run restore/);
});

test("a file where the data directory should be is said so", async (t) => {
  const { directory, visit } = await openPractice(t);
  await writeFile(join(directory, "a-file"), "");
  const finding = about(await visit({ DATA_DIR: join(directory, "a-file") }), "data directory");
  assert.equal(finding.level, "problem");
  assert.match(finding.todo ?? "", /It is a file/);
});

test("the doctor makes nothing, and sees the lock of another program", async (t) => {
  const { data, visit } = await openPractice(t);
  await mkdir(data, { recursive: true });
  assert.match(about(await visit(), "data directory").found, /no Easel runs/);
  const held = lockDirectory(data);
  t.after(() => held?.release());
  assert.match(about(await visit(), "data directory").found, /Easel runs on it now/);
});

test("a relay that tells its balance is believed, and a low one warned of", async (t) => {
  const { visit } = await openPractice(t);
  const relay = (granted: number, spentCents: number) =>
    scriptedService(t, {
      "/v1/dashboard/billing/subscription": { hard_limit_usd: granted },
      "/v1/dashboard/billing/usage": { total_usage: spentCents },
    });
  const rich = about(await visit({ RELAY_URL: await relay(20, 750) }), "balance");
  assert.deepEqual([rich.level, rich.found], ["ok", "12.50 left, in the relay's own unit"]);
  assert.equal(about(await visit({ RELAY_URL: await relay(20, 1_990) }), "balance").level, "warning");
  assert.match(about(await visit({ RELAY_URL: await relay(1e8, 0) }), "balance").found, /no limit/);
});

test("an application whose commands go elsewhere, and starts that run out, are found", async (t) => {
  const { visit } = await openPractice(t);
  const discord = await scriptedService(t, {
    "/api/v10/users/@me": { username: "Easel", bot: true },
    "/api/v10/applications/@me": { id: "1290000000000000001", interactions_endpoint_url: "https://old.example/x?k=1" },
    "/api/v10/gateway/bot": { shards: 1, session_start_limit: { remaining: 3, reset_after: 7_200_000 } },
    "/api/v10/users/@me/guilds": [],
  });
  const findings = await visit({ DISCORD_API_URL: `${discord}/api` });
  assert.match(about(findings, "application").found, /every command to old\.example:/);
  assert.match(about(findings, "gateway").found, /^3 starts left for the next 2 h/);
  assert.match(about(findings, "servers").todo ?? "", /oauth2\/authorize\?client_id=1290000000000000001/);
});

test("shards are compared with what Discord advises", LIMIT, async (t) => {
  const { discord, visit } = await openPractice(t);
  discord.settings.gateway.recommendedShards = 4;
  assert.match(about(await visit(), "gateway").found, /advises 4 shards$/);
  const few = about(await visit({ SHARDS: "0-1/2" }), "gateway");
  assert.match(`${few.level}: ${few.found} ${few.todo}`, /^warning: .* SHARDS has 2 Raise the number .* to 4 in every/);
});

test("with nothing configured the sandbox's needs are looked at; an unusable value is named", async (t) => {
  const { directory } = await openPractice(t);
  const sandbox = await examine(readConfig({ DATA_DIR: directory, SANDBOX_PORT: "27119" }), systemClock);
  assert.deepEqual(levels(sandbox), new Set(["ok"]), JSON.stringify(sandbox, null, 1));
  const wrong = await examine(readConfig({ RELAY_CONCURRENCY: "lots" }), systemClock);
  assert.equal(about(wrong, "RELAY_CONCURRENCY").level, "problem");
});

test(
  "the public address leads here, whether the bot runs or not; or the doctor says where it ends",
  LIMIT,
  async (t) => {
    const { start, visit } = await openPractice(t);
    const port = await freePort();
    const set = { PUBLIC_URL: `http://127.0.0.1:${port}/easel`, WEBHOOK_PORT: String(port) };
    assert.match(about(await visit(set), "public address").found, /leads here, in \d+ ms$/);
    await start(set).printed(READY);
    assert.match(about(await visit(set), "public address").found, /leads here/);
    const other = about(await visit({ ...set, RELAY_KEY: "another-key" }), "public address");
    assert.deepEqual([other.level, /not from this bot$/.test(other.found)], ["warning", true]);
    const nowhere = about(await visit({ ...set, PUBLIC_URL: NOWHERE }), "public address");
    assert.match(`${nowhere.level}: ${nowhere.found}`, /^warning: .* cannot be reached/);
  },
);
