import type { OperatorSettings } from "../../policy/operator-settings.ts";
import type { GuildSettings } from "../../policy/settings.ts";
import { asJson, type Json, withValue } from "../../policy/settings-changes.ts";
import { SETTINGS, type SettingId, settingOf } from "./settings-table.ts";

/** Whose: a role's id, a model's endpoint id; null for the guild itself and for everyone. Of a ceiling: see ALL_GUILDS. */
export type Subject = string | null;
/** The subject of what all guilds may have together; a guild's id stands for that one, null for each. */
export const ALL_GUILDS = "together";
type Settings = GuildSettings | OperatorSettings;

/** A setting and what it becomes; `to` gets what holds now, undefined where nothing does. */
export interface Edit {
  readonly setting: SettingId;
  readonly subject: Subject;
  readonly to: (current: Json | undefined) => Json | undefined;
}

export function settingValue(settings: Settings, setting: SettingId, subject: Subject): Json | undefined {
  return valueAt(asJson(settings), pathOf(setting, subject));
}

/** The ids or words of a list. */
export function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** The settings with all edits made, yet to be checked against their schema. */
export function edited(settings: Settings, edits: readonly Edit[]): Json {
  return edits.reduce<Json>((document, { setting, subject, to }) => {
    const path = pathOf(setting, subject);
    return withoutEmptied(withValue(document, path, to(valueAt(document, path))), path);
  }, asJson(settings));
}

/** A role, or a guild, whose last limit went has none of its own any more. */
function withoutEmptied(document: Json, path: readonly string[]): Json {
  const whole = path.slice(0, -1);
  const [room, place] = whole;
  if (room !== "byGuild" && !(room === "limits" && place === "roles")) return document;
  return isEmpty(valueAt(document, whole)) ? withValue(document, whole, undefined) : document;
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The setting whose value stands at a path, and whose it is. */
export function settingAt(path: readonly string[]): { setting: SettingId; subject: Subject } | null {
  const { pattern, subject } = patternOf(path);
  const found = Object.entries(SETTINGS).find(([, each]) => each.path.join("\n") === pattern.join("\n"));
  return found === undefined ? null : { setting: idOf(found), subject };
}

function idOf([id]: [string, unknown]): SettingId {
  const known = Object.keys(SETTINGS).find((each): each is SettingId => each === id);
  if (known === undefined) throw new Error(`no setting is called ${id}`);
  return known;
}

function patternOf(path: readonly string[]): { pattern: readonly string[]; subject: Subject } {
  const [room = "", place = "", whose = "", ...rest] = path;
  if (room === "limits" && place === "everyone") return { pattern: [room, "@role", whose, ...rest], subject: null };
  if (room === "limits" && place === "roles") return { pattern: [room, "@role", ...rest], subject: whose };
  if (room === ALL_GUILDS) return { pattern: ["@ceiling", place], subject: ALL_GUILDS };
  if (room === "eachGuild") return { pattern: ["@ceiling", place], subject: null };
  if (room === "byGuild") return { pattern: ["@ceiling", whose], subject: place };
  const ofModel = `${room}.${place}` === "content.models" || `${room}.${place}` === "money.prices";
  return ofModel ? { pattern: [room, place, "@model", ...rest], subject: whose } : { pattern: path, subject: null };
}

function pathOf(setting: SettingId, subject: Subject): string[] {
  return settingOf(setting).path.flatMap((step) => {
    if (step === "@role") return subject === null ? ["everyone"] : ["roles", subject];
    if (step === "@ceiling") return ceilingPath(subject);
    return step === "@model" ? [subject ?? ""] : [step];
  });
}

function ceilingPath(subject: Subject): string[] {
  if (subject === null) return ["eachGuild"];
  return subject === ALL_GUILDS ? [ALL_GUILDS] : ["byGuild", subject];
}

function valueAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) => (typeof value === "object" && value !== null && !Array.isArray(value) ? value[step] : undefined),
    document,
  );
}
