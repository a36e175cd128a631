import assert from "node:assert/strict";
import { test } from "node:test";
import type { InteractionAnswer } from "../../sandbox/discord/person-api.ts";
import type { Person, Values } from "../support/person.ts";
import { openStudio } from "../support/studio.ts";

/** Uses a subcommand of /easel. @returns what the moderator reads. */
async function easel(moderator: Person, values: Values): Promise<string> {
  const before = (await moderator.transcript()).length;
  const answer: InteractionAnswer = await moderator.command("easel", values);
  assert.equal(answer.outcome, "answered", JSON.stringify(answer));
  return (await moderator.transcript()).slice(before).join("\n");
}

test("a channel denied by subcommand refuses the member, and Undo opens it again", async (t) => {
  const { theo, mira, seen } = await openStudio(t, { relay: { speed: 4 } });
  const denied = await easel(theo, { channels: { deny: { channel: theo.channel("general") } } });
  assert.match(denied, /Not in these channels: none → <#\d+>/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /\(only you\): Pictures are not made in <#\d+>\. Nothing was charged\./);
  await theo.press(await theo.lastMessage(), "Undo");
  assert.match((await theo.transcript()).join("\n"), /Undone(.|\n)*Not in these channels: <#\d+> → none/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
});

test("a denied category rules its channels and their threads", async (t) => {
  const { theo, mira, seen } = await openStudio(t);
  await easel(theo, { channels: { deny: { channel: theo.channel("Studio") } } });
  for (const channel of ["general", "lighthouse studies"]) {
    await mira.command("flux", { prompt: "a fox" }, { channel });
    await seen(mira, /Pictures are not made in/, channel);
  }
  assert.match(await easel(theo, { channels: { clear: { channel: theo.channel("Studio") } } }), /<#\d+> → none/);
});

test("whoever closes the channel that refusals lead to is told at once, also where it is its category", async (t) => {
  const { theo } = await openStudio(t);
  const closed = /Refusals send people to <#\d+>, where pictures are not made either/;
  await easel(theo, { channels: { redirect: { channel: theo.channel("art") } } });
  assert.match(await easel(theo, { channels: { deny: { channel: theo.channel("Studio") } } }), closed);
  const opened = await easel(theo, { channels: { clear: { channel: theo.channel("Studio") } } });
  assert.doesNotMatch(opened, closed);
  assert.match(await easel(theo, { channels: { allow: { channel: theo.channel("general") } } }), closed);
});

test("a quota set by subcommand refuses what is over it, and credits go beyond it", async (t) => {
  const { theo, mira, seen } = await openStudio(t, { relay: { speed: 4 } });
  const set = await easel(theo, { limits: { set: { limit: "images_day", amount: "1" } } });
  assert.match(set, /Images per day · Everyone: no rule → 1/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
  await mira.command("flux", { prompt: "an owl" });
  await seen(mira, /over your limit of images, 1 per 24 hours/);
  const given = await easel(theo, { member: { credits: { member: mira.id, images: 1, reason: "a prize" } } });
  assert.match(given, new RegExp(`Bonus images of <@${mira.id}>: 0 → 1 \\(a prize\\)`));
  await mira.command("flux", { prompt: "an owl" });
  await seen(mira, /Picture 1 of 1: an owl/);
  const taken = await easel(theo, { member: { credits: { member: mira.id, images: 4 } } });
  assert.match(taken, new RegExp(`Bonus images of <@${mira.id}>: 0 → 4`));
  assert.match(
    await easel(theo, { member: { show: { member: mira.id } } }),
    /Not suspended\.\n.*Bonus images left: 4\n.*Counting against their limits: 1 in the last hour · 1 in the last 24 hours/,
  );
  await mira.command("me");
  await seen(mira, /Bonus images left: 4/);
});

test("what everyone reads while it is paused, and that resume ends it", async (t) => {
  const { theo, mira, seen } = await openStudio(t, { relay: { speed: 4 } });
  assert.match(await easel(theo, { pause: { reason: "moving house", hours: "2" } }), /Pause: no → until <t:\d+:f>/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /paused picture making here: moving house\. That ends <t:\d+:R>/);
  await easel(theo, { resume: {} });
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
  assert.match(await easel(theo, { pause: { reason: "x", hours: "soon" } }), /hours must be a number/);
});

test("a second suspension or pause shows what the first one was", async (t) => {
  const { theo, mira } = await openStudio(t);
  const suspend = (reason: string, hours: string) =>
    easel(theo, { member: { suspend: { member: mira.id, reason, hours } } });
  await suspend("spam", "2");
  assert.match(await suspend("more spam", "5"), /until <t:\d+:f> \(spam\) → until <t:\d+:f> \(more spam\)/);
  await easel(theo, { pause: { reason: "moving" } });
  assert.match(
    await easel(theo, { pause: { reason: "cleaning", hours: "1" } }),
    /Pause: until lifted \(moving\) → until <t:\d+:f> \(cleaning\)/,
  );
  assert.match(await easel(theo, { undo: { entry: 2 } }), /\(more spam\) → until <t:\d+:f> \(spam\)/);
});

test("why prints the decision with each rule that spoke", async (t) => {
  const { theo, mira } = await openStudio(t);
  const why = { member: mira.id, channel: theo.channel("lighthouse studies"), model: "flux" };
  assert.match(
    await easel(theo, { why }),
    /Allowed\.(.|\n)*It counts 1 and costs about(.|\n)*flags the result: Post as a spoiler/,
  );
  await easel(theo, { channels: { deny: { channel: theo.channel("art") } } });
  await easel(theo, { limits: { set: { limit: "images_day", amount: "0" } } });
  await easel(theo, { words: { forbid: { words: "gore" } } });
  const refused = await easel(theo, { why: { ...why, prompt: "g0re" } });
  assert.match(refused, /Refused\. The member reads:.*\n.*Pictures are not made in/);
  assert.match(refused, /No: Where → not in these channels: <#\d+>\./);
  assert.match(refused, /No: Words → forbidden: `gore`/);
  assert.match(refused, /No: Limits → 0 images per 24 hours \(everyone\): 0 used, 1 asked for/);
  assert.match(refused, /Counted: Limits → 0 of 0 images per 24 hours used/);
  assert.match(await easel(theo, { why: { ...why, model: "nothing" } }), /“nothing” is no model here/);
});

test("words test shows which word a prompt holds, in disguise too, and what a replaced one becomes", async (t) => {
  const { theo, mira, seen } = await openStudio(t);
  await easel(theo, { words: { forbid: { words: "gore, blood" } } });
  await easel(theo, { words: { replace: { word: "dragon", by: "lizard" } } });
  assert.match(await easel(theo, { words: { test: { prompt: "a fox" } } }), /No word of the lists/);
  assert.match(
    await easel(theo, { words: { test: { prompt: "much g0re" } } }),
    /This prompt is refused:\n.*`g0re` is the forbidden word `gore`/,
  );
  assert.match(
    await easel(theo, { words: { test: { prompt: "a dragon" } } }),
    /sent as `a lizard`:\n.*`dragon` is `dragon`, which becomes `lizard`/,
  );
  await mira.command("flux", { prompt: "much g.o.r.e" });
  await seen(mira, /do not allow this in prompts here: `gore`/);
  assert.match(await easel(theo, { words: { list: {} } }), /Forbidden\W+gore, blood(.|\n)*dragon → lizard/);
  await easel(theo, { words: { remove: { words: "GORE" } } });
  assert.match(await easel(theo, { words: { list: {} } }), /Forbidden\W+blood/);
});

test("one word is taken back although others came after it, and a long list says which word came", async (t) => {
  const { theo } = await openStudio(t);
  await easel(theo, { words: { forbid: { words: "gore" } } });
  await easel(theo, { words: { forbid: { words: "blood" } } });
  await easel(theo, { words: { forbid: { words: "a1,a2,a3,a4,a5,a6,a7,a8,a9,b1,b2,b3" } } });
  const long = await easel(theo, { words: { forbid: { words: "spiders" } } });
  assert.match(long, /Forbidden words: 14 → 15 \(\+ `spiders`\)/);
  assert.match(await easel(theo, { undo: { entry: 2 } }), /Undone(.|\n)*Forbidden words: 15 → 14 \(− `blood`\)/);
  assert.match(await easel(theo, { words: { list: {} } }), /gore, a1(.|\n)*spiders/);
});

test("the audit log pages back, and undo takes a numbered entry", async (t) => {
  const { theo } = await openStudio(t);
  for (const amount of ["1", "2", "3", "4", "5", "6", "7"])
    await easel(theo, { limits: { set: { limit: "images_hour", amount } } });
  const newest = await easel(theo, { audit: {} });
  assert.match(newest, /#7.*\n.*6 → 7(.|\n)*#3(.|\n)*\[Older\]/);
  assert.doesNotMatch(newest, /#2/);
  assert.match(await easel(theo, { audit: { before: 3 } }), /#2(.|\n)*#1.*\n.*no rule → 1/);
  assert.match(await easel(theo, { undo: { entry: 1 } }), /Undone(.|\n)*7 → no rule/);
  assert.match(await easel(theo, { undo: { entry: 99 } }), /not in the log of this server/);
});

test("switching a model to some roles does not switch it on where others are off", async (t) => {
  const { theo, mira, seen } = await openStudio(t);
  await easel(theo, { model: { others: { on: false } } });
  const role = String(theo.world.guilds[0]?.roles.find(({ name }) => name === "Member")?.id);
  assert.match(
    await easel(theo, { model: { role: { model: "flux", role, rule: "allow" } } }),
    new RegExp(`Model only for these roles · FLUX.1 \\[dev\\]: everyone → <@&${role}>`),
  );
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /FLUX\.1 \\?\[dev\\?\] is switched off here/);
  await easel(theo, { model: { switch: { model: "flux", on: true } } });
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Waiting here|relay's queue/);
});

test("every other subcommand says what was before and what is now", async (t) => {
  const { theo } = await openStudio(t);
  const [channel, role] = [theo.channel("art"), String(theo.world.guilds[0]?.roles[1]?.id)];
  const cases: [Values, RegExp][] = [
    [{ channels: { allow: { channel } } }, /Only in these channels: everywhere → <#/],
    [{ channels: { private: { channel, on: true } } }, /Results shown to their member only: none → <#/],
    [{ channels: { redirect: { channel } } }, /Where refusals send people: none → <#/],
    [{ channels: { redirect: {} } }, /Where refusals send people: <#\d+> → none/],
    [{ roles: { allow: { role } } }, /Only these roles: everyone → <@&/],
    [{ roles: { deny: { role } } }, /Only these roles: <@&\d+> → everyone(.|\n)*Not these roles: none → <@&/],
    [{ roles: { clear: { role } } }, /Not these roles: <@&\d+> → none/],
    [{ roles: { clear: { role } } }, /Nothing was changed: it is like that already/],
    [{ member: { newcomers: { account_hours: 24 } } }, /Account age in hours: no rule → 24/],
    [{ member: { exempt: { role, on: true } } }, /Roles that need not wait: none → <@&/],
    [{ model: { channel: { model: "flux", channel, rule: "deny" } } }, /Model not in these channels · FLUX/],
    [{ model: { price: { model: "flux", price: "off" } } }, /Nothing was changed/],
    [
      { limits: { set: { limit: "pixels", amount: "1024x1024", role } } },
      /Pixels of a picture · <@&\d+>: no rule → 1,048,576/,
    ],
    [{ limits: { clear: { role } } }, /1,048,576 → no rule/],
    [{ limits: { server: { jobs: "3" } } }, /Jobs at once in the whole server: no rule → 3/],
    [{ limits: { set: { limit: "cooldown", amount: "unlimited" } } }, /Cooldown in seconds: “unlimited” does not fit/],
    [
      { budget: { currency: { code: "eur", per_usd: "0.5" } } },
      /Currency: USD → EUR(.|\n)*Worth of one US dollar: 1 → 0\.5/,
    ],
    [{ budget: { set: { period: "day", amount: "2.50" } } }, /Budget per day: no rule → €2\.50/],
    [{ budget: { warnings: { channel } } }, /80 % of a budget is used: none → <#/],
    [{ safety: { checker: { checker: "always_on" } } }, /Safety checker: As members ask for it → Always on/],
    [
      { safety: { flagged: { place: "elsewhere", handling: "withhold" } } },
      /Flagged results elsewhere: Post as a spoiler → Withhold/,
    ],
    [{ log: { channel: { channel } } }, /Audit channel: none → <#/],
    [{ log: { pictures: { on: true } } }, /Every picture in the audit channel: off → on/],
  ];
  for (const [values, expected] of cases) assert.match(await easel(theo, values), expected, JSON.stringify(values));
});
