import { DAY, decisionTable, HOUR, ID, NOW } from "./decision-row.ts";

const { regular, booster, newcomer } = ID;
const everyone = (limits: object) => ({ limits: { everyone: limits } });
const byRole = (base: object, roles: Record<string, object>) => ({ limits: { everyone: base, roles } });
const two = { count: 2 };
/** Images by how many hours ago they were admitted. */
const used = (...entries: (readonly [hoursAgo: number, images: number, credits?: number])[]) => ({
  entries: entries.map(([hours, images, credits = 0]) => ({ at: NOW - hours * HOUR, images, credits })),
});

decisionTable("quotas", [
  ["the first image", { settings: everyone({ imagesPerDay: 1 }) }, "yes"],
  ["the last image", { settings: everyone({ imagesPerDay: 5 }), used: used([3, 4]) }, "yes"],
  [
    "one image too many",
    { settings: everyone({ imagesPerDay: 5 }), used: used([3, 5]) },
    "no, quota, imagesPerDay, for 21 h",
  ],
  [
    "two images with one left",
    { settings: everyone({ imagesPerDay: 5 }), used: used([3, 4]), input: two },
    "no, quota, imagesPerDay, for 21 h",
  ],
  ["nothing allowed at all", { settings: everyone({ imagesPerDay: 0 }) }, "no, quota, imagesPerDay"],
  [
    "more at once than the whole quota",
    { settings: everyone({ imagesPerDay: 1 }), input: two },
    "no, quota, imagesPerDay",
  ],
  ["images of the day before", { settings: everyone({ imagesPerDay: 5 }), used: used([24, 5]) }, "yes"],
  [
    "images of just less than a day ago",
    { settings: everyone({ imagesPerDay: 1 }), used: { entries: [{ at: NOW - DAY + 1000, images: 1, credits: 0 }] } },
    "no, quota, imagesPerDay, for 1 s",
  ],
  [
    "the oldest makes room first",
    { settings: everyone({ imagesPerDay: 3 }), used: used([1, 1], [20, 1], [5, 1]) },
    "no, quota, imagesPerDay, for 4 h",
  ],
  [
    "two images need two to leave",
    { settings: everyone({ imagesPerDay: 3 }), used: used([1, 1], [20, 1], [5, 1]), input: two },
    "no, quota, imagesPerDay, for 19 h",
  ],
  [
    "one image needs one of several to leave",
    { settings: everyone({ imagesPerDay: 4 }), used: used([1, 2], [23, 3]) },
    "no, quota, imagesPerDay, for 1 h",
  ],
  [
    "per hour",
    { settings: everyone({ imagesPerHour: 2 }), used: used([0.5, 2]) },
    "no, quota, imagesPerHour, for 1800 s",
  ],
  ["per hour, an hour later", { settings: everyone({ imagesPerHour: 2 }), used: used([1, 2]) }, "yes"],
  ["per week", { settings: everyone({ imagesPerWeek: 2 }), used: used([24, 2]) }, "no, quota, imagesPerWeek, for 6 d"],
  [
    "per month, which is 30 days",
    { settings: everyone({ imagesPerMonth: 2 }), used: used([48, 2]) },
    "no, quota, imagesPerMonth, for 28 d",
  ],
  [
    "the hour has room, the day has not",
    { settings: everyone({ imagesPerHour: 5, imagesPerDay: 5 }), used: used([3, 5]) },
    "no, quota, imagesPerDay, for 21 h",
  ],
  [
    "of two full windows the longer wait is told",
    { settings: everyone({ imagesPerHour: 1, imagesPerDay: 1 }), used: used([0.5, 1]) },
    "no, quota, imagesPerDay, for 23.5 h",
  ],
  [
    "an image from the future counts: the clock was set back",
    { settings: everyone({ imagesPerDay: 1 }), used: used([-5, 1]) },
    "no, quota, imagesPerDay, for 1.2083333333333333 d",
  ],
  ["unlimited is said", { settings: everyone({ imagesPerDay: "unlimited" }), used: used([1, 999]) }, "yes"],
]);

