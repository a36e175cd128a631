import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { RelaySettings } from "../../sandbox/relay/settings.ts";
import { rowsOf } from "../support/batches.ts";
import { freePort } from "../support/free-port.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** A studio whose bot the relay can call. */
async function openCalled(t: TestContext, relay: Partial<RelaySettings> = {}): Promise<Studio> {
  const port = await freePort();
  return openStudio(t, {
    relay: { statusStream: "missing-404", ...relay },
    environment: ({ url }) => ({
      PUBLIC_URL: `http://127.0.0.1:${port}/easel`,
      WEBHOOK_PORT: String(port),
      WEBHOOK_KEYS_URL: `${url}/.well-known/jwks.json`,
    }),
  });
}

/** One picture from beginning to end. @returns how often its status was asked for */
async function paint(studio: Studio, prompt: string): Promise<number> {
  const before = studio.relay.requests().length;
  await studio.mira.command("flux", { prompt });
  await studio.seen(studio.mira, new RegExp(`“Picture 1 of 1: ${prompt}”`));
  await studio.until("the end", () => rowsOf(studio, "select id from jobs where told_at is null").length === 0);
  return studio.relay
    .requests()
    .slice(before)
    .filter(({ path }) => path.includes("/status")).length;
}

function traitsOf(studio: Studio) {
  const [row] = rowsOf(studio, "select traits from relay_traits");
  const { callsBack, signsCalls } = JSON.parse(String(row?.["traits"] ?? "{}"));
  return { callsBack, signsCalls };
}

test("a relay that calls is hardly asked, also after a restart; its picture is the same", async (t) => {
  const studio = await openCalled(t);
  const { relay, bot } = studio;
  const asked = await paint(studio, "one");
  await studio.until("what was learned", () => traitsOf(studio).callsBack === true);
  assert.equal(traitsOf(studio).signsCalls, true);
  await bot.restart();
  const askedThen = await paint(studio, "two");
  assert.ok(askedThen <= 3 && askedThen < asked, `${askedThen} questions after ${asked}`);
  const [first, second] = rowsOf(studio, "select result, images, credits, called_at from jobs order by created_at");
  assert.ok(first?.["called_at"] && second?.["called_at"]);
  assert.ok(JSON.parse(String(second["result"])).inferenceSeconds > 0);
  assert.deepEqual(
    relay.calls().map(({ answered }) => answered),
    [200, 200],
  );
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [2, 2]);
});

test("a call that comes twice, or without a signature, wakes its job once", async (t) => {
  const studio = await openCalled(t, { webhooks: "unsigned", webhookCopies: 3 });
  await paint(studio, "one");
  await studio.until("what was learned", () => traitsOf(studio).callsBack === true);
  const asked = await paint(studio, "two");
  assert.ok(asked <= 3, `${asked} questions`);
  assert.deepEqual(traitsOf(studio), { callsBack: true, signsCalls: null });
  assert.equal(studio.relay.ledger().charged, 2);
});

for (const webhooks of ["forged", "stale"] as const) {
  test(`a ${webhooks} call changes nothing: the job is asked for`, async (t) => {
    const studio = await openCalled(t, { webhooks });
    await paint(studio, "one");
    await studio.until("the call", () => studio.relay.calls().length > 0);
    assert.equal(studio.relay.calls()[0]?.answered, 401);
    assert.equal(rowsOf(studio, "select id from jobs where called_at is null").length, 1);
    assert.match(studio.log.join(""), /a call from the relay was not believed/);
  });
}

test("calls that stay away are survived, and given up after some; one that comes again is heard", async (t) => {
  const studio = await openCalled(t);
  const { relay } = studio;
  await paint(studio, "one");
  await studio.until("what was learned", () => traitsOf(studio).callsBack === true);
  relay.settings.update({ webhooks: "never" });
  for (const word of ["two", "three", "four", "five"]) await paint(studio, word);
  await studio.until("what was learned", () => traitsOf(studio).callsBack === false);
  relay.settings.update({ webhooks: "signed" });
  await paint(studio, "six");
  await studio.until("what was learned", () => traitsOf(studio).callsBack === true);
  assert.equal(relay.ledger().charged, 6);
});

test("a call for a request that a crash left under way finds its job after the start", async (t) => {
  const studio = await openCalled(t);
  const { relay, bot, mira } = studio;
  await paint(studio, "one");
  await mira.command("flux", { prompt: "two" });
  await studio.until("the submit", () => relay.ledger().accepted === 2);
  await studio.seen(mira, /relay's queue|Painting/);
  await bot.stop();
  await studio.until("its end", () => relay.ledger().charged === 2);
  await bot.start();
  await studio.seen(mira, /“Picture 1 of 1: two”/);
  await studio.until("the second call", () =>
    relay.calls().some(({ answered }) => answered === 200 && relay.calls().length > 1),
  );
});
