import assert from "node:assert/strict";
import { test } from "node:test";
import { objectsOf } from "../../sandbox/discord/json.ts";
import { flatten } from "../../sandbox/discord/message-components.ts";
import type { APIMessage } from "../../sandbox/discord/person-api.ts";
import { openToEveryone } from "../commands/moderation/every-way-in.ts";
import type { Person } from "../support/person.ts";
import { openStudio } from "../support/studio.ts";

/** Opens the panel on a page. */
async function openPanel(moderator: Person, page: string): Promise<APIMessage> {
  await moderator.command("easel", { panel: {} });
  await moderator.select(await moderator.lastMessage(), "easel:overview:go", [page]);
  return moderator.lastMessage();
}

/** The control of a setting on a message: its custom id goes on with what holds. */
function control(message: APIMessage, start: string) {
  const found = flatten(objectsOf(message.components)).find(({ custom_id }) => String(custom_id).startsWith(start));
  assert.ok(found, start);
  return found;
}

/** Chooses in the control of a setting on the newest message. */
async function choose(moderator: Person, setting: string, values: string[]) {
  const message = await moderator.lastMessage();
  await moderator.select(message, String(control(message, `easel:${setting}:`)["custom_id"]), values);
}

/** Fills in the form behind a button. */
async function fillIn(moderator: Person, button: string, fields: Record<string, string>) {
  const answer = await moderator.press(await moderator.lastMessage(), button);
  assert.ok(answer.outcome === "modal", JSON.stringify(answer));
  const sent = await moderator.submitModal(answer.modal, fields);
  assert.equal(sent.outcome, "answered", JSON.stringify(sent));
  return answer.data;
}

/** The texts of the newest message somebody sees. */
async function words(person: Person): Promise<string> {
  const message = await person.lastMessage();
  const texts = flatten(objectsOf(message.components)).map(({ content }) => content);
  return [message.content, ...texts].filter((text) => typeof text === "string").join("\n");
}

test("a channel denied in the panel sends the member elsewhere, until Undo", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { theo, mira, seen } = studio;
  const [general, art] = [theo.channel("general"), theo.channel("art")];
  await openPanel(theo, "where");
  await choose(theo, "where:set:redirect", [art]);
  await choose(theo, "where:set:place_denied", [general]);
  assert.match(await words(theo), new RegExp(`Changed\\W+Not in these channels: none → <#${general}>`));
  const select = control(await theo.lastMessage(), "easel:where:set:place_denied:");
  assert.deepEqual(select?.["default_values"], [{ id: general, type: "channel" }]);

  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, new RegExp(`only you\\): Pictures are not made in <#${general}>\\. Use <#${art}> instead`));

  await theo.press(await theo.lastMessage(), "Undo");
  assert.match(await words(theo), new RegExp(`Undone\\W+Not in these channels: <#${general}> → none`));
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
});

test("a quota set in the panel's form refuses the member who used it up", async (t) => {
  const { theo, mira, seen } = await openStudio(t, { relay: { speed: 4 } });
  await openPanel(theo, "limits");
  const form = await fillIn(theo, "How often…", { images_day: "1" });
  assert.equal(form.components.length, 5);
  assert.match(await words(theo), /Images per day · Everyone: no rule → 1/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
  await mira.command("flux", { prompt: "another" });
  await seen(
    mira,
    /only you\): This would take you over your limit of images, 1 per 24 hours: 1 used, 1 asked for now/,
  );
});

test("a role's own limit is set on its page, is more generous than everyone's, and can be removed", async (t) => {
  const { theo, xiaoyu, seen } = await openStudio(t, { relay: { speed: 4 } });
  await theo.command("easel", { limits: { set: { limit: "images_day", amount: "0" } } });
  const booster = String(theo.world.guilds[0]?.roles.find(({ name }) => name === "Booster")?.id);
  const panel = await openPanel(theo, "limits");
  await theo.select(panel, "easel:limits:pick:role", [booster]);
  await fillIn(theo, "How often…", { images_day: "unlimited" });
  assert.match(await words(theo), new RegExp(`Images per day · <@&${booster}>: no rule → unlimited`));
  await xiaoyu.command("flux", { prompt: "a fox" }, { channel: "art" });
  await seen(xiaoyu, /“.*a fox”/, "art");
  await theo.press(await theo.lastMessage(), "Remove this role's limits");
  assert.match(await words(theo), new RegExp(`Images per day · <@&${booster}>: unlimited → no rule`));
});