decisionTable("quotas by role", [
  [
    "more for a role",
    { settings: byRole({ imagesPerDay: 1 }, { [booster]: { imagesPerDay: 5 } }), roles: [booster], used: used([1, 4]) },
    "yes",
  ],
  [
    "more for a role, used up",
    { settings: byRole({ imagesPerDay: 1 }, { [booster]: { imagesPerDay: 5 } }), roles: [booster], used: used([1, 5]) },
    "no, quota, imagesPerDay, for 23 h",
  ],
  [
    "more for a role one has not",
    { settings: byRole({ imagesPerDay: 1 }, { [booster]: { imagesPerDay: 5 } }), roles: [regular], used: used([1, 4]) },
    "no, quota, imagesPerDay, for 23 h",
  ],
  [
    "the most generous of two roles",
    {
      settings: byRole({}, { [newcomer]: { imagesPerDay: 1 }, [booster]: { imagesPerDay: 5 } }),
      roles: [newcomer, booster],
      used: used([1, 4]),
    },
    "yes",
  ],
  [
    "less for a role does not take from everyone's",
    {
      settings: byRole({ imagesPerDay: 5 }, { [newcomer]: { imagesPerDay: 1 } }),
      roles: [newcomer],
      used: used([1, 4]),
    },
    "yes",
  ],
  [
    "a role alone, with it",
    { settings: byRole({}, { [newcomer]: { imagesPerDay: 1 } }), roles: [newcomer], used: used([1, 1]) },
    "no, quota, imagesPerDay, for 23 h",
  ],
  [
    "a role alone, without it",
    { settings: byRole({}, { [newcomer]: { imagesPerDay: 1 } }), used: used([1, 1]) },
    "yes",
  ],
  [
    "a role without limit",
    {
      settings: byRole({ imagesPerDay: 1 }, { [booster]: { imagesPerDay: "unlimited" } }),
      roles: [booster],
      used: used([1, 99]),
    },
    "yes",
  ],
  [
    "everyone's role as a role",
    { settings: byRole({ imagesPerDay: 1 }, { [ID.guild]: { imagesPerDay: 2 } }), used: used([1, 1]) },
    "yes",
  ],
  [
    "a role that speaks of another window",
    {
      settings: byRole({ imagesPerDay: 1 }, { [booster]: { imagesPerHour: 9 } }),
      roles: [booster],
      used: used([2, 1]),
    },
    "no, quota, imagesPerDay, for 22 h",
  ],
]);

decisionTable("bonus credits", [
  [
    "fill what the quota lacks",
    { settings: everyone({ imagesPerDay: 1 }), used: { ...used([1, 1]), credits: 3 } },
    "yes, 1 credits",
  ],
  [
    "fill only what it lacks",
    { settings: everyone({ imagesPerDay: 2 }), used: { ...used([1, 1]), credits: 3 }, input: two },
    "yes, 1 credits",
  ],
  [
    "are left alone while there is quota",
    { settings: everyone({ imagesPerDay: 2 }), used: { ...used([1, 1]), credits: 3 } },
    "yes",
  ],
  [
    "do not stretch",
    { settings: everyone({ imagesPerDay: 1 }), used: { ...used([1, 1]), credits: 1 }, input: two },
    "no, quota, imagesPerDay, for 23 h",
  ],
  [
    "fill the window that lacks most",
    { settings: everyone({ imagesPerHour: 0, imagesPerDay: 2 }), used: { ...used([3, 1]), credits: 2 }, input: two },
    "yes, 2 credits",
  ],
  [
    "never cost more than the images asked for",
    { settings: everyone({ imagesPerDay: 1 }), used: { ...used([1, 9]), credits: 99 } },
    "no, quota, imagesPerDay, for 23 h",
  ],
  [
    "images paid with them are not in the quota",
    { settings: everyone({ imagesPerDay: 2 }), used: used([1, 1, 5]) },
    "yes",
  ],
  [
    "do not open a channel",
    { settings: { place: { channels: { denied: [ID.general] } } }, used: { credits: 9 } },
    "no, channel, denied",
  ],
]);

decisionTable("the operator's quota", [
  [
    "counts images paid with credits",
    { operator: { eachGuild: { imagesPerMemberPerDay: 5 } }, used: used([1, 1, 4]) },
    "no, quota, by the operator, imagesPerDay, for 23 h",
  ],
  [
    "is not to be bought",
    { operator: { eachGuild: { imagesPerMemberPerDay: 1 } }, used: { ...used([1, 1]), credits: 9 } },
    "no, quota, by the operator, imagesPerDay, for 23 h",
  ],
  ["has room", { operator: { eachGuild: { imagesPerMemberPerDay: 2 } }, used: used([1, 1]) }, "yes"],
  [
    "holds in a direct message",
    { operator: { eachGuild: { imagesPerMemberPerDay: 1 } }, used: used([1, 1]), guildId: null },
    "no, quota, by the operator, imagesPerDay, for 23 h",
  ],
  [
    "is another one for this guild",
    {
      operator: { eachGuild: { imagesPerMemberPerDay: 1 }, byGuild: { [ID.guild]: { imagesPerMemberPerDay: 2 } } },
      used: used([1, 1]),
    },
    "yes",
  ],
]);
