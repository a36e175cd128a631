import { kontext } from "../../src/models/kontext.ts";
import { AFTER_DARK, ART, DAY, decisionTable, HOUR, ID, NOW, type TableRow, THREAD_IN_ART } from "./decision-row.ts";

const { general, art, afterDark, studio, otherCategory, newcomer, regular, booster } = ID;
const by = ID.moderator;
const paused = (until: number | null) => ({ reason: "cleaning", by, at: NOW - HOUR, until });
const suspended = (until: number | null, user: string = ID.member) => ({
  people: { suspensions: { [user]: { reason: "spam", by, at: NOW - HOUR, until } } },
});
const channels = (allowed: string[], denied: string[] = [], redirect: string | null = null) => ({
  place: { channels: { allowed, denied }, redirect },
});
const roles = (allowed: string[], denied: string[] = []) => ({ people: { roles: { allowed, denied } } });
const waits = (accountHours: number, membershipHours: number, exemptRoles: string[] = []) => ({
  people: { newMembers: { accountHours, membershipHours, exemptRoles } },
});

decisionTable("an open guild", [
  ["allows everything", {}, "yes"],
  ["allows a model that edits pictures", { model: kontext }, "yes"],
  ["allows an age-restricted channel", { place: AFTER_DARK }, "yes"],
  ["allows a thread", { place: THREAD_IN_ART }, "yes"],
  ["allows a direct message", { guildId: null }, "yes"],
  ["allows whoever has just joined", { member: { joinedAt: NOW } }, "yes"],
  ["allows a member whose join date is unknown", { member: { joinedAt: null } }, "yes"],
  ["allows someone who used a lot", { used: { entries: [{ at: NOW - HOUR, images: 500, credits: 0 }] } }, "yes"],
  ["allows many jobs at once", { used: { jobsUnderWay: 50 }, guild: { jobsUnderWay: 500 } }, "yes"],
  ["allows whatever was spent", { guild: { dayMicros: 10 ** 12, monthMicros: 10 ** 12 } }, "yes"],
]);

decisionTable("channels", [
  ["a denied channel", { settings: channels([], [general]) }, "no, channel, denied"],
  ["another channel than the denied one", { settings: channels([], [art]) }, "yes"],
  ["a denied category", { settings: channels([], [studio]) }, "no, channel, denied"],
  ["a channel outside the denied category", { settings: channels([], [otherCategory]) }, "yes"],
  ["an allowed channel", { settings: channels([general]) }, "yes"],
  ["a channel that is not on the list", { settings: channels([art]) }, "no, channel, not_allowed"],
  ["an allowed category", { settings: channels([studio]) }, "yes"],
  ["a channel outside the allowed category", { settings: channels([otherCategory]) }, "no, channel, not_allowed"],
  ["an allowed channel that is also denied", { settings: channels([general], [general]) }, "no, channel, denied"],
  ["an allowed channel in a denied category", { settings: channels([general], [studio]) }, "no, channel, denied"],
  ["a denied channel in an allowed category", { settings: channels([studio], [general]) }, "no, channel, denied"],
  ["a thread in a denied channel", { settings: channels([], [art]), place: THREAD_IN_ART }, "no, channel, denied"],
  ["a thread in an allowed channel", { settings: channels([art]), place: THREAD_IN_ART }, "yes"],
  ["a thread in an allowed category", { settings: channels([studio]), place: THREAD_IN_ART }, "yes"],
  ["a thread in a denied category", { settings: channels([], [studio]), place: THREAD_IN_ART }, "no, channel, denied"],
  [
    "a denied thread in an allowed channel",
    { settings: channels([art], [ID.thread]), place: THREAD_IN_ART },
    "no, channel, denied",
  ],
  ["an allowed thread alone", { settings: channels([ID.thread]), place: THREAD_IN_ART }, "yes"],
  [
    "its channel where only the thread is allowed",
    { settings: channels([ID.thread]), place: ART },
    "no, channel, not_allowed",
  ],
  ["a redirect", { settings: channels([art], [], art) }, "no, channel, not_allowed, use art"],
  ["a redirect out of a denied channel", { settings: channels([], [general], art) }, "no, channel, denied, use art"],
  ["no redirect into a denied channel", { settings: channels([], [general, art], art) }, "no, channel, denied"],
  ["no redirect to where one is", { settings: channels([afterDark], [], general) }, "no, channel, not_allowed"],
  [
    "no redirect from a thread to its channel",
    { settings: channels([general], [], art), place: THREAD_IN_ART },
    "no, channel, not_allowed",
  ],
]);

decisionTable("ephemeral places", [
  ["a channel for one's own eyes", { settings: { place: { ephemeralOnly: [general] } } }, "yes, ephemeral"],
  ["another channel", { settings: { place: { ephemeralOnly: [art] } } }, "yes"],
  ["a whole category", { settings: { place: { ephemeralOnly: [studio] } } }, "yes, ephemeral"],
  [
    "a thread of such a channel",
    { settings: { place: { ephemeralOnly: [art] } }, place: THREAD_IN_ART },
    "yes, ephemeral",
  ],
  ["the thread alone", { settings: { place: { ephemeralOnly: [ID.thread] } }, place: ART }, "yes"],
]);

