import { z } from "zod";
import type { SettingsChange } from "./audit-entry.ts";

const json = z.json();

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** What differs between two documents, value by value. A list is one value, and so is an entry that comes or goes. */
export function changesBetween(before: Json, after: Json, path: readonly string[] = []): SettingsChange[] {
  if (!isObject(before) || !isObject(after)) {
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

/** The document with the former values of these changes back in their places. */
export function takenBack(document: Json, changes: readonly SettingsChange[]): Json {
  return changes.reduce((current, { path, before }) => withValue(current, path, before), document);
}

function withValue(document: Json, [step, ...rest]: readonly string[], value: Json | undefined): Json {
  if (step === undefined) return value ?? document;
  const parent: JsonObject = isObject(document) ? document : {};
  if (rest.length > 0) return { ...parent, [step]: withValue(parent[step] ?? {}, rest, value) };
  const { [step]: _gone, ...others } = parent;
  return value === undefined ? others : { ...others, [step]: value };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A parsed document as its JSON: fields left out are gone rather than undefined. */
export function asJson(document: unknown): Json {
  return json.parse(JSON.parse(JSON.stringify(document)));
}
