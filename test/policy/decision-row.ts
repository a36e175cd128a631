import assert from "node:assert/strict";
import { test } from "node:test";
import type { z } from "zod";
import type { ModelDefinition, ModelInput } from "../../src/models/definition.ts";
import { flux } from "../../src/models/flux.ts";
import { decide } from "../../src/policy/decide.ts";
import type { Adjustment, Decision, Denial } from "../../src/policy/decision.ts";
import { operatorSettings } from "../../src/policy/operator-settings.ts";
import type { Member, Place, PolicyRequest } from "../../src/policy/request.ts";
import { guildSettings } from "../../src/policy/settings.ts";
import { type MemberUsage, NO_USAGE, type SharedUsage } from "../../src/policy/usage.ts";

/** A Saturday noon: the day ends in 12 hours, the month in 9.5 days. */
export const NOW = Date.UTC(2026, 10, 21, 12);
export const SECOND = 1_000;
export const HOUR = 3_600 * SECOND;
export const DAY = 24 * HOUR;

export const ID = {
  guild: "100000000000000001",
  otherGuild: "100000000000000002",
  member: "200000000000000001",
  moderator: "200000000000000009",
  general: "300000000000000001",
  art: "300000000000000002",
  afterDark: "300000000000000003",
  thread: "300000000000000004",
  studio: "400000000000000001",
  otherCategory: "400000000000000002",
  newcomer: "500000000000000001",
  regular: "500000000000000002",
  booster: "500000000000000003",
} as const;

/** In #general, in the category "studio". */
const GENERAL: Place = { channelId: ID.general, threadOf: null, categoryId: ID.studio, ageRestricted: false };
export const ART: Place = { ...GENERAL, channelId: ID.art };
export const AFTER_DARK: Place = { ...GENERAL, channelId: ID.afterDark, ageRestricted: true };
export const THREAD_IN_ART: Place = { ...GENERAL, channelId: ID.thread, threadOf: ID.art };

export interface Row {
  readonly settings?: z.input<typeof guildSettings>;
  readonly operator?: z.input<typeof operatorSettings>;
  readonly roles?: readonly string[];
  readonly member?: Partial<Member>;
  readonly place?: Place;
  readonly guildId?: null;
  readonly model?: ModelDefinition;
  readonly input?: ModelInput;
  readonly used?: Partial<MemberUsage>;
  readonly guild?: Partial<SharedUsage>;
  readonly together?: Partial<SharedUsage>;
}

/** One test of a table: a sentence, what is asked for under which settings, and what comes of it in short. */
export type TableRow = readonly [title: string, row: Row, expected: string];

export function decisionTable(theme: string, rows: readonly TableRow[]): void {
  for (const [title, row, expected] of rows) {
    test(`${theme}: ${title}`, () => assert.equal(inShort(decisionOf(row)), expected));
  }
}

export function requestOf(row: Row): PolicyRequest {
  const guildId = row.guildId === null ? null : ID.guild;
  const everyone = guildId === null ? [] : [guildId];
  return {
    now: NOW,
    guildId,
    member: {
      userId: ID.member,
      roles: [...(row.roles ?? []), ...everyone],
      accountCreatedAt: NOW - 1000 * DAY,
      joinedAt: NOW - 100 * DAY,
      ...row.member,
    },
    place: row.place ?? GENERAL,
    definition: row.model ?? flux,
    input: { prompt: "a lighthouse", ...row.input },
  };
}

export function factsOf(row: Row) {
  const policy = {
    settings: guildSettings.parse(row.settings ?? {}),
    operator: operatorSettings.parse(row.operator ?? {}),
  };
  const usage = {
    member: { ...NO_USAGE.member, ...row.used },
    guild: { ...NO_USAGE.guild, ...row.guild },
    together: { ...NO_USAGE.together, ...row.together },
  };
  return { policy, usage, request: requestOf(row) };
}

function decisionOf(row: Row): Decision {
  const { policy, usage, request } = factsOf(row);
  return decide(policy, usage, request);
}

function inShort(decision: Decision): string {
  if (!decision.allowed) return ["no", ...denialInShort(decision.denial)].join(", ");
  return ["yes", ...decision.adjustments.flatMap(adjustmentInShort)].join(", ");
}

function denialInShort(denial: Denial): string[] {
  const facts: string[] = [denial.kind];
  if ("by" in denial && denial.by === "operator") facts.push("by the operator");
  if ("source" in denial && denial.source.from === "operator") facts.push("by the operator");
  if ("why" in denial) facts.push(denial.why);
  if ("window" in denial) facts.push(denial.window);
  if ("period" in denial) facts.push(denial.period);
  if ("words" in denial) facts.push(denial.words.join("+"));
  if ("redirect" in denial && denial.redirect !== null) facts.push(`use ${nameOf(denial.redirect)}`);
  if (denial.endsAt !== null) facts.push(`for ${lengthOf(denial.endsAt - NOW)}`);
  return facts;
}

function adjustmentInShort(adjustment: Adjustment): string[] {
  switch (adjustment.kind) {
    case "flagged_results":
      return adjustment.handling === "spoiler" ? [] : [adjustment.handling];
    case "words_replaced":
      return [`replaced ${adjustment.words.join("+")}`];
    case "credits":
      return [`${adjustment.images} credits`];
    default:
      return [adjustment.kind];
  }
}

function nameOf(id: string): string {
  return Object.entries(ID).find(([, each]) => each === id)?.[0] ?? id;
}

function lengthOf(ms: number): string {
  if (ms >= DAY) return `${ms / DAY} d`;
  return ms >= HOUR ? `${ms / HOUR} h` : `${ms / SECOND} s`;
}
