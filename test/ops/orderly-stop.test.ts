import assert from "node:assert/strict";
import { test } from "node:test";
import { openHouse, READY } from "../support/house.ts";

const LIMIT = { timeout: 60_000 };

test("SIGTERM lets a request on its way learn its answer, so that it is not uncertain afterwards", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "slow", headersMs: 1_500 }).ok);
  const first = start();
  await first.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await first.printed(/job submitting/);
  assert.equal(await first.kill("SIGTERM"), 0);
  assert.match(first.output, /job submitted/);
  await start().printed(READY);
  await seen(/“Picture 1 of 1: a lighthouse at dusk”/);
  assert.equal(relay.ledger().charged, 1);
});

test("SIGTERM takes no more commands while it waits for those it has", LIMIT, async (t) => {
  const { relay, start, mira } = await openHouse(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "hang" }).ok);
  const program = start({ STOP_GRACE_SECONDS: "2" });
  await program.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await program.printed(/job submitting/);
  const exited = program.kill("SIGTERM");
  await program.printed(/stopping/);
  const late = await mira.command("flux", { prompt: "a fox" });
  assert.equal(late.outcome, "failed");
  assert.equal(await exited, 0);
  assert.equal(program.output.match(/job admitted/g)?.length, 1);
});

test("SIGTERM finishes the edit that brings the picture", LIMIT, async (t) => {
  const { start, mira } = await openHouse(t);
  const program = start();
  await program.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await program.printed(/job saved/);
  assert.equal(await program.kill("SIGTERM"), 0);
  assert.match((await mira.transcript()).join("\n"), /“Picture 1 of 1: a lighthouse at dusk”/);
});

test("when the grace time is over, the rest is left: the next start says what is uncertain", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "hang" }).ok);
  const first = start({ STOP_GRACE_SECONDS: "1" });
  await first.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await first.printed(/job submitting/);
  assert.equal(await first.kill("SIGTERM"), 0);
  assert.match(first.output, /"kind":"uncertain"/);
  assert.doesNotMatch(first.output, /"level":50/);
  await start().printed(READY);
  await seen(/not certain whether the relay took this request/);
  assert.equal(relay.requests().filter(({ method }) => method === "POST").length, 1);
});

test("a second signal ends it at once, and nothing is lost by that", LIMIT, async (t) => {
  const { relay, start, mira, seen } = await openHouse(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "hang" }).ok);
  const first = start({ STOP_GRACE_SECONDS: "600" });
  await first.printed(READY);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await first.printed(/job submitting/);
  void first.kill("SIGTERM");
  await first.printed(/stopping/);
  assert.equal(await first.kill("SIGTERM"), 1);
  await start().printed(READY);
  await seen(/not certain whether the relay took this request/);
});