const peopleRows: TableRow[] = [
  ["a denied role", { settings: roles([], [newcomer]), roles: [newcomer] }, "no, role, denied"],
  ["without the denied role", { settings: roles([], [newcomer]), roles: [regular] }, "yes"],
  ["an allowed role", { settings: roles([regular]), roles: [regular] }, "yes"],
  ["one of several allowed roles", { settings: roles([booster, regular]), roles: [regular] }, "yes"],
  ["without the allowed role", { settings: roles([regular]), roles: [newcomer] }, "no, role, not_allowed"],
  ["without any role", { settings: roles([regular]) }, "no, role, not_allowed"],
  [
    "an allowed and a denied role",
    { settings: roles([regular], [newcomer]), roles: [regular, newcomer] },
    "no, role, denied",
  ],
  ["everyone denied", { settings: roles([], [ID.guild]) }, "no, role, denied"],
  ["everyone allowed", { settings: roles([ID.guild]) }, "yes"],
  ["suspended until tomorrow", { settings: suspended(NOW + DAY) }, "no, suspended, for 1 d"],
  ["suspended for good", { settings: suspended(null) }, "no, suspended"],
  ["a suspension that has just ended", { settings: suspended(NOW) }, "yes"],
  ["a suspension with a millisecond left", { settings: suspended(NOW + 1) }, "no, suspended, for 0.001 s"],
  ["another member's suspension", { settings: suspended(null, ID.moderator) }, "yes"],
  ["paused", { settings: { paused: paused(null) } }, "no, paused"],
  ["paused for an hour more", { settings: { paused: paused(NOW + HOUR) } }, "no, paused, for 1 h"],
  ["a pause that is over", { settings: { paused: paused(NOW) } }, "yes"],
  [
    "paused by the operator",
    { operator: { paused: { reason: "moving", at: NOW, until: null } } },
    "no, paused, by the operator",
  ],
  ["an operator's pause that is over", { operator: { paused: { reason: "", at: 0, until: NOW } } }, "yes"],
  [
    "an operator's pause in a direct message",
    { operator: { paused: { reason: "", at: 0, until: null } }, guildId: null },
    "no, paused, by the operator",
  ],
  ["a young account", { settings: waits(72, 0), member: { accountCreatedAt: NOW - DAY } }, "no, new_account, for 2 d"],
  ["an account just old enough", { settings: waits(24, 0), member: { accountCreatedAt: NOW - DAY } }, "yes"],
  ["a new member", { settings: waits(0, 24), member: { joinedAt: NOW - HOUR } }, "no, new_member, for 23 h"],
  ["a member for just long enough", { settings: waits(0, 1), member: { joinedAt: NOW - HOUR } }, "yes"],
  ["a member whose join date is unknown", { settings: waits(0, 1), member: { joinedAt: null } }, "no, new_member"],
  [
    "a new member with an exempt role",
    { settings: waits(72, 24, [booster]), roles: [booster], member: { joinedAt: NOW, accountCreatedAt: NOW } },
    "yes",
  ],
  [
    "young and new: what lasts longer is told",
    { settings: waits(48, 24), member: { joinedAt: NOW, accountCreatedAt: NOW } },
    "no, new_account, for 2 d",
  ],
  [
    "new and young: what lasts longer is told",
    { settings: waits(24, 48), member: { joinedAt: NOW, accountCreatedAt: NOW } },
    "no, new_member, for 2 d",
  ],
  ["a guild that is listed", { operator: { guilds: { mode: "listed", listed: [ID.guild] } } }, "yes"],
  [
    "a guild that is not listed",
    { operator: { guilds: { mode: "listed", listed: [ID.otherGuild] } } },
    "no, guild_not_listed",
  ],
  ["a list that is switched off", { operator: { guilds: { mode: "everywhere", listed: [ID.otherGuild] } } }, "yes"],
  ["a direct message beside a list", { operator: { guilds: { mode: "listed", listed: [] } }, guildId: null }, "yes"],
  ["direct messages switched off", { operator: { directMessages: "off" }, guildId: null }, "no, direct_messages_off"],
  ["a guild where only direct messages are off", { operator: { directMessages: "off" } }, "yes"],
];
decisionTable("people", peopleRows);

decisionTable("several denials", [
  [
    "a suspension goes before a channel that could be left",
    { settings: { ...suspended(null), ...channels([art]) } },
    "no, suspended",
  ],
  [
    "a channel for good goes before a suspension until tomorrow",
    { settings: { ...suspended(NOW + DAY), ...channels([art]) } },
    "no, channel, not_allowed",
  ],
  [
    "a suspension until tomorrow goes before a pause of an hour",
    { settings: { ...suspended(NOW + DAY), paused: paused(NOW + HOUR) } },
    "no, suspended, for 1 d",
  ],
  [
    "a pause until tomorrow goes before a suspension of an hour",
    { settings: { ...suspended(NOW + HOUR), paused: paused(NOW + DAY) } },
    "no, paused, for 1 d",
  ],
  [
    "who and where goes before what",
    { settings: { ...suspended(NOW + HOUR), content: { otherModels: "off" } } },
    "no, suspended, for 1 h",
  ],
  [
    "what goes before how often",
    { settings: { content: { otherModels: "off" }, limits: { everyone: { imagesPerDay: 0 } } } },
    "no, model_off",
  ],
]);
