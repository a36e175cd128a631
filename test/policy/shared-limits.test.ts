import { decisionTable, HOUR, ID, NOW, SECOND } from "./decision-row.ts";

const { booster, newcomer } = ID;
const everyone = (limits: object) => ({ limits: { everyone: limits } });
const byRole = (base: object, roles: Record<string, object>) => ({ limits: { everyone: base, roles } });
const two = { count: 2 };
/** Images by how many hours ago they were admitted. */
const used = (...entries: (readonly [hoursAgo: number, images: number, credits?: number])[]) => ({
  entries: entries.map(([hours, images, credits = 0]) => ({ at: NOW - hours * HOUR, images, credits })),
});
const USD = 1_000_000;
/** flux at 1024 × 768: one megapixel. */
const PRICE = 25_000;

decisionTable("cooldowns and jobs at once", [
  [
    "too soon",
    { settings: everyone({ cooldownSeconds: 60 }), used: { lastAdmittedAt: NOW - 20 * SECOND } },
    "no, cooldown, for 40 s",
  ],
  [
    "just late enough",
    { settings: everyone({ cooldownSeconds: 60 }), used: { lastAdmittedAt: NOW - 60 * SECOND } },
    "yes",
  ],
  ["the first request", { settings: everyone({ cooldownSeconds: 60 }) }, "yes"],
  [
    "shorter for a role",
    {
      settings: byRole({ cooldownSeconds: 60 }, { [booster]: { cooldownSeconds: 10 } }),
      roles: [booster],
      used: { lastAdmittedAt: NOW - 20 * SECOND },
    },
    "yes",
  ],
  [
    "none for a role",
    {
      settings: byRole({ cooldownSeconds: 60 }, { [booster]: { cooldownSeconds: 0 } }),
      roles: [booster],
      used: { lastAdmittedAt: NOW },
    },
    "yes",
  ],
  [
    "longer for a role than for everyone",
    {
      settings: byRole({ cooldownSeconds: 10 }, { [newcomer]: { cooldownSeconds: 60 } }),
      roles: [newcomer],
      used: { lastAdmittedAt: NOW - 20 * SECOND },
    },
    "yes",
  ],
  [
    "one job under way, one allowed",
    { settings: everyone({ jobsAtOnce: 1 }), used: { jobsUnderWay: 1 } },
    "no, member_busy",
  ],
  ["one job under way, two allowed", { settings: everyone({ jobsAtOnce: 2 }), used: { jobsUnderWay: 1 } }, "yes"],
  [
    "more at once for a role",
    {
      settings: byRole({ jobsAtOnce: 1 }, { [booster]: { jobsAtOnce: "unlimited" } }),
      roles: [booster],
      used: { jobsUnderWay: 9 },
    },
    "yes",
  ],
  ["the guild's places are taken", { settings: { jobsAtOnce: 3 }, guild: { jobsUnderWay: 3 } }, "no, guild_busy"],
  ["the guild has a place", { settings: { jobsAtOnce: 3 }, guild: { jobsUnderWay: 2 } }, "yes"],
  [
    "the operator's places for a guild are taken",
    { operator: { eachGuild: { jobsAtOnce: 1 } }, guild: { jobsUnderWay: 1 } },
    "no, guild_busy, by the operator",
  ],
  [
    "the operator's places for all are taken",
    { operator: { together: { jobsAtOnce: 9 } }, together: { jobsUnderWay: 9 } },
    "no, guild_busy, by the operator",
  ],
  [
    "a quota goes before a moment's wait",
    { settings: everyone({ imagesPerDay: 1, jobsAtOnce: 1 }), used: { ...used([1, 1]), jobsUnderWay: 1 } },
    "no, quota, imagesPerDay, for 23 h",
  ],
  [
    "a quota until tomorrow goes before a cooldown",
    {
      settings: everyone({ imagesPerDay: 1, cooldownSeconds: 9999 }),
      used: { ...used([1, 1]), lastAdmittedAt: NOW - HOUR },
    },
    "no, quota, imagesPerDay, for 23 h",
  ],
]);

