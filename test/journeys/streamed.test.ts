import assert from "node:assert/strict";
import { test } from "node:test";
import type { RelaySettings } from "../../sandbox/relay/settings.ts";
import { allTold, rowsOf } from "../support/batches.ts";
import { openStudio, type Studio } from "../support/studio.ts";

interface Asked {
  readonly statuses: number;
  readonly streams: number;
}

/** One picture from beginning to end. @returns how its status was asked for */
async function paint(studio: Studio, prompt: string): Promise<Asked> {
  const before = studio.relay.requests().length;
  await studio.mira.command("flux", { prompt });
  await studio.seen(studio.mira, new RegExp(`“Picture 1 of 1: ${prompt}”`));
  await allTold(studio);
  const paths = studio.relay
    .requests()
    .slice(before)
    .map(({ path }) => path);
  return {
    statuses: paths.filter((path) => /\/status(\?|$)/.test(path)).length,
    streams: paths.filter((path) => path.includes("/status/stream")).length,
  };
}

function hasStream(studio: Studio): unknown {
  const [row] = rowsOf(studio, "select traits from relay_traits");
  return JSON.parse(String(row?.["traits"] ?? "{}")).hasStream;
}

test("a relay that streams is hardly asked, also after a restart; its picture is the same", async (t) => {
  const studio = await openStudio(t);
  const first = await paint(studio, "one");
  await studio.until("what was learned", () => hasStream(studio) === true);
  await studio.bot.restart();
  const second = await paint(studio, "two");
  for (const { statuses, streams } of [first, second]) {
    assert.equal(streams, 1);
    assert.ok(statuses <= 4, `${statuses} questions`);
  }
  assert.match(
    (await studio.mira.transcript()).join("\n"),
    /-# seed \d+ · 1024×768 · FLUX\.1 \\\[dev\\\] · [\d.]+ sec/,
  );
  const results = rowsOf(studio, "select result from jobs").map(({ result }) => JSON.parse(String(result)));
  for (const { inferenceSeconds } of results) assert.ok(inferenceSeconds > 0);
  assert.equal(studio.relay.ledger().charged, 2);
});

for (const [statusStream, tries] of [
  ["missing-404", 1],
  ["missing-405", 1],
  ["silent", 3],
] as const satisfies [RelaySettings["statusStream"], number][]) {
  test(`a relay whose streams are ${statusStream} is asked as ever, and not for streams again`, async (t) => {
    const studio = await openStudio(t, { relay: { statusStream, speed: statusStream === "silent" ? 0.2 : 1 } });
    const asked: Asked[] = [];
    for (const prompt of ["one", "two", "three", "four"]) asked.push(await paint(studio, prompt));
    assert.equal(hasStream(studio), false);
    assert.deepEqual(
      asked.map(({ streams }) => streams),
      [1, 1, 1, 1].map((once, index) => (index < tries ? once : 0)),
    );
    assert.equal(studio.relay.ledger().charged, 4);
  });
}

test("a stream that breaks, or a relay that streams no more, leads back to asking", async (t) => {
  const studio = await openStudio(t);
  const { relay, mira } = studio;
  await paint(studio, "one");
  relay.settings.update({ statusStream: "missing-404" });
  await paint(studio, "two");
  await studio.until("what was learned", () => hasStream(studio) === false);
  assert.equal((await paint(studio, "three")).streams, 0);
  assert.equal(relay.ledger().charged, 3);
  assert.match((await mira.transcript()).join("\n"), /Picture 1 of 1: three/);
});

test("a job whose stream is open can be canceled at once", async (t) => {
  const studio = await openStudio(t, { relay: { cancelWhileRunning: "stops" } });
  const { relay, mira } = studio;
  await paint(studio, "one");
  await mira.command("flux", { prompt: "two" });
  await studio.until("the second stream", () => streams(studio) === 2);
  await mira.press(await mira.lastMessage(), "Cancel");
  await studio.seen(mira, /Cancelled/);
  assert.equal(relay.ledger().charged, 1);
});

function streams({ relay }: Studio): number {
  return relay.requests().filter(({ path }) => path.includes("/status/stream")).length;
}
