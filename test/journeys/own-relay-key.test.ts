import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { keyMark } from "../../sandbox/relay/authorization.ts";
import { showEveryone } from "../commands/moderation/every-way-in.ts";
import { rowsOf } from "../support/batches.ts";
import type { Person } from "../support/person.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const SECRETS_KEY = randomBytes(32).toString("base64");
/** No shape that the log would hide by itself. */
const OWN_KEY = "studio-account-4711";
const REFUSED = /Only members with “Manage Server”/;

async function openWithKeys(t: Parameters<typeof openStudio>[0]): Promise<Studio> {
  return openStudio(t, { relay: { keys: [OWN_KEY] }, environment: { SECRETS_KEY } });
}

async function setKey({ theo, seen }: Studio, key: string, said: RegExp) {
  await theo.command("easel", { relay: {} });
  const form = await theo.press(await theo.lastMessage(), "Set key…");
  assert.ok(form.outcome === "modal", JSON.stringify(form));
  await theo.submitModal(form.modal, { relay_key: key });
  await seen(theo, said);
}

/** Every mark of a key that requests about pictures came with. */
function marks({ relay }: Studio): Set<string | undefined> {
  const asked = relay.requests().filter(({ path, scheme }) => scheme !== "none" && !path.includes("/00000000-"));
  return new Set(asked.map((each) => each.keyMark));
}

async function generate({ mira, seen }: Studio, prompt: string, said: RegExp, who: Person = mira) {
  await who.command("flux", { prompt });
  await seen(who, said);
}

test("a server's key is tested, kept encrypted, pays for its pictures and their status, and is never shown", async (t) => {
  const studio = await openWithKeys(t);
  const { theo, bot, log } = studio;
  await setKey(studio, "wrong-key", /does not accept this key\. Nothing was stored/);
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  await generate(studio, "a lighthouse", /“Picture 1 of 1: a lighthouse”/);
  assert.deepEqual(marks(studio), new Set([keyMark(OWN_KEY)]));
  await theo.command("easel", { audit: {} });
  await studio.seen(theo, /own relay key was set/);
  const shown = (await theo.transcript()).join("\n");
  assert.ok(!shown.includes(OWN_KEY));
  assert.ok(!log.join("").includes(OWN_KEY));
  await bot.stop();
  for (const file of ["easel.db", "easel.db-wal"]) {
    const bytes = tryRead(join(bot.config.dataDir, file));
    assert.ok(!bytes.includes(OWN_KEY), file);
  }
});

test("a job is asked after with the key it was submitted with, over a restart and the key's removal", async (t) => {
  const studio = await openWithKeys(t);
  const { theo, mira, bot, relay, until } = studio;
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  relay.settings.update({ workers: 0 });
  await mira.command("flux", { prompt: "a slow ship" });
  await until("taken", () => relay.taken().length === 1);
  await theo.command("easel", { relay: {} });
  await theo.press(await theo.lastMessage(), "Remove key");
  await bot.restart();
  relay.settings.update({ workers: 2 });
  await studio.seen(mira, /“Picture 1 of 1: a slow ship”/);
  assert.deepEqual(marks(studio), new Set([keyMark(OWN_KEY)]));
  await until("the key is erased", () => sealedKeys(studio) === 0);
  await generate(studio, "a quick fox", /“Picture 1 of 1: a quick fox”/);
  assert.deepEqual(marks(studio), new Set([keyMark(OWN_KEY), keyMark(relay.key)]));
});

test("a job paid with the server's key is cancelled with that key, and the relay takes it back", async (t) => {
  const studio = await openWithKeys(t);
  const { mira, relay, seen } = studio;
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  await mira.command("flux", { prompt: "sandbox: queue 60" });
  await seen(mira, /relay's queue/);
  await mira.press(await mira.lastMessage(), "Cancel");
  await seen(mira, /Cancelled\. Nothing was charged/);
  const cancels = relay.requests().filter(({ method, path }) => method === "PUT" && path.endsWith("/cancel"));
  assert.deepEqual(
    cancels.map((each) => each.keyMark),
    [keyMark(OWN_KEY)],
  );
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 0]);
});

test("a key refused later is told to the member as the server's own, and written down once", async (t) => {
  const studio = await openWithKeys(t);
  const { relay, theo } = studio;
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  relay.settings.update({ keys: [] });
  await generate(studio, "a lost key", /does not accept this server's own key any more\. Nothing was charged/);
  assert.equal(relay.taken().length, 0);
  await theo.command("easel", { audit: {} });
  await studio.seen(theo, /The relay refused the server's own key/);
  await theo.command("easel", { relay: {} });
  await studio.seen(theo, /The relay refused it/);
});

test("while the key cannot be read, a picture waits in the queue, and is sent once it can", async (t) => {
  const studio = await openStudio(t, {
    database: "sqlite",
    relay: { keys: [OWN_KEY] },
    environment: { SECRETS_KEY, RELAY_CONCURRENCY: "1" },
  });
  const { mira, relay, log, until, seen } = studio;
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  relay.settings.update({ workers: 0 });
  await mira.command("flux", { prompt: "the operator's heron" }, { channel: "dm" });
  await until("taken", () => relay.taken().length === 1);
  await mira.command("flux", { prompt: "a patient fox" });
  execute(studio, "alter table relay_keys rename to unreadable_keys");
  relay.settings.update({ workers: 2 });
  await until("the first try", () => log.some((line) => /job requeued/.test(line)));
  execute(studio, "alter table unreadable_keys rename to relay_keys");
  await seen(mira, /“Picture 1 of 1: a patient fox”/);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [2, 2]);
});

test("where a refused key cannot be noted, the job ends as uncharged all the same", async (t) => {
  const studio = await openStudio(t, {
    database: "sqlite",
    relay: { keys: [OWN_KEY] },
    environment: { SECRETS_KEY },
  });
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  execute(
    studio,
    "create trigger no_notes before update of refused_at on relay_keys begin select raise(abort, 'EIO'); end",
  );
  studio.relay.settings.update({ keys: [] });
  await generate(studio, "a lost key", /does not accept this server's own key any more\. Nothing was charged/);
});

test("without SECRETS_KEY no key is taken, and the operator is told what to set", async (t) => {
  const { theo, seen } = await openStudio(t);
  await theo.command("easel", { relay: {} });
  await seen(theo, /must first set SECRETS_KEY/);
  const labels = await theo.transcript();
  assert.ok(!labels.some((line) => line.includes("[Set key…]")));
});

test("who does not manage the server reaches the key by no route, not even with a role that moderates", async (t) => {
  const studio = await openWithKeys(t);
  const { mira, theo } = studio;
  const role = String(theo.world.guilds[0]?.roles.find(({ name }) => name === "Member")?.id);
  await setKey(studio, OWN_KEY, /The relay takes the key/);
  await theo.command("easel", { moderators: { add: { role } } });
  for (const customId of ["relaykey:form", "relaykey:remove", "relaykey:x", "relaykey"]) {
    const component = { type: 2, style: 2, label: "?", custom_id: customId };
    await mira.press(await showEveryone(studio, { customId, type: 2, component }), customId);
    assert.match((await mira.lastMessage()).content, REFUSED, customId);
  }
  assert.equal(sealedKeys(studio), 1);
});

function sealedKeys(studio: Studio): number {
  return rowsOf(studio, "select id from relay_keys where sealed is not null").length;
}

function execute({ bot }: Studio, statement: string): void {
  const database = new DatabaseSync(join(bot.config.dataDir, "easel.db"));
  database.exec(statement);
  database.close();
}

function tryRead(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
