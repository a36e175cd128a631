import assert from "node:assert/strict";
import { test } from "node:test";
import { ID } from "../../sandbox/discord/world.ts";
import type { GuildSettings } from "../../src/policy/settings.ts";
import { makePicture } from "../support/make-pictures.ts";
import { decideLimits } from "../support/moderation.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** What Mira made for herself alone, in a message with the button. */
async function makePrivately(studio: Studio, prompt = "a fox") {
  await makePicture(studio, studio.mira, { prompt, private: true });
  return studio.mira.lastMessage();
}

/** What Share answers Mira while this holds here. */
async function refusal(studio: Studio, edit: (settings: GuildSettings) => void): Promise<string> {
  const { mira, nils } = studio;
  const button = (await mira.messages()).find(({ components }) => JSON.stringify(components).includes("share:"));
  assert.ok(button);
  let before: GuildSettings | undefined;
  await decideLimits(studio, (settings) => {
    before = structuredClone(settings);
    edit(settings);
  });
  await mira.press(button, "Share");
  const answer = await mira.lastMessage();
  assert.notEqual(answer.id, button.id, "a sentence beside it");
  await mira.dismiss(answer);
  assert.deepEqual(await nils.transcript(), []);
  await decideLimits(studio, (settings) => Object.assign(settings, before));
  return answer.content;
}

test("Share keeps to the rules of the place as they are when it is pressed", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  await makePrivately(studio);
  const closed = await refusal(studio, ({ place }) => place.channels.denied.push(ID.general));
  assert.match(closed, /^Pictures are not made in <#\d+>\.$/);
  const ofRole = await refusal(studio, ({ people }) => people.roles.denied.push(ID.memberRole));
  assert.match(ofRole, /^Members with <@&\d+> may not make pictures here\.$/);
  const paused = await refusal(studio, (settings) => {
    settings.paused = { reason: "spring cleaning", until: null, by: studio.theo.id, at: 0 };
  });
  assert.match(paused, /paused picture making here: spring cleaning\. That lasts until it is lifted\.$/);
  const suspended = await refusal(studio, ({ people }) => {
    people.suspensions[studio.mira.id] = { reason: "rude", until: null, by: studio.theo.id, at: 0 };
  });
  assert.match(suspended, /suspended you from making pictures here: rude\./);
  const words = await refusal(studio, ({ content }) => content.forbiddenWords.push("fox"));
  assert.match(words, /do not allow this in prompts here: `fox`/);
});

test("rules for making pictures do not keep a member from sharing one that they made before", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  const message = await makePrivately(studio);
  await decideLimits(studio, ({ content, limits }) => {
    content.otherModels = "off";
    limits.everyone.imagesPerDay = 1;
  });
  await mira.press(message, "Share");
  await seen(nils, /^Easel: <flux-.*“Picture 1 of 1: a fox”/);
});

test("what the model flagged is shared as the moderators have it now", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, seen } = studio;
  const message = await makePrivately(studio, "sandbox: nsfw");
  const withheld = await refusal(studio, ({ content }) => {
    content.flaggedResults.elsewhere = "withhold";
  });
  assert.match(withheld, /model flagged this result, and the moderators withhold such pictures in this channel/);
  await decideLimits(studio, ({ content }) => {
    content.flaggedResults.elsewhere = "post";
  });
  await mira.press(message, "Share");
  await seen(nils, /“Picture 1 of 1: sandbox: nsfw”/);
  assert.doesNotMatch(JSON.stringify(await nils.messages()), /"spoiler":true/);
});

test("a second press whose answer is slow does not share a result again", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, discord, seen } = studio;
  const message = await makePrivately(studio);
  discord.faults.add({ kind: "429", route: /^POST \/interactions/, times: 1, retryAfterMs: 400 });
  await Promise.all([mira.press(message, "Share"), mira.press(message, "Share")]);
  await seen(mira, /\(only you\): \[Shared in this channel/);
  await seen(mira, /\(only you\): This is shared already/);
  assert.equal((await nils.messages()).length, 1);
});

test("a result that Discord did not take is shared by the next press", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, discord, seen } = studio;
  const message = await makePrivately(studio);
  discord.faults.add({ kind: "missing_permissions", route: /^POST \/webhooks/, times: 1 });
  await mira.press(message, "Share");
  await seen(mira, /nobody else sees it yet/);
  assert.deepEqual(await nils.transcript(), []);
  await mira.press(message, "Share");
  await seen(nils, /^Easel: <flux-.*“Picture 1 of 1: a fox”/);
});
