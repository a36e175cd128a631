import assert from "node:assert/strict";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { decideLimits } from "../support/moderation.ts";
import { openStudio } from "../support/studio.ts";

test("rules about roles hold for those who have them, and for nobody else", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { mira, xiaoyu, seen } = studio;
  await decideLimits(studio, ({ people }) => {
    people.roles.denied = [ID.boosterRole];
  });
  await xiaoyu.command("flux", { prompt: "a fox" });
  assert.match((await xiaoyu.transcript()).join("\n"), /拥有 <@&\d+> 的成员不能在这里画图。/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /“Picture 1 of 1: a fox”/);
});
