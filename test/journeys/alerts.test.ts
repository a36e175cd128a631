import assert from "node:assert/strict";
import { test } from "node:test";
import { makePicture } from "../support/make-pictures.ts";
import { openOperating } from "../support/operating.ts";
import { quiet } from "../support/studio.ts";
import { linesOf } from "../support/transcript.ts";

const GIB = 1024 ** 3;
const MINUTE_MS = 60_000;
const STEP_MS = 4_000;
const MOST_STEPS = 300;
const DOWN = { kind: "error", status: 503, shape: "json", times: "always" } as const;
const CHANNEL = "after-dark";

/** A studio whose operator reads alerts in a channel. */
async function openAlerted(t: Parameters<typeof openOperating>[0]) {
  const studio = await openOperating(t, { relay: { speed: 8 } });
  const { ada, operate, seen, clock } = studio;
  await operate({ limits: { channel: { channel: ada.channel(CHANNEL) } } });
  await seen(ada, /operator's channel: none → <#\d+>/, CHANNEL);
  const texts = async () => (await ada.messages(CHANNEL)).map((message) => linesOf(message).join("\n"));
  /** In longer steps than other tests need: an alert takes its minutes, and nothing here is as quick as a time limit. */
  const passUntil = async (what: string, check: () => Promise<boolean> | boolean) => {
    for (let step = 0; !(await check()); step += 1) {
      assert.ok(step < MOST_STEPS, `never came: ${what}, of\n${(await texts()).join("\n")}`);
      clock.advance(STEP_MS);
      await quiet();
    }
  };
  return {
    ...studio,
    passUntil,
    told: (line: RegExp) => passUntil(String(line), async () => (await texts()).some((text) => line.test(text))),
    /** The messages about something, each as one text. */
    alerts: async (line: RegExp) => (await texts()).filter((text) => line.test(text)),
    async pass(minutes: number): Promise<void> {
      const end = clock.now() + minutes * MINUTE_MS;
      await passUntil(`${minutes} minutes later`, () => clock.now() >= end);
    },
  };
}

test("a relay that does not answer is told once, also across a restart, and when it is over; soon after it is the same message", async (t) => {
  const { relay, bot, mira, told, alerts, pass } = await openAlerted(t);
  for (const at of ["submit", "status"] as const) assert.ok(relay.faults.add({ at, ...DOWN }).ok);
  await mira.command("flux", { prompt: "a fox" });
  await told(/### The relay does not answer[^~]*Since <t:\d+:f>\. This message changes when it is over/);
  await bot.restart();
  await pass(6);
  assert.equal((await alerts(/relay/)).length, 1, "told again");
  relay.faults.clear();
  await told(/Over since <t:\d+:f>\. It had begun <t:\d+:f>/);
  assert.deepEqual(await alerts(/### The relay does not answer/), []);
  for (const at of ["submit", "status"] as const) assert.ok(relay.faults.add({ at, ...DOWN }).ok);
  await mira.command("flux", { prompt: "a heron" });
  await told(/### The relay does not answer/);
  assert.equal((await alerts(/relay/)).length, 1, "a message of its own though it was back for minutes only");
});

test("an empty account and a refused key are told at the first refusal; the next job that is taken solves it", async (t) => {
  const studio = await openAlerted(t);
  const { relay, mira, told, alerts, pass } = studio;
  assert.ok(relay.faults.add({ at: "submit", kind: "out-of-balance" }).ok);
  await mira.command("flux", { prompt: "a fox" });
  await told(/### The relay account has no credit left/);
  await pass(3);
  await makePicture(studio, mira, { prompt: "a heron" });
  await told(/Over since/);
  assert.ok(relay.faults.add({ at: "submit", kind: "error", status: 401, shape: "json" }).ok);
  await mira.command("flux", { prompt: "a swan" });
  await told(/### The relay does not accept the key/);
  assert.equal((await alerts(/### /)).length, 1);
});

test("a disk that fills up is told with what is left, and is not over before there is some room again", async (t) => {
  const { bot, told, alerts, pass, log } = await openAlerted(t);
  bot.freeBytes = 1.5 * GIB;
  await told(/### The disk is almost full/);
  await told(/1,611 MB are left on/);
  bot.freeBytes = 2.5 * GIB;
  await pass(10);
  assert.equal((await alerts(/### The disk is almost full/)).length, 1);
  bot.freeBytes = 4 * GIB;
  await told(/~~The disk is almost full~~/);
  const logged = log.filter((line) => /to look after|over: /.test(line));
  assert.equal(logged.length, 2);
});

test("many jobs that fail are told with their number and reasons", async (t) => {
  const { relay, mira, theo, told, log, passUntil } = await openAlerted(t);
  assert.ok(relay.faults.add({ at: "submit", kind: "error", status: 500, shape: "json", times: "always" }).ok);
  const ended = () => log.filter((line) => line.includes('"job told"')).length;
  for (let job = 0; job < 10; job += 1) {
    await (job % 2 === 0 ? mira : theo).command("flux", { prompt: `fox ${job}` });
    await passUntil("its end", () => ended() > job);
  }
  await told(/### Many jobs fail\n[^\n]*10 of 10 jobs within 15 minutes: `uncertain` 10\./);
});

test("where there is no channel, the log has it once", async (t) => {
  const { bot, log, operate, passUntil } = await openAlerted(t);
  await operate({ limits: { channel: {} } });
  bot.freeBytes = GIB;
  await passUntil("the line", () => log.some((line) => line.includes("to look after: The disk is almost full")));
  bot.freeBytes = 9 * GIB;
  await passUntil("the end", () => log.some((line) => line.includes("over: The disk is almost full")));
  assert.equal(log.filter((line) => line.includes("The disk is almost full")).length, 2);
});
