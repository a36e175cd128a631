import assert from "node:assert/strict";
import { test } from "node:test";
import { openStudio } from "../support/studio.ts";

/** The relay's own origin by another name: its results then lie elsewhere. */
const byName = ({ url }: { url: string }) => ({ RELAY_URL: url.replace("127.0.0.1", "localhost") });

test("a paid result at a host that is not allowed waits for the operator, who allows it and starts again", async (t) => {
  const { mira, relay, bot, log, seen } = await openStudio(t, { relay: { speed: 4 }, environment: byName });
  await mira.command("flux", { prompt: "a stubborn fox" });
  const { host } = new URL(relay.url);
  const lines = await seen(mira, /The result is done, but it lies at 127\.0\.0\.1/);
  assert.match(lines.join("\n"), /Nothing is lost yet: whoever runs the bot can allow it \(RESULT_HOSTS/);
  assert.ok(!lines.join("\n").includes("[Cancel]"), "there is nothing to cancel any more");
  assert.match(log.join(""), new RegExp(`If the relay keeps its results there, add ${host} to RESULT_HOSTS`));
  assert.equal(relay.requests().filter(({ path }) => path.startsWith("/files/")).length, 0, "nothing was fetched");
  await bot.restart({ RESULT_HOSTS: relay.url });
  await seen(mira, /“Picture 1 of 1: a stubborn fox”/);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 1]);
});

test("where nobody allows it the job ends with a sentence that says who can", async (t) => {
  const { mira, clock, seen } = await openStudio(t, { relay: { speed: 4 }, environment: byName });
  await mira.command("flux", { prompt: "a stubborn fox" });
  await seen(mira, /The result is done, but it lies at/);
  clock.advance(2 * 60 * 60_000);
  await seen(mira, /nobody allowed it in time\. It was charged\. Please tell whoever runs the bot/);
  await seen(mira, /\[Try again\]/);
});
