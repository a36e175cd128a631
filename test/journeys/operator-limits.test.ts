import assert from "node:assert/strict";
import { test } from "node:test";
import { makePicture } from "../support/make-pictures.ts";
import { newest, openOperating } from "../support/operating.ts";
import { formOf } from "../support/seeing.ts";

const lines = (text: string, pattern: RegExp) => assert.match(text, pattern);

test("a budget over all servers refuses once it is used up, says before and after, and Undo opens again", async (t) => {
  const studio = await openOperating(t, { relay: { speed: 8 } });
  const { ada, mira, operate, seen, relay } = studio;
  await operate({ limits: { set: { limit: "op_month", amount: "0.03", for: "together" } } });
  lines(await newest(ada), /Budget per month · all servers together: no rule → \$0\.03/);
  await makePicture(studio, mira, { prompt: "one" });
  await mira.command("flux", { prompt: "two" });
  const refusal = await newest(mira);
  lines(refusal, /The budget for this month of whoever runs the bot is used up\..*Nothing was charged/);
  assert.equal(relay.ledger().accepted, 1);
  await operate({ limits: { show: {} } });
  lines(await newest(ada), /Spent with the operator's key: \$0\.025 today, \$0\.025 this month/);
  await operate({ undo: { entry: 1 } });
  await seen(ada, /all servers together: \$0\.03 → no rule/);
  await makePicture(studio, mira, { prompt: "three" });
});

test("one server's limit holds instead of each server's, and its moderators read it and cannot go beyond it", async (t) => {
  const studio = await openOperating(t, { relay: { speed: 8 } });
  const { ada, mira, theo, operate, seen, until } = studio;
  const home = String(ada.world.guilds[0]?.id);
  await operate({ limits: { set: { limit: "op_images", amount: "0", for: "Each server" } } });
  await mira.command("flux", { prompt: "a fox" });
  lines(await newest(mira), /Nothing was charged/);
  await operate({ limits: { set: { limit: "op_images", amount: "1", for: home } } });
  lines(await newest(ada), /Images per member and day · Easel Studio: no rule → 1/);
  await theo.command("easel", { limits: { set: { limit: "images_day", amount: "unlimited" } } });
  await makePicture(studio, mira, { prompt: "a fox" });
  await mira.command("flux", { prompt: "a hen" });
  lines(await newest(mira), /Nothing was charged/);
  await theo.command("easel", { panel: {} });
  await theo.select(await theo.lastMessage(), "easel:overview:go", ["limits"]);
  const page = await seen(theo, /Set by whoever runs the bot/);
  assert.ok(page.some((line) => line.endsWith("Images per member and day: 1")));
  await operate({ servers: { show: { server: "easel studio" } } });
  lines(await newest(ada), /\*\*Images per member and day\*\*: 1 · set for this server/);
  await operate({ limits: { set: { limit: "op_images", amount: "unlimited", for: home } } });
  await mira.command("flux", { prompt: "a hen" });
  await until("the hen", async () => (await mira.transcript()).some((line) => /“Picture 1 of 1: a hen/.test(line)));
});

test("all limits of a scope are set in one form; what is written wrong is named, and nothing changes", async (t) => {
  const { ada, operate, discord, clock } = await openOperating(t);
  await operate({ limits: { show: {} } });
  const view = await ada.lastMessage();
  const wrong = formOf(await ada.press(view, "Each server…"));
  await ada.submitModal(wrong, { op_day: "five", op_jobs: "2", op_month: "", op_pixels: "", op_images: "" });
  lines((await ada.lastMessage()).content, /Budget per day: “five” does not fit\..*unlimited/);
  const form = formOf(await ada.press(view, "Each server…"));
  const fields = { op_day: "2.50", op_jobs: "2", op_month: "", op_pixels: "1024x1024", op_images: "50" };
  await ada.submitModal(form, fields);
  const shown = (await ada.transcript()).join("\n");
  lines(shown, /Budget per day: \$2\.50\n.*Budget per month: no rule\n.*Jobs at once: 2\n.*1,048,576\n.*day: 50/);
  lines(
    shown,
    /Changed\*\*\n.*Jobs at once · each server: no rule → 2\n.*Budget per day · each server: no rule → \$2\.50/,
  );
  const changed = (await ada.messages()).find(({ id }) => id === view.id);
  assert.ok(changed);
  await ada.press(changed, "Undo");
  const undone = (await ada.transcript()).join("\n");
  lines(undone, /Each server\*\*\n.*Budget per day: no rule(.|\n)*each server: \$2\.50 → no rule/);
  await operate({ limits: { set: { limit: "op_images", amount: "5", for: "together" } } });
  lines((await ada.lastMessage()).content, /cannot hold for all servers together/);
  const bold = discord.settings.bringInto("**Bold**");
  clock.advance(60_000);
  await operate({ limits: { set: { limit: "op_day", amount: "5", for: bold.guild } } });
  lines(await newest(ada), /Budget per day · \\\*\\\*Bold\\\*\\\*: no rule → \$5\.00/);
  await operate({ limits: { set: { limit: "op_day", amount: "5", for: "Nowhere" } } });
  lines((await ada.lastMessage()).content, /There is no server “Nowhere”/);
  const offered = await ada.autocomplete(
    "operator",
    { limits: { set: { limit: "op_day", amount: "1", for: "e" } } },
    "for",
  );
  assert.match(JSON.stringify(offered), /all servers together.*each server.*Easel Studio/);
});

test("a warning at 80 % is told once where the operator reads, with what was changed, or else in the log", async (t) => {
  const studio = await openOperating(t, { relay: { speed: 8 } });
  const { ada, mira, operate, seen, log, until } = studio;
  await operate({ limits: { set: { limit: "op_month", amount: "0.06", for: "together" } } });
  assert.equal(log.filter((line) => /"deed":"settings".*"the operator changed something"/.test(line)).length, 1);
  await makePicture(studio, mira, { prompt: "one" });
  await makePicture(studio, mira, { prompt: "two" });
  const warned = () => log.filter((line) => line.includes("most of a budget of the operator's is used")).length;
  await until("the warning in the log", () => warned() === 1);
  await operate({ limits: { channel: { channel: ada.channel("after-dark") } } });
  await seen(ada, /operator's channel: none → <#\d+>/, "after-dark");
  await operate({ limits: { set: { limit: "op_month", amount: "0.5", for: "together" } } });
  await operate({ limits: { set: { limit: "op_month", amount: "0.09", for: "each" } } });
  await seen(ada, /each server: no rule → \$0\.09/, "after-dark");
  await makePicture(studio, mira, { prompt: "three" });
  const shown = await seen(ada, /of the budget/, "after-dark");
  assert.equal(shown.filter((line) => /of the budget/.test(line)).length, 1);
  lines(
    shown.join("\n"),
    /\*\*Easel Studio\*\*: 83% of the budget for this month is used: \$0\.075 of \$0\.09.*\/operator/,
  );
});
