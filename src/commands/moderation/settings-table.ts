import type { Json } from "../../policy/settings-changes.ts";

/** Every value that a setting with a few of them can have. */
export const CHOICES = [
  "as_asked",
  "on_outside_age_restricted",
  "always_on",
  "post",
  "spoiler",
  "withhold",
  "off",
  "same_channel",
  "server",
  "everywhere",
  "listed",
] as const;
export type Choice = (typeof CHOICES)[number];

/**
 * Where a setting stands in the guild's settings. "@role" is everyone's or a role's limits, "@model" a model's endpoint
 * id; in the operator's, "@ceiling" is what each guild may have, all together, or one of them.
 */
interface Placed {
  readonly path: readonly string[];
}

/** What a moderator or the operator sets, and in which form: panel, subcommands, forms and the audit log all go by it. */
export type Setting = Placed &
  (
    | { readonly kind: "channels" | "roles" | "words" | "substitutes" | "servers" }
    /** One or none. */
    | { readonly kind: "channel" }
    | { readonly kind: "switch"; readonly on: Json; readonly off: Json }
    | { readonly kind: "choice"; readonly choices: readonly Choice[] }
    | NumberSetting
    /** Kept in millionths of a US dollar, written and shown in the guild's currency. `unset` undefined: left out. */
    | { readonly kind: "amount"; readonly unset: null | undefined; readonly unlimited?: true }
    | { readonly kind: "currency" }
    | { readonly kind: "rate" }
  );

export interface NumberSetting extends Placed {
  readonly kind: "number" | "pixels";
  readonly least: number;
  readonly most: number;
  /** What stands there while nothing is asked. Undefined: it is left out. */
  readonly unset: 0 | null | undefined;
  readonly unlimited?: true;
}

const limit = (name: string, kind: "number" | "pixels" = "number"): NumberSetting => ({
  kind,
  path: ["limits", "@role", name],
  least: 0,
  most: 1_000_000_000,
  unset: undefined,
  unlimited: true,
});
const hours = (name: string): NumberSetting => ({
  kind: "number",
  path: ["people", "newMembers", name],
  least: 0,
  most: 100_000,
  unset: 0,
});
const flagged = (where: string) =>
  ({
    kind: "choice",
    path: ["content", "flaggedResults", where],
    choices: ["post", "spoiler", "withhold"],
  }) as const;
const ofModel = (...path: string[]) => ["content", "models", "@model", ...path];
const cooldown: NumberSetting = {
  kind: "number",
  path: ["limits", "@role", "cooldownSeconds"],
  least: 0,
  most: 1_000_000_000,
  unset: undefined,
};

const ceiling = (name: string) => ({ path: ["@ceiling", name], unset: undefined, unlimited: true }) as const;
const counted = { kind: "number", least: 0, most: 1_000_000_000 } as const;

