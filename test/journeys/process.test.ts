import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { openHouse, READY } from "../support/house.ts";

const LIMIT = { timeout: 60_000 };

const killedIn = [
  { state: "submitted, in the relay's queue", killAt: /job submitted/ },
  { state: "submitted, while it is painted", killAt: /job submitted/, seenFirst: /Painting/ },
  { state: "generated, before the file is here", killAt: /job generated/ },
  { state: "saved, before the reply has it", killAt: /job saved/ },
];

for (const { state, killAt, seenFirst } of killedIn) {
  test(`kill -9 while the job is ${state}: the same reply ends with the picture, charged once`, LIMIT, async (t) => {
    const { relay, start, mira, seen } = await openHouse(t);
    const first = start();
    await first.printed(READY);
    await mira.command("flux", { prompt: "a lighthouse at dusk" });
    await first.printed(killAt);
    if (seenFirst) await seen(seenFirst);
    await first.kill("SIGKILL");
    const second = start();
    await second.printed(READY);
    await seen(/“Picture 1 of 1: a lighthouse at dusk”/);
    assert.equal((await mira.messages()).length, 1);
    assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 1]);
  });
}

test("kill -9 while the job is queued: the same reply ends with the picture, charged once", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "rate-limited", times: "always" }).ok);
  const first = start();
  await first.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await first.printed(/job requeued/);
  await first.kill("SIGKILL");
  relay.faults.clear();
  await start().printed(READY);
  await seen(/“Picture 1 of 1: a lighthouse at dusk”/);
  assert.equal((await mira.messages()).length, 1);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 1]);
});

test("kill -9 between the admission and the reply: no picture is made that nobody waits for", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  const first = start();
  await first.printed(READY);
  const asked = mira.command("flux", { prompt: "a lighthouse at dusk" });
  await first.printed(/job admitted/);
  await first.kill("SIGKILL");
  const second = start();
  await second.printed(READY);
  await asked;
  // The kill is a race with the answer: it stands or it does not, and the job goes the same way.
  if ((await mira.messages()).length === 0) {
    await second.printed(/"kind":"canceled","charged":"no"/);
    assert.equal(relay.ledger().accepted, 0);
  } else {
    await seen(/“Picture 1 of 1: a lighthouse at dusk”/);
    assert.equal(relay.ledger().accepted, 1);
  }
});

test(
  "kill -9 while the request is on its way: nobody pays twice, and the reply says that it is uncertain",
  LIMIT,
  async (t) => {
    const { relay, start, mira, seen } = await openHouse(t);
    assert.ok(relay.faults.add({ at: "submit", kind: "slow", headersMs: 30_000 }).ok);
    const first = start();
    await first.printed(READY);
    await mira.command("flux", { prompt: "a lighthouse at dusk" });
    await first.printed(/job submitting/);
    await first.kill("SIGKILL");
    await start().printed(READY);
    await seen(/not certain whether the relay took this request(.|\n)*\[Try again\]/);
    assert.ok(relay.ledger().accepted <= 1);
    assert.ok(relay.requests().filter(({ method }) => method === "POST").length <= 1);
  },
);

test("Ctrl-C stops it cleanly, a second start goes on where it was", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  const first = start();
  await first.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await first.printed(/job submitted/);
  assert.equal(await first.kill("SIGINT"), 0);
  assert.ok(!/error|warn/i.test(first.output), first.output);
  await start().printed(READY);
  await seen(/“Picture 1 of 1: a lighthouse at dusk”/);
  assert.equal(relay.ledger().accepted, 1);
});

test("a wrong token gets one sentence and no stack trace", LIMIT, async (t) => {
  const { start } = await openHouse(t);
  const program = start({ DISCORD_TOKEN: "some.wrong.token" });
  assert.equal(await program.exited, 1);
  assert.match(program.output, /Discord does not accept DISCORD_TOKEN\. Copy the bot's token again/);
  assert.doesNotMatch(program.output, /\n\s+at |some\.wrong\.token/);
});

test("a wrong key is told before it is ready, and a job says so without a charge", LIMIT, async (t) => {
  const { start, mira, relay, seen } = await openHouse(t);
  const program = start({ RELAY_KEY: "not-the-key" });
  await program.printed(READY);
  assert.match(program.output.slice(0, program.output.search(READY)), /does not accept RELAY_KEY/);
  await mira.command("flux", { prompt: "fox" });
  await seen(/The relay does not accept this bot's key\. Nothing was charged/);
  assert.equal(relay.ledger().accepted, 0);
  assert.doesNotMatch(program.output, /not-the-key/);
});

test("an unreachable Discord gets one sentence", LIMIT, async (t) => {
  const { start } = await openHouse(t);
  const program = start({ DISCORD_API_URL: "http://127.0.0.1:9/api" });
  assert.equal(await program.exited, 1);
  assert.match(program.output, /Discord cannot be reached at http:\/\/127\.0\.0\.1:9\/api/);
  assert.doesNotMatch(program.output, /\n\s+at /);
});

test("an unreadable value, a missing one and a file for DATA_DIR each get one sentence", LIMIT, async (t) => {
  const { start, directory } = await openHouse(t);
  await writeFile(join(directory, "a-file"), "");
  const cases: [Record<string, string>, RegExp][] = [
    [{ RELAY_CONCURRENCY: "lots" }, /^RELAY_CONCURRENCY must be a whole number between 1 and 20000\.\n$/],
    [{ RELAY_KEY: "" }, /^RELAY_KEY is missing: /],
    [{ DATA_DIR: join(directory, "a-file") }, /^DATA_DIR .*a-file is a file, not a directory\./],
  ];
  for (const [changes, sentence] of cases) {
    const program = start(changes);
    assert.equal(await program.exited, 1);
    assert.match(program.output, sentence);
    assert.doesNotMatch(program.output, /\n\s+at /);
  }
});

test("a port in use gets one sentence", LIMIT, async (t) => {
  const { start } = await openHouse(t);
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  t.after(() => void other.close());
  const address = other.address();
  assert.ok(typeof address === "object" && address !== null);
  for (const port of [address.port, address.port - 1]) {
    const program = start({ DISCORD_TOKEN: "", RELAY_KEY: "", SANDBOX_PORT: String(port) });
    assert.equal(await program.exited, 1);
    assert.match(program.output, new RegExp(`^Port ${address.port} is in use by another program\\. Stop that one`));
  }
});