test("what is written wrong is named, and nothing changes", async (t) => {
  const { theo } = await openStudio(t);
  await openPanel(theo, "limits");
  await fillIn(theo, "How much at once…", { pixels: "huge", steps: "20" });
  assert.match(await words(theo), /Pixels of a picture: “huge” does not fit.*Nothing was changed/);
  await theo.command("easel", { audit: {} });
  assert.match(await words(theo), /Nothing was changed here yet/);
});

test("a model is switched off, limited and priced on its page", async (t) => {
  const { theo, mira, seen } = await openStudio(t);
  const panel = await openPanel(theo, "what");
  await theo.select(panel, "easel:what:pick:model", ["flux"]);
  await fillIn(theo, "Price…", { price: "0,05" });
  assert.match(await words(theo), /Price of a unit · FLUX\.1 \[dev\]: list price → \$0\.05/);
  await theo.press(await theo.lastMessage(), "Turn off");
  assert.match(await words(theo), /Offered · FLUX\.1 \[dev\]: like models nobody decided about → off/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /only you\): FLUX\.1 \[dev\] is switched off here/);
});

test("a member suspended from their page reads the reason and is let in again", async (t) => {
  const { theo, mira, seen } = await openStudio(t, { relay: { speed: 4 } });
  const panel = await openPanel(theo, "who");
  await theo.select(panel, "easel:who:pick:member", [mira.id]);
  await fillIn(theo, "Suspend…", { hours: "2", reason: "*too* many cats" });
  assert.match(await words(theo), new RegExp(`Suspension of <@${mira.id}>: no → until <t:\\d+:f> \\(\\\\\\*too`));
  await mira.command("flux", { prompt: "a cat" });
  await seen(mira, /only you\): The moderators have suspended you.*too.* many cats.*That ends <t:\d+:R>/);
  await theo.press(await theo.lastMessage(), "Lift suspension");
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
});

test("a select that is out of date does not take back what another moderator put into its list", async (t) => {
  const { theo } = await openStudio(t);
  const [general, art] = [theo.channel("general"), theo.channel("art")];
  const panel = await openPanel(theo, "where");
  const outdated = String(control(panel, "easel:where:set:place_denied:")["custom_id"]);
  await theo.command("easel", { channels: { deny: { channel: art } } });
  await theo.select(panel, outdated, [general]);
  const shown = (await theo.messages()).find(({ id }) => id === panel.id);
  assert.ok(shown);
  assert.match(JSON.stringify(shown), /Someone changed this list meanwhile\. Nothing was changed/);
  const select = control(shown, "easel:where:set:place_denied:");
  assert.deepEqual(select["default_values"], [{ id: art, type: "channel" }]);
  await theo.select(shown, String(select["custom_id"]), [art, general]);
  await theo.command("easel", { audit: {} });
  assert.match(await words(theo), new RegExp(`#2(.|\n)*<#${art}> → <#${art}>, <#${general}>`));
});

test("a named role moderates without Manage Server, and no longer once it gave itself up", async (t) => {
  const studio = await openStudio(t);
  const { theo, xiaoyu } = studio;
  const booster = String(theo.world.guilds[0]?.roles.find(({ name }) => name === "Booster")?.id);
  await openToEveryone(studio);
  await openPanel(theo, "moderators");
  await choose(theo, "moderators:set:moderator_roles", [booster]);
  assert.match(await words(theo), new RegExp(`Roles that may use /easel: none → <@&${booster}>`));

  await openPanel(xiaoyu, "moderators");
  assert.match(await words(xiaoyu), /可以使用 \/easel 的身份组/);
  await choose(xiaoyu, "moderators:set:moderator_roles", []);
  assert.match(await words(xiaoyu), /只有管理员可以这样做/);
  await theo.command("easel", { audit: {} });
  assert.match(await words(theo), new RegExp(`#2.*<@${xiaoyu.id}>.*\n.*<@&${booster}> → none`));
});
