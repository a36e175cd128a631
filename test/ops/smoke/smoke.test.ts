import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { RelaySettings } from "../../../sandbox/relay/settings.ts";
import { systemClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import type { Observation } from "../../../src/ops/smoke/notebook.ts";
import { runTask } from "../../../src/ops/tasks.ts";
import { openHouse } from "../../support/house.ts";

const LIMIT = { timeout: 60_000 };

/** Both sandboxes with the smoke test between them, and what it wrote. */
async function openTestBench(t: TestContext, settings: Partial<RelaySettings> = {}) {
  const house = await openHouse(t, { speed: 20, ...settings });
  house.discord.settings.rateLimits = false;
  // It sends what is too large on purpose.
  house.brokenOnPurpose(/^POST \/channels\/\d+\/messages$/);
  const file = join(house.directory, "smoke.json");
  const channel = house.mira.channel("art");
  const run = async (given: string[] = [], changes: Record<string, string> = {}) => {
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const outcome = readConfig({ ...house.environment, ...changes });
    const arguments_ = given.length > 0 ? given : ["--channel", channel, "--yes"];
    const code = await runTask("smoke", [...arguments_, "--file", file], { outcome, clock: systemClock, print });
    return { code, output: printed.join("") };
  };
  const found = async () => {
    const observations: Observation[] = JSON.parse(await readFile(file, "utf8")).observations;
    return {
      of: (what: string) => observations.find((each) => each.what === what) ?? assert.fail(`nothing on ${what}`),
      with: (verdict: string) => observations.filter((each) => each.verdict === verdict).map(({ what }) => what),
      count: observations.length,
    };
  };
  return { ...house, file, channel, run, found };
}

test("without --yes it says what it costs, and asks nobody anything", async (t) => {
  const { run, channel, relay, discord } = await openTestBench(t);
  for (const given of [["--channel", channel], ["--yes"], ["--wait-for-command"]]) {
    const { code, output } = await run(given);
    assert.equal(code, 2);
    assert.match(
      output,
      /^This test costs money: (.|\n)+0\.003 US\$(.|\n)+--channel ID --yes(.|\n)+Nothing was done\.$/m,
    );
  }
  assert.deepEqual([relay.requests(), discord.requests()], [[], []]);
});

test("at both sandboxes everything is as expected, for the price of one picture", LIMIT, async (t) => {
  const { start, file, channel, relay, discord, found, mira, environment } = await openTestBench(t);
  discord.settings.rateLimits = true;
  const program = start({}, "smoke", "--channel", channel, "--yes", "--file", file);
  assert.equal(await program.exited, 0);
  const told = await found();
  assert.deepEqual([told.with("differs"), told.with("broken")], [[], []], program.output);
  assert.equal(program.output.match(/^ok {7}.+: expected .+; found .+$/gm)?.length, told.count);
  assert.equal(relay.ledger().accepted, 1);
  assert.match((await mira.transcript("art")).join("\n"), /A lighthouse/);
  assert.equal((await mira.messages("art")).length, 1);
  const written = program.output + (await readFile(file, "utf8"));
  for (const secret of [environment.DISCORD_TOKEN, environment.RELAY_KEY, "?ex="])
    assert.ok(!written.includes(secret), `${secret} was written`);
});

test("a relay of another make differs in many things, and none of them is broken", LIMIT, async (t) => {
  const { run, found, channel } = await openTestBench(t, {
    statusEndpoint: "missing-404",
    cancelEndpoint: "missing-405",
    appInPath: "auto",
    unfinishedResult: "status-200",
    repeatRequest: true,
  });
  const { code, output } = await run(["--channel", channel, "--yes", "--cancel"]);
  const told = await found();
  assert.equal(code, 0, output);
  assert.deepEqual(told.with("broken"), []);
  assert.match(told.of("the status endpoint").found, /^404 /);
  assert.match(told.of("following it").found, /"hasStatus":false,"app":"auto"/);
  assert.equal(told.of("the app's name in the result's address").found, "as answered: 404, auto: 200");
  assert.equal(told.of("cancelling it at once").found, "not_offered");
  assert.match(told.of("what becomes of a cancelled request").found, /finished all the same/);
  assert.match(told.of("the result's body").found, /request/);
});

test("--cancel makes a second request and says what became of it", LIMIT, async (t) => {
  const { run, found, channel, relay } = await openTestBench(t, { speed: 1 });
  assert.equal((await run(["--channel", channel, "--yes", "--cancel"])).code, 0);
  assert.equal((await found()).of("cancelling it at once").found, "requested");
  assert.equal(relay.ledger().accepted, 2);
});

test("a refused key ends the relay's part before anything is paid; Discord's part goes on", LIMIT, async (t) => {
  const { run, found, relay } = await openTestBench(t);
  const { code, output } = await run([], { RELAY_KEY: "not-the-key" });
  assert.equal(code, 1);
  assert.deepEqual((await found()).with("broken"), ["the relay's key"]);
  assert.equal((await found()).of("one file just below 10 MiB").verdict, "as expected");
  assert.equal(relay.ledger().accepted, 0);
  assert.ok(!output.includes("not-the-key"));
});

test("a request whose answer is lost is not sent again, and may have been charged", LIMIT, async (t) => {
  const { run, found, relay } = await openTestBench(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "reset-after", times: 1 }).ok);
  assert.equal((await run()).code, 1);
  assert.match((await found()).of("a request for one small picture").found, /^uncertain.*; perhaps charged$/);
  assert.equal(relay.requests().filter(({ method }) => method === "POST").length, 1);
});

test("a result that is gone, and a channel that is not there, are said to be broken", LIMIT, async (t) => {
  const { run, found, relay } = await openTestBench(t);
  assert.ok(relay.faults.add({ at: "file", kind: "expired", times: "always" }).ok);
  assert.equal((await run(["--channel", "1290000000000000999", "--yes"])).code, 1);
  assert.match((await found()).of("downloading it as the bot does").found, /^expired: /);
  assert.equal((await found()).of("the test channel").found, "status 404, code 10003");
});

test("a channel where the bot may not write is said so", LIMIT, async (t) => {
  const { run, found, discord } = await openTestBench(t);
  discord.settings.setBotPermission("art", "SendMessages", false);
  assert.equal((await run()).code, 1);
  assert.match((await found()).of("a message of components").found, /^status 403, code 50013/);
});

test(
  "when the gateway cannot be had, what was found before is kept and the test's command is gone",
  LIMIT,
  async (t) => {
    const { run, found, channel, discord, mira } = await openTestBench(t);
    discord.faults.add({ kind: "unauthorized", route: "/gateway/bot", times: 9 });
    assert.equal((await run(["--channel", channel, "--yes", "--wait-for-command"])).code, 1);
    const told = await found();
    assert.deepEqual(told.with("broken"), ["the test itself"]);
    assert.equal(told.of("a command for the test").found, "registered");
    assert.deepEqual(await mira.commands(channel), []);
  },
);
