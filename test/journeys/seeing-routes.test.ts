import assert from "node:assert/strict";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import { decideLimits } from "../support/moderation.ts";
import { forged, formOf, MODERATORS, openCommands, picture, report, setAuditChannel } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const NOT_YOURS = /Only moderators may do this/;
const NOT_YOURS_ZH = /只有管理员/;

/** A picture that was reported, one under way, and commands that everyone is offered. */
async function openScene(t: Parameters<typeof openStudio>[0]) {
  const studio = await openStudio(t, { relay: { speed: 8 }, environment: { RELAY_CONCURRENCY: "1" } });
  await setAuditChannel(studio);
  const message = await picture(studio);
  const job = /delete:([0-9a-f-]{36})/.exec(JSON.stringify(message.components))?.[1] ?? "";
  assert.notEqual(job, "");
  await report(studio.nils, message, "bad");
  await studio.seen(studio.theo, /Reported picture/, MODERATORS);
  return { studio, message, job };
}

/** What would have changed if one of the routes had led anywhere. */
async function untouched({ theo, mira }: Studio): Promise<void> {
  assert.match((await mira.transcript()).join("\n"), /Picture 1 of 1: a fox/);
  const lines = (await theo.transcript(MODERATORS)).join("\n");
  assert.doesNotMatch(lines, /Kept by|Removed by|is suspended/);
  assert.equal(lines.match(/\*\*#\d+\*\*/g)?.length, 1, "the only entry is the channel's own");
}

test("no command of the moderators' views answers a member, however they came to be offered it", async (t) => {
  const { studio, message } = await openScene(t);
  const { nils, theo, seen } = studio;
  await openCommands(studio);
  for (const use of [
    () => nils.command("easel", { usage: {} }),
    () => nils.command("easel", { queue: {} }),
    () => nils.command("Remove picture", {}, { target: message.id }),
  ]) {
    assert.equal((await use()).outcome, "answered");
    await seen(nils, NOT_YOURS);
    await nils.dismiss(await nils.lastMessage());
  }
  assert.doesNotMatch((await theo.transcript()).join("\n"), /Usage in the last|Under way/);
  await untouched(studio);
});

test("no component made by hand leads a member to a moderator's action", async (t) => {
  const { studio, job } = await openScene(t);
  const { mira, nils, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 600" });
  await seen(mira, /relay's queue/);
  const underWay = /cancel:([0-9a-f-]{36})/.exec(JSON.stringify((await mira.messages()).at(-1)))?.[1] ?? "";
  for (const customId of [
    "usage:show:7",
    "usage:csv:90",
    "queue:show:0",
    `queue:cancel:0:${underWay}`,
    `report:keep:${job}`,
    `report:remove:${job}`,
    `report:suspend:${job}`,
    `report:who:${job}`,
    `report:look:${job}`,
  ]) {
    const message = await forged(studio, customId);
    const answer = await nils.press(message, customId);
    assert.equal(answer.outcome, "answered", `${customId} opened ${JSON.stringify(answer)}`);
    await seen(nils, NOT_YOURS);
    await nils.dismiss(await nils.lastMessage());
  }
  assert.match((await mira.transcript()).join("\n"), /relay's queue/, "still under way");
  await untouched(studio);
});

test("a form that was opened as a moderator does nothing once its sender moderates no more", async (t) => {
  const { studio, message, job } = await openScene(t);
  const { xiaoyu, seen } = studio;
  await openCommands(studio);
  const appoint = (roles: string[]) =>
    decideLimits(studio, (settings) => {
      settings.moderatorRoles = roles;
    });
  for (const [open, fields] of [
    [() => xiaoyu.command("Remove picture", {}, { target: message.id }), { reason: "x" }],
    [async () => xiaoyu.press(await forged(studio, `report:remove:${job}`), `report:remove:${job}`), { reason: "x" }],
    [
      async () => xiaoyu.press(await forged(studio, `report:suspend:${job}`), `report:suspend:${job}`),
      { reason: "x", days: "1" },
    ],
  ] as const) {
    await appoint([ID.boosterRole]);

    const form = formOf(await open());
    await appoint([]);
    await xiaoyu.submitModal(form, fields);
    await seen(xiaoyu, NOT_YOURS_ZH);
    await xiaoyu.dismiss(await xiaoyu.lastMessage());
  }
  await untouched(studio);
});

test("ids that nobody made are answered calmly, and change nothing", async (t) => {
  const { studio } = await openScene(t);
  const { theo, seen } = studio;
  for (const customId of [
    "usage:show:8",
    "queue:cancel:0:x",
    "queue:show:-1",
    "report:burn:x",
    "report:keep:x",
    "removal:x",
  ]) {
    await theo.press(await forged(studio, customId), customId);
    await seen(theo, /no longer known to me/);
    await theo.dismiss(await theo.lastMessage());
  }
  await untouched(studio);
});