decisionTable("budgets", [
  [
    "the day's is used up",
    { settings: { money: { perDay: USD } }, guild: { dayMicros: USD } },
    "no, budget, day, for 12 h",
  ],
  ["the day's has just enough", { settings: { money: { perDay: USD } }, guild: { dayMicros: USD - PRICE } }, "yes"],
  [
    "the day's lacks a millionth",
    { settings: { money: { perDay: USD } }, guild: { dayMicros: USD - PRICE + 1 } },
    "no, budget, day, for 12 h",
  ],
  [
    "two images cost twice",
    { settings: { money: { perDay: USD } }, guild: { dayMicros: USD - PRICE }, input: two },
    "no, budget, day, for 12 h",
  ],
  [
    "the month's is used up",
    { settings: { money: { perMonth: USD } }, guild: { monthMicros: USD } },
    "no, budget, month, for 9.5 d",
  ],
  [
    "both are: the month is told",
    { settings: { money: { perDay: USD, perMonth: USD } }, guild: { dayMicros: USD, monthMicros: USD } },
    "no, budget, month, for 9.5 d",
  ],
  ["one request costs more than all of it", { settings: { money: { perDay: PRICE - 1 } } }, "no, budget, day"],
  ["nothing at all", { settings: { money: { perDay: 0 } } }, "no, budget, day"],
  [
    "the guild's own price counts",
    { settings: { money: { perDay: USD, prices: { "fal-ai/flux-1/dev": USD } } }, guild: { dayMicros: 1 } },
    "no, budget, day, for 12 h",
  ],
  ["a model that is free here", { settings: { money: { perDay: 0, prices: { "fal-ai/flux-1/dev": 0 } } } }, "yes"],
  [
    "the operator's price counts",
    {
      operator: { prices: { "fal-ai/flux-1/dev": USD } },
      settings: { money: { perDay: USD } },
      guild: { dayMicros: 1 },
    },
    "no, budget, day, for 12 h",
  ],
  [
    "the guild's price goes before the operator's",
    {
      operator: { prices: { "fal-ai/flux-1/dev": USD } },
      settings: { money: { perDay: USD, prices: { "fal-ai/flux-1/dev": 1 } } },
      guild: { dayMicros: 1 },
    },
    "yes",
  ],
  [
    "the operator's for a guild is used up",
    { operator: { eachGuild: { perDay: USD } }, guild: { dayMicros: USD } },
    "no, budget, by the operator, day, for 12 h",
  ],
  [
    "the operator's for all is used up",
    { operator: { together: { perMonth: USD } }, together: { monthMicros: USD } },
    "no, budget, by the operator, month, for 9.5 d",
  ],
  [
    "the operator's for all, in a direct message",
    { operator: { together: { perDay: 0 } }, guildId: null },
    "no, budget, by the operator, day",
  ],
  [
    "another guild's spending is not this one's",
    { settings: { money: { perDay: USD } }, together: { dayMicros: 9 * USD } },
    "yes",
  ],
]);

const { guild, otherGuild } = ID;
decisionTable("the operator's limits for one guild", [
  [
    "are stricter than each guild's",
    { operator: { eachGuild: { perDay: 9 * USD }, byGuild: { [guild]: { perDay: USD } } }, guild: { dayMicros: USD } },
    "no, budget, by the operator, day, for 12 h",
  ],
  [
    "are more generous than each guild's",
    { operator: { eachGuild: { perDay: USD }, byGuild: { [guild]: { perDay: 9 * USD } } }, guild: { dayMicros: USD } },
    "yes",
  ],
  [
    "are none, where each guild has one",
    { operator: { eachGuild: { perDay: 0 }, byGuild: { [guild]: { perDay: "unlimited" } } } },
    "yes",
  ],
  [
    "leave each guild's other limits as they are",
    {
      operator: { eachGuild: { jobsAtOnce: 1, perDay: 0 }, byGuild: { [guild]: { perDay: "unlimited" } } },
      guild: { jobsUnderWay: 1 },
    },
    "no, guild_busy, by the operator",
  ],
  [
    "do not go beyond what all have together",
    { operator: { together: { perDay: 0 }, byGuild: { [guild]: { perDay: "unlimited" } } } },
    "no, budget, by the operator, day",
  ],
  [
    "are not to be raised by its moderators",
    { operator: { byGuild: { [guild]: { perDay: 0 } } }, settings: { money: { perDay: 9 * USD } } },
    "no, budget, by the operator, day",
  ],
  [
    "are not beyond its moderators' own",
    { operator: { byGuild: { [guild]: { perDay: 9 * USD } } }, settings: { money: { perDay: 0 } } },
    "no, budget, day",
  ],
  ["are another guild's", { operator: { byGuild: { [otherGuild]: { perDay: 0 } } } }, "yes"],
  ["are no direct message's", { operator: { byGuild: { [guild]: { perDay: 0 } } }, guildId: null }, "yes"],
  [
    "bound a direct message as each guild",
    { operator: { eachGuild: { perDay: 0 }, byGuild: { [guild]: { perDay: USD } } }, guildId: null },
    "no, budget, by the operator, day",
  ],
  [
    "together are open where they say unlimited",
    { operator: { together: { perDay: "unlimited", jobsAtOnce: "unlimited" } }, together: { jobsUnderWay: 99 } },
    "yes",
  ],
]);
