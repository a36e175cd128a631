import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "../support/batches.ts";
import { openStudio } from "../support/studio.ts";

test("on PostgreSQL a member gets a picture, and finds it by its words after a restart", async (t) => {
  const studio = await openStudio(t, { database: "postgres", relay: { speed: 4 } });
  const { mira, nils, relay, bot, seen, until } = studio;
  await mira.command("flux", { prompt: "a lighthouse at dusk, 灯塔" });
  await mira.command("flux-schnell", { prompt: "a red fox" });
  const lines = await seen(mira, /“Picture 1 of 1: a red fox”/);
  await seen(mira, /“Picture 1 of 1: a lighthouse at dusk/);
  assert.match(lines[0] ?? "", /^Easel: \*\*a lighthouse at dusk/);
  await until("everything is told", () => rowsOf(studio, "select id from jobs where told_at is null").length === 0);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [2, 2]);
  assert.deepEqual(rowsOf(studio, "select distinct state from ledger"), [{ state: "settled" }]);
  await bot.restart();
  await mira.command("history", { text: "灯塔 Light" });
  const found = (await seen(mira, /\(only you\): <1\.webp/)).join("\n");
  assert.match(found, /“1: a lighthouse at dusk/);
  assert.doesNotMatch(found, /<2\.webp/);
  await nils.command("history");
  assert.doesNotMatch((await nils.transcript()).join("\n"), /\(only you\): <1\.webp/);
});

test("on PostgreSQL a moderator's limit holds at once, is undone, and stands in the log", async (t) => {
  const { mira, theo, seen } = await openStudio(t, { database: "postgres", relay: { speed: 4 } });
  await theo.command("easel", { limits: { set: { limit: "images_day", amount: "1" } } });
  await seen(theo, /Images per day · Everyone: no rule → 1/);
  const decided = await theo.lastMessage();
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
  await mira.command("flux", { prompt: "an owl" });
  await seen(mira, /over your limit of images, 1 per 24 hours/);
  await theo.press(decided, "Undo");
  await seen(theo, /Images per day · Everyone: 1 → no rule/);
  await mira.command("flux", { prompt: "an owl" });
  await seen(mira, /Picture 1 of 1: an owl/);
});
