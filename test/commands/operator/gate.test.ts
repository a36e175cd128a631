import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { InteractionAnswer } from "../../../sandbox/discord/person-api.ts";
import { ID } from "../../../sandbox/discord/world.ts";
import { OPERATOR_ACTIONS } from "../../../src/commands/operator/custom-ids.ts";
import { openOperating } from "../../support/operating.ts";
import type { Person } from "../../support/person.ts";
import { forged, formOf } from "../../support/seeing.ts";
import { openStudio } from "../../support/studio.ts";
import { discordRest, everySubcommand } from "../moderation/every-way-in.ts";

const REFUSED = /Only whoever runs this bot may do this\. Nothing was changed/;

/** Lets everyone see /operator, as the home server's owner can in Discord's own settings. */
async function openToEveryone(studio: Awaited<ReturnType<typeof openOperating>>) {
  const [command] = (await studio.ada.commands()).filter(({ name }) => name === "operator");
  assert.ok(command);
  const path = `/applications/${studio.discord.applicationId}/guilds/${ID.guild}/commands/${command.id}`;
  await discordRest(studio)("PATCH", path, { default_member_permissions: null });
  return command;
}

async function assertRefused(who: Person, what: string, answer: InteractionAnswer) {
  assert.equal(answer.outcome, "answered", what);
  const message = await who.lastMessage();
  assert.match(message.content, REFUSED, what);
  await who.dismiss(message);
}

test("/operator is in its home alone, shown to administrators, and the operator's guide names every part of it", async (t) => {
  const studio = await openOperating(t);
  const { ada, theo, mira, discord } = studio;
  const offered = async (who: Person, channel?: string) =>
    (await who.commands(channel)).some(({ name }) => name === "operator");
  const next = discord.settings.bringInto("Next Door");
  assert.deepEqual(
    [await offered(ada), await offered(theo), await offered(mira), await offered(ada, "dm")],
    [true, false, false, false],
  );
  assert.equal(await offered(ada, next.channel), false);
  const [command] = (await ada.commands()).filter(({ name }) => name === "operator");
  assert.ok(command);
  const guide = readFileSync("docs/operator.md", "utf8");
  const missing = [...everySubcommand(command, studio).keys()].filter((name) => !guide.includes(`/operator ${name}`));
  assert.deepEqual(missing, []);
});

test("without HOME_GUILD_ID there is no /operator, and the log says once how to get it", async (t) => {
  const { log, theo } = await openStudio(t);
  assert.equal(log.filter((line) => line.includes("HOME_GUILD_ID")).length, 1);
  assert.ok(!(await theo.commands()).some(({ name }) => name === "operator"));
});

test("with a home where the bot is not, it works without /operator and the log says what to do", async (t) => {
  const { log, mira, seen } = await openStudio(t, {
    relay: { speed: 8 },
    environment: { HOME_GUILD_ID: "1290000000000000999" },
  });
  assert.equal(log.filter((line) => /did not take \/operator: is the bot in the server/.test(line)).length, 1);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /“Picture 1 of 1: a fox/);
});

test("everyone else is refused by every subcommand, and is offered nothing while typing", async (t) => {
  const studio = await openOperating(t);
  const { mira, theo } = studio;
  const subcommands = everySubcommand(await openToEveryone(studio), studio);
  assert.equal(subcommands.size, 22);
  for (const who of [mira, theo]) {
    for (const [name, values] of subcommands) await assertRefused(who, name, await who.command("operator", values));
  }
  for (const [values, focused] of [
    [{ models: { show: { model: "fl" } } }, "model"],
    [{ servers: { show: { server: "e" } } }, "server"],
    [{ limits: { set: { limit: "op_day", amount: "1", for: "e" } } }, "for"],
  ] as const) {
    assert.deepEqual(await mira.autocomplete("operator", values, focused), { outcome: "choices", choices: [] });
  }
  await studio.operate({ audit: {} });
  await studio.seen(studio.ada, /Nothing was changed here yet/);
});

test("everyone else is refused by every custom id, however they came by it", async (t) => {
  const studio = await openOperating(t);
  const { mira, theo, discord } = studio;
  const next = discord.settings.bringInto("Next Door");
  const args = [next.guild, "together", "on", "sure", "7"];
  const ids = OPERATOR_ACTIONS.flatMap((action) => [
    `operator:${action}`,
    ...args.map((arg) => `operator:${action}:${arg}`),
    `operator:${action}:on:${next.guild}`,
  ]);
  for (const id of [...ids, "operator", "operator:nothing:1"]) {
    assert.ok(id.length <= 100);
    await assertRefused(mira, id, await mira.press(await forged(studio, id), id));
  }
  await assertRefused(theo, "theo", await theo.press(await forged(studio, "operator:form:each"), "operator:form:each"));
  await studio.operate({ audit: {} });
  await studio.seen(studio.ada, /Nothing was changed here yet/);
});

test("a form sent by someone who left the team changes nothing, and who may only read never got it", async (t) => {
  const studio = await openOperating(t);
  const { mira, nils, xiaoyu, discord, clock } = studio;
  discord.settings.team = [
    { user: mira.id, role: "developer" },
    { user: nils.id, role: "read_only" },
    { user: xiaoyu.id, role: "admin", invited: true },
  ];
  clock.advance(5 * 60_000);
  const id = "operator:form:each";
  const form = formOf(await mira.press(await forged(studio, id), id));
  await assertRefused(nils, "read only", await nils.press(await forged(studio, id), id));
  await assert.rejects(assertRefused(xiaoyu, "invited", await xiaoyu.press(await forged(studio, id), id)));
  assert.match((await xiaoyu.lastMessage()).content, /只有机器人的运营者/);
  assert.equal((await studio.operate({ audit: {} })).outcome, "answered");
  discord.settings.team = [];
  clock.advance(5 * 60_000);
  await assertRefused(mira, "left", await mira.submitModal(form, { op_day: "1" }));
  await studio.operate({ audit: {} });
  await studio.seen(studio.ada, /Nothing was changed here yet/);
});

test("who runs the bot is told where /operator is at home, and nobody gets in while Discord does not say who that is", async (t) => {
  const studio = await openOperating(t);
  const { ada, discord, clock, seen } = studio;
  const next = discord.settings.bringInto("Next Door");
  await ada.press(await forged(studio, "operator:limits", next.channel), "operator:limits");
  assert.match((await ada.lastMessage(next.channel)).content, /used in the operator's own server only/);
  clock.advance(5 * 60_000);
  discord.faults.add({ kind: "5xx", times: 9, route: /applications\/@me/ });
  await studio.operate({ limits: { show: {} } });
  await seen(ada, /Discord does not say right now who runs this bot/);
});
