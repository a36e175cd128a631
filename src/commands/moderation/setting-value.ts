import type { GuildSettings } from "../../policy/settings.ts";
import { asJson, type Json, withValue } from "../../policy/settings-changes.ts";
import { SETTINGS, type SettingId, settingOf } from "./settings-table.ts";

/** Whose: a role's id, a model's endpoint id; null for the guild itself and for everyone. */
export type Subject = string | null;

/** A setting and what it becomes; `to` gets what holds now, undefined where nothing does. */
export interface Edit {
  readonly setting: SettingId;
  readonly subject: Subject;
  readonly to: (current: Json | undefined) => Json | undefined;
}

export function settingValue(settings: GuildSettings, setting: SettingId, subject: Subject): Json | undefined {
  return valueAt(asJson(settings), pathOf(setting, subject));
}

/** The ids or words of a list. */
export function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** The settings with all edits made, yet to be checked against their schema. */
export function edited(settings: GuildSettings, edits: readonly Edit[]): Json {
  return edits.reduce<Json>((document, { setting, subject, to }) => {
    const path = pathOf(setting, subject);
    return withoutEmptied(withValue(document, path, to(valueAt(document, path))), path);
  }, asJson(settings));
}

/** A role whose last limit went has none of its own any more. */
function withoutEmptied(document: Json, path: readonly string[]): Json {
  const whole = path.slice(0, 3);
  if (whole[0] !== "limits" || whole[1] !== "roles") return document;
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
  const ofModel = `${room}.${place}` === "content.models" || `${room}.${place}` === "money.prices";
  return ofModel ? { pattern: [room, place, "@model", ...rest], subject: whose } : { pattern: path, subject: null };
}

function pathOf(setting: SettingId, subject: Subject): string[] {
  return settingOf(setting).path.flatMap((step) => {
    if (step === "@role") return subject === null ? ["everyone"] : ["roles", subject];
    return step === "@model" ? [subject ?? ""] : [step];
  });
}

function valueAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) => (typeof value === "object" && value !== null && !Array.isArray(value) ? value[step] : undefined),
    document,
  );
}
