import assert from "node:assert/strict";
import { test } from "node:test";
import { DEED_FORMS, type DeedForm, SETTING_FORMS } from "../../../src/commands/moderation/forms.ts";
import { settingAt } from "../../../src/commands/moderation/setting-value.ts";
import type { SettingId } from "../../../src/commands/moderation/settings-table.ts";
import { guildSettings } from "../../../src/policy/settings.ts";
import { asJson, type Json } from "../../../src/policy/settings-changes.ts";
import { say } from "../../../src/texts/say.ts";
import type { Person, Values } from "../../support/person.ts";
import { openStudio, type Studio } from "../../support/studio.ts";
import { panelControls } from "./every-way-in.ts";

/** What a guild's moderators set; the rest of the table is the operator's. */
type GuildSetting = Exclude<SettingId, `op_${string}`>;

const model = "flux";
const limit = (name: string, amount = "3") => ({ limits: { set: { limit: name, amount } } });

/** How each setting is typed: without a row for every setting there is, this file does not compile. */
function typed({ theo }: Studio): Record<GuildSetting, Values> {
  const [channel, role] = [theo.channel("art"), String(theo.world.guilds[0]?.roles[1]?.id)];
  return {
    place_allowed: { channels: { allow: { channel } } },
    place_denied: { channels: { deny: { channel } } },
    redirect: { channels: { redirect: { channel } } },
    ephemeral_only: { channels: { private: { channel, on: true } } },
    roles_allowed: { roles: { allow: { role } } },
    roles_denied: { roles: { deny: { role } } },
    account_hours: { member: { newcomers: { account_hours: 24 } } },
    membership_hours: { member: { newcomers: { membership_hours: 24 } } },
    exempt_roles: { member: { exempt: { role, on: true } } },
    other_models: { model: { others: { on: false } } },
    model_on: { model: { switch: { model, on: false } } },
    model_roles_allowed: { model: { role: { model, role, rule: "allow" } } },
    model_roles_denied: { model: { role: { model, role, rule: "deny" } } },
    model_channels_allowed: { model: { channel: { model, channel, rule: "allow" } } },
    model_channels_denied: { model: { channel: { model, channel, rule: "deny" } } },
    price: { model: { price: { model, price: "0.07" } } },
    images_hour: limit("images_hour"),
    images_day: limit("images_day"),
    images_week: limit("images_week"),
    images_month: limit("images_month"),
    cooldown: limit("cooldown"),
    jobs: limit("jobs"),
    pixels: limit("pixels", "512x512"),
    steps: limit("steps"),
    images: limit("images"),
    guild_jobs: { limits: { server: { jobs: "3" } } },
    budget_day: { budget: { set: { period: "day", amount: "3" } } },
    budget_month: { budget: { set: { period: "month", amount: "3" } } },
    currency: { budget: { currency: { code: "EUR" } } },
    per_usd: { budget: { currency: { code: "EUR", per_usd: "0.9" } } },
    warnings: { budget: { warnings: { channel } } },
    forbidden: { words: { forbid: { words: "gore" } } },
    replaced: { words: { replace: { word: "dragon", by: "lizard" } } },
    safety_checker: { safety: { checker: { checker: "always_on" } } },
    flagged_adult: { safety: { flagged: { place: "age_restricted", handling: "withhold" } } },
    flagged_elsewhere: { safety: { flagged: { place: "elsewhere", handling: "withhold" } } },
    others_pictures: { pictures: { others: { on: false } } },
    parameters_in_files: { pictures: { files: { on: false } } },
    gallery: { pictures: { gallery: { pictures: "off" } } },
    kept_days: { pictures: { kept: { days: "30" } } },
    kept_megabytes: { pictures: { kept: { megabytes: "500" } } },
    audit_channel: { log: { channel: { channel } } },
    reports_channel: { log: { reports: { channel } } },
    audit_jobs: { log: { pictures: { on: true } } },
    preset_roles: { pictures: { styles: { role, on: true } } },
    moderator_roles: { moderators: { add: { role } } },
  };
}

/** What the panel's other forms and buttons do, typed. */
function typedDeeds({ mira }: Studio): Record<DeedForm | "resume" | "lift" | "undo", Values> {
  const member = mira.id;
  return {
    suspend: { member: { suspend: { member, reason: "spam" } } },
    lift: { member: { unsuspend: { member } } },
    credits: { member: { credits: { member, images: 3 } } },
    pause: { pause: { reason: "cleaning" } },
    resume: { resume: {} },
    forbid: { words: { forbid: { words: "blood" } } },
    replace: { words: { replace: { word: "sword", by: "spoon" } } },
    unlist: { words: { remove: { words: "sword" } } },
    test: { words: { test: { prompt: "blood" } } },
    undo: { undo: { entry: 3 } },
  };
}

async function answer(theo: Person, values: Values): Promise<string> {
  const before = (await theo.transcript()).length;
  await theo.command("easel", values);
  return (await theo.transcript()).slice(before).join("\n");
}

test("every setting is typed as well as chosen in the panel, and both say what was before and what is now", async (t) => {
  const studio = await openStudio(t);
  const { theo } = studio;
  const byTyping = typed(studio);
  const controls = await panelControls(studio);
  const inPanel = controls.flatMap(({ customId }): string[] => {
    const [, , action, name = ""] = customId.split(":");
    if (action === "set" || action === "turn") return [name];
    if (action !== "form") return [];
    const words = { forbid: ["forbidden"], replace: ["replaced"] }[name] ?? [];
    return [...(Object.entries(SETTING_FORMS).find(([form]) => form === name)?.[1] ?? []), ...words];
  });
  assert.deepEqual([...new Set(inPanel)].toSorted(), Object.keys(byTyping).toSorted());
  for (const [id, values] of Object.entries(byTyping) as [GuildSetting, Values][]) {
    const name = say("en-US", `setting_${id}`).replaceAll(/[%()]/g, "\\$&");
    assert.match(await answer(theo, values), new RegExp(`Changed(.|\\n)*${name}[^:\\n]*: .+ → `), id);
  }
});

test("everything else that the panel does is done by typing, too", async (t) => {
  const studio = await openStudio(t);
  const deeds = typedDeeds(studio);
  for (const form of Object.keys(DEED_FORMS)) assert.ok(Object.hasOwn(deeds, form), form);
  for (const [name, values] of Object.entries(deeds))
    assert.match(await answer(studio.theo, values), /→|forbidden word|Undone/, name);
});

/** Steps to every value of a document; a list is one value. */
function leaves(document: Json, path: readonly string[] = []): string[][] {
  if (typeof document !== "object" || document === null || Array.isArray(document)) return [[...path]];
  return Object.entries(document).flatMap(([key, value]) => leaves(value, [...path, key]));
}

test("whatever a server's settings hold, moderators can set: no value is without a control", () => {
  const limits = {
    imagesPerHour: 1,
    imagesPerDay: 1,
    imagesPerWeek: 1,
    imagesPerMonth: 1,
    cooldownSeconds: 1,
    jobsAtOnce: 1,
    maxPixels: 1,
    maxSteps: 1,
    maxImages: 1,
  };
  const full = guildSettings.parse({
    content: { models: { "any/model": { on: true } } },
    limits: { everyone: limits, roles: { "500000000000000001": limits } },
    money: { prices: { "any/model": 1 } },
  });
  const unset = leaves(asJson(full)).filter((path) => settingAt(path) === null);
  // Pauses have a form of their own; suspensions are none yet, and stand on their member's page.
  assert.deepEqual(unset, [["version"], ["paused"]]);
});