export const SETTINGS = {
  place_allowed: { kind: "channels", path: ["place", "channels", "allowed"] },
  place_denied: { kind: "channels", path: ["place", "channels", "denied"] },
  redirect: { kind: "channel", path: ["place", "redirect"] },
  ephemeral_only: { kind: "channels", path: ["place", "ephemeralOnly"] },

  roles_allowed: { kind: "roles", path: ["people", "roles", "allowed"] },
  roles_denied: { kind: "roles", path: ["people", "roles", "denied"] },
  account_hours: hours("accountHours"),
  membership_hours: hours("membershipHours"),
  exempt_roles: { kind: "roles", path: ["people", "newMembers", "exemptRoles"] },

  other_models: { kind: "switch", path: ["content", "otherModels"], on: "on", off: "off" },
  model_on: { kind: "switch", path: ofModel("on"), on: true, off: false },
  model_roles_allowed: { kind: "roles", path: ofModel("roles", "allowed") },
  model_roles_denied: { kind: "roles", path: ofModel("roles", "denied") },
  model_channels_allowed: { kind: "channels", path: ofModel("channels", "allowed") },
  model_channels_denied: { kind: "channels", path: ofModel("channels", "denied") },
  price: { kind: "amount", path: ["money", "prices", "@model"], unset: undefined },

  images_hour: limit("imagesPerHour"),
  images_day: limit("imagesPerDay"),
  images_week: limit("imagesPerWeek"),
  images_month: limit("imagesPerMonth"),
  cooldown,
  jobs: limit("jobsAtOnce"),
  pixels: limit("maxPixels", "pixels"),
  steps: limit("maxSteps"),
  images: limit("maxImages"),
  guild_jobs: { kind: "number", path: ["jobsAtOnce"], least: 1, most: 10_000, unset: null },

  budget_day: { kind: "amount", path: ["money", "perDay"], unset: null },
  budget_month: { kind: "amount", path: ["money", "perMonth"], unset: null },
  currency: { kind: "currency", path: ["money", "currency", "code"] },
  per_usd: { kind: "rate", path: ["money", "currency", "perUsd"] },
  warnings: { kind: "channel", path: ["money", "warnings"] },

  forbidden: { kind: "words", path: ["content", "forbiddenWords"] },
  replaced: { kind: "substitutes", path: ["content", "replacedWords"] },
  safety_checker: {
    kind: "choice",
    path: ["content", "safetyChecker"],
    choices: ["as_asked", "on_outside_age_restricted", "always_on"],
  },
  flagged_adult: flagged("ageRestricted"),
  flagged_elsewhere: flagged("elsewhere"),
  others_pictures: { kind: "switch", path: ["content", "othersPictures"], on: true, off: false },
  preset_roles: { kind: "roles", path: ["content", "presetRoles"] },
  parameters_in_files: { kind: "switch", path: ["content", "parametersInFiles"], on: true, off: false },

  gallery: { kind: "choice", path: ["gallery"], choices: ["off", "same_channel", "server"] },
  kept_days: { kind: "number", path: ["retention", "days"], least: 1, most: 36_500, unset: null },
  kept_megabytes: { kind: "number", path: ["retention", "megabytes"], least: 1, most: 100_000_000, unset: null },

  audit_channel: { kind: "channel", path: ["audit", "channel"] },
  reports_channel: { kind: "channel", path: ["audit", "reports"] },
  audit_jobs: { kind: "switch", path: ["audit", "everyJob"], on: true, off: false },
  moderator_roles: { kind: "roles", path: ["moderatorRoles"] },

  op_day: { kind: "amount", ...ceiling("perDay") },
  op_month: { kind: "amount", ...ceiling("perMonth") },
  op_jobs: { ...counted, least: 1, ...ceiling("jobsAtOnce") },
  op_pixels: { ...counted, kind: "pixels", ...ceiling("maxPixels") },
  op_images: { ...counted, ...ceiling("imagesPerMemberPerDay") },
  op_mode: { kind: "choice", path: ["guilds", "mode"], choices: ["everywhere", "listed"] },
  op_listed: { kind: "servers", path: ["guilds", "listed"] },
  op_leave: { kind: "switch", path: ["guilds", "leaveOthers"], on: true, off: false },
  op_direct: { kind: "switch", path: ["directMessages"], on: "on", off: "off" },
  op_channel: { kind: "channel", path: ["channel"] },
} as const satisfies Record<string, Setting>;

export type SettingId = keyof typeof SETTINGS;

/** The limits that speak for everyone or for a role: how often, and how much at once. */
export const QUOTAS = ["images_hour", "images_day", "images_week", "images_month", "cooldown"] as const;
export const SIZES = ["jobs", "images", "pixels", "steps"] as const;

export function settingOf(id: SettingId): Setting {
  return SETTINGS[id];
}

export function isSettingId(text: string): text is SettingId {
  return Object.hasOwn(SETTINGS, text);
}
