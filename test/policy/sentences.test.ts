import assert from "node:assert/strict";
import { test } from "node:test";
import type { Denial } from "../../src/policy/decision.ts";
import { denialText } from "../../src/policy/sentences.ts";
import { ID, NOW } from "./decision-row.ts";

const everyone = { from: "everyone" } as const;
const later = NOW + 500;
const never = { endsAt: null };
const shown = `<t:${NOW / 1000 + 1}:R>`;

/** Every kind of denial, as a member reads it. */
const SENTENCES: readonly (readonly [Denial, string])[] = [
  [{ kind: "guild_not_listed", ...never }, "Whoever runs this bot has not opened it for this server."],
  [{ kind: "direct_messages_off", ...never }, "Pictures are made in servers here, not in direct messages."],
  [
    { kind: "paused", by: "moderators", reason: "cleaning.", endsAt: later },
    `The moderators have paused picture making here: cleaning. That ends ${shown}.`,
  ],
  [
    { kind: "paused", by: "operator", reason: "", ...never },
    "Whoever runs this bot has paused it: no reason given. That lasts until it is lifted.",
  ],
  [
    { kind: "suspended", reason: "**@everyone**", ...never },
    "The moderators have suspended you from making pictures here: \\*\\*\\@everyone\\*\\*. That lasts until it is lifted.",
  ],
  [
    { kind: "role", why: "denied", roleIds: [ID.newcomer], ...never },
    `Members with <@&${ID.newcomer}> may not make pictures here.`,
  ],
  [
    { kind: "role", why: "not_allowed", roleIds: [ID.regular, ID.booster], ...never },
    `Only members with <@&${ID.regular}> or <@&${ID.booster}> may make pictures here.`,
  ],
  [
    { kind: "new_account", hours: 72, endsAt: later },
    `Your Discord account must be at least 3 days old to make pictures here. You can ask for it again ${shown}.`,
  ],
  [{ kind: "new_member", hours: 1, ...never }, "You can make pictures here once you have been a member for 1 hr."],
  [
    { kind: "channel", channelId: ID.general, why: "denied", listed: [ID.general], redirect: ID.art, ...never },
    `Pictures are not made in <#${ID.general}>. Use <#${ID.art}> instead.`,
  ],
  [
    { kind: "channel", channelId: ID.general, why: "denied", listed: [ID.studio], redirect: null, ...never },
    `Pictures are not made in <#${ID.studio}>, which <#${ID.general}> belongs to.`,
  ],
  [
    { kind: "channel", channelId: ID.general, why: "not_allowed", listed: [ID.art], redirect: ID.art, ...never },
    `Pictures are made only in <#${ID.art}>, not in <#${ID.general}>. Use <#${ID.art}> instead.`,
  ],
  [
    {
      kind: "channel",
      channelId: ID.general,
      why: "not_allowed",
      listed: Array.from({ length: 8 }, () => ID.art),
      redirect: null,
      ...never,
    },
    `Pictures are made only in ${`<#${ID.art}>, `.repeat(5).slice(0, -2)} and 3 more, not in <#${ID.general}>.`,
  ],
  [{ kind: "model_off", model: "x", ...never }, "FLUX is switched off here. Try another model."],
  [
    {
      kind: "model_channel",
      model: "x",
      channelId: ID.general,
      why: "not_allowed",
      listed: [ID.art, ID.studio],
      redirect: ID.art,
      ...never,
    },
    `FLUX is offered only in <#${ID.art}>, <#${ID.studio}>, not in <#${ID.general}>. Use <#${ID.art}> instead.`,
  ],
  [
    {
      kind: "model_channel",
      model: "x",
      channelId: ID.thread,
      why: "denied",
      listed: [ID.art, ID.studio],
      redirect: null,
      ...never,
    },
    `FLUX is not offered in <#${ID.art}>, which <#${ID.thread}> belongs to.`,
  ],
  [
    { kind: "model_role", model: "x", why: "denied", roleIds: [ID.newcomer], ...never },
    `Members with <@&${ID.newcomer}> may not use FLUX here. Try another model.`,
  ],
  [
    { kind: "model_role", model: "x", why: "not_allowed", roleIds: [], ...never },
    "FLUX is for members with another role. Try another model.",
  ],
  [
    { kind: "forbidden_word", words: ["gore", "`x`"], ...never },
    "The moderators do not allow this in prompts here: `gore`, `'x'`. Say it another way.",
  ],
  [
    { kind: "too_large", pixels: 2_097_152, most: 1_048_576, source: everyone, ...never },
    "A picture of 2,097,152 pixels is too large: at most 1,048,576 are allowed. Choose a smaller size.",
  ],
  [
    { kind: "too_many_steps", steps: 50, most: 30, source: everyone, ...never },
    "50 steps are too many: at most 30 are allowed. Choose fewer.",
  ],
  [
    { kind: "too_many_images", images: 4, most: 2, source: everyone, ...never },
    "4 images at once are too many: at most 2 are allowed. Ask for fewer.",
  ],
  [
    {
      kind: "quota",
      window: "imagesPerDay",
      wanted: 1,
      used: 5,
      limit: 5,
      credits: 0,
      source: everyone,
      endsAt: later,
    },
    `This would take you over your limit of images, 5 per 24 hours: 5 used, 1 asked for now. You can ask for it again ${shown}.`,
  ],
  [
    { kind: "quota", window: "imagesPerHour", wanted: 4, used: 0, limit: 2, credits: 0, source: everyone, ...never },
    "Your limit of images is 2 per hour, and this asks for 4. Ask for fewer, or ask the moderators for more.",
  ],
  [
    { kind: "cooldown", seconds: 60, source: everyone, endsAt: later },
    `Please leave 60 s between two requests. You can ask for it again ${shown}.`,
  ],
  [
    { kind: "member_busy", most: 2, source: everyone, ...never },
    "You may have 2 under way at once. Wait until one is done, or cancel one.",
  ],
  [
    { kind: "guild_busy", by: "moderators", most: 3, ...never },
    "This server may have 3 under way at once, and has. Try again when one of them is done.",
  ],
  [
    { kind: "guild_busy", by: "operator", most: 3, ...never },
    "The bot has as much under way as it may: 3. Try again in a moment.",
  ],
  [
    { kind: "budget", by: "moderators", period: "day", priceMicros: 1, usedMicros: 9, limitMicros: 9, endsAt: later },
    `The budget for this day is used up here. You can ask for it again ${shown}.`,
  ],
  [
    { kind: "budget", by: "operator", period: "month", priceMicros: 1, usedMicros: 9, limitMicros: 9, endsAt: later },
    `The budget for this month of whoever runs the bot is used up. You can ask for it again ${shown}.`,
  ],
  [
    { kind: "budget", by: "moderators", period: "day", priceMicros: 9, usedMicros: 0, limitMicros: 5, ...never },
    "This costs more than the whole budget for a day here. Ask for fewer or smaller images.",
  ],
];

for (const [denial, sentence] of SENTENCES) {
  test(`“${sentence.slice(0, 60)}…” says the rule, the way on, and that it was free`, () => {
    assert.equal(denialText(denial, "en-US", "FLUX"), `${sentence} Nothing was charged.`);
    const chinese = denialText(denial, "zh-CN", "FLUX");
    assert.match(chinese, /\p{sc=Han}.*没有产生费用。$/u);
    assert.doesNotMatch(chinese, /[{}]/);
  });
}
