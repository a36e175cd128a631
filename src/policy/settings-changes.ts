import * as z from "zod";
import type { SettingsChange } from "./audit-entry.ts";

const json = z.json();

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** A pause and a suspension are told as one: why and until when. */
const WHOLE = /^(paused|people\.suspensions\.\d+)$/;

/** What differs between two documents, value by value. A list is one value, and so is an entry that comes or goes. */
export function changesBetween(before: Json, after: Json, path: readonly string[] = []): SettingsChange[] {
  if (!isObject(before) || !isObject(after) || WHOLE.test(path.join("."))) {
    return same(before, after) ? [] : [{ path: [...path], before, after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): SettingsChange[] => {
    const [was, is] = [before[key], after[key]];
    if (was !== undefined && is !== undefined) return changesBetween(was, is, [...path, key]);
    const step = [...path, key];
    if (is === undefined) return was === undefined ? [] : [{ path: step, before: was }];
    return [{ path: step, after: is }];
  });
}

/**
 * The document with these changes taken back. Of a list, and of what came or went whole, exactly what was put in or
 * taken out: what came since stays. Any other value is again what it was, whatever it became since.
 */
export function takenBack(document: Json, changes: readonly SettingsChange[]): Json {
  return changes.reduce(
    (current, { path, before, after }) =>
      replaced(current, path, (value) => restored(value, { before, after })) ?? current,
    document,
  );
}

/** The document with a value at a path; undefined takes it away. */
export function withValue(document: Json, path: readonly string[], value: Json | undefined): Json {
  return replaced(document, path, () => value) ?? document;
}

function replaced(
  current: Json | undefined,
  [step, ...rest]: readonly string[],
  to: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  if (step === undefined) return to(current);
  const parent: JsonObject = isObject(current) ? current : {};
  const { [step]: inner, ...others } = parent;
  const value = replaced(inner, rest, to);
  if (value !== undefined) return { ...parent, [step]: value };
  return isObject(current) ? others : undefined;
}

interface Was {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

function restored(current: Json | undefined, { before, after }: Was): Json | undefined {
  if (same(current, after)) return before;
  if (Array.isArray(current) && isListOrNone(before) && isListOrNone(after))
    return restoredList(current, before ?? [], after ?? []);
  if (isObject(current) && isObjectOrNone(before) && isObjectOrNone(after)) {
    const [was, became] = [before ?? {}, after ?? {}];
    const kept = Object.entries(current).flatMap(([key, value]) => {
      const back = same(was[key], became[key]) ? value : restored(value, { before: was[key], after: became[key] });
      return back === undefined ? [] : [[key, back] as const];
    });
    const gone = Object.entries(was).filter(([key]) => current[key] === undefined && became[key] === undefined);
    const all = Object.fromEntries([...kept, ...gone]);
    return before === undefined && Object.keys(all).length === 0 ? undefined : all;
  }
  return before;
}

/** Entries that the change put in go, those it took out come back behind their old neighbours, all others stay. */
function restoredList(current: readonly Json[], before: readonly Json[], after: readonly Json[]): Json[] {
  const has = (list: readonly Json[], entry: Json) => list.some((each) => same(each, entry));
  const touched = [...before, ...after].filter((entry) => has(before, entry) !== has(after, entry)).map(nameOf);
  const list = current.filter((entry) => !touched.includes(nameOf(entry)));
  for (const [index, entry] of before.entries()) {
    if (!touched.includes(nameOf(entry))) continue;
    const behind = before.slice(0, index).findLast((each) => has(list, each));
    list.splice(behind === undefined ? 0 : list.findIndex((each) => same(each, behind)) + 1, 0, entry);
  }
  return list;
}

/** What an entry goes by: a replaced word stands in its list once, whatever it becomes. */
function nameOf(entry: Json): string {
  return JSON.stringify(isObject(entry) && "word" in entry ? entry["word"] : entry);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isObjectOrNone(value: Json | undefined): value is JsonObject | undefined {
  return value === undefined || isObject(value);
}

function isListOrNone(value: Json | undefined): value is Json[] | undefined {
  return value === undefined || Array.isArray(value);
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A parsed document as its JSON: fields left out are gone rather than undefined. */
export function asJson(document: unknown): Json {
  return json.parse(JSON.parse(JSON.stringify(document)));
}
