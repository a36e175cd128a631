import type { Finding } from "../decision.ts";
import { type Held, mostGenerous, shortestCooldown, WINDOW_NAMES, WINDOWS, type WindowName } from "../member-limits.ts";
import { ceilingOf } from "../operator-settings.ts";
import type { MemberUsage } from "../usage.ts";
import { changed, counted, type Facts, no, type Rule } from "./facts.ts";

/** What one window still has for a member. Images of jobs that failed, were withheld or canceled are not in `entries`. */
interface Counted {
  readonly window: WindowName;
  readonly held: Held<number>;
  readonly used: number;
  readonly entries: MemberUsage["entries"];
}

/** Credits fill what a quota lacks: they were given on top of it. The operator's ceiling is not to be bought. */
const windows: Rule = (facts) => {
  const { images, usage } = facts;
  const ofGuild = windowsOf(facts);
  const lacking = Math.max(0, ...ofGuild.map(({ held, used }) => used + images - held.value));
  const standings = ofGuild.flatMap((each) => standingOf(each));
  if (lacking > 0 && lacking <= Math.min(images, usage.member.credits)) {
    return [...standings, ...changed({ kind: "credits", images: lacking })];
  }
  return [...standings, ...ofGuild.flatMap((each) => denialOf(each, facts, usage.member.credits))];
};

const operatorWindow: Rule = (facts) => {
  const most = ceilingOf(facts.operator, facts.request.guildId).imagesPerMemberPerDay;
  if (most === null) return [];
  const entries = facts.usage.member.entries.map(({ at, images, credits }) => ({
    at,
    images: images + credits,
    credits,
  }));
  const each = count({ value: most, source: { from: "operator" } }, "imagesPerDay", entries, facts.request.now);
  return [...standingOf(each), ...denialOf(each, facts, 0)];
};

const cooldown: Rule = ({ settings, usage, request }) => {
  const held = shortestCooldown(settings.limits, request.member.roles);
  const { lastAdmittedAt } = usage.member;
  if (held === undefined || lastAdmittedAt === null) return [];
  const endsAt = lastAdmittedAt + held.value * 1000;
  return endsAt > request.now ? no({ kind: "cooldown", seconds: held.value, source: held.source, endsAt }) : [];
};

const busy: Rule = ({ settings, usage, request }) => {
  const held = mostGenerous(settings.limits, request.member.roles, "jobsAtOnce");
  if (held === undefined || held.value === "unlimited" || usage.member.jobsUnderWay < held.value) return [];
  return no({ kind: "member_busy", most: held.value, source: held.source, endsAt: null });
};

function windowsOf({ settings, usage, request }: Facts): Counted[] {
  return WINDOW_NAMES.flatMap((window) => {
    const held = mostGenerous(settings.limits, request.member.roles, window);
    if (held === undefined || held.value === "unlimited") return [];
    return [count({ value: held.value, source: held.source }, window, usage.member.entries, request.now)];
  });
}

/** An entry later than now counts as well: a clock that was set back gives nothing away. */
function count(held: Held<number>, window: WindowName, all: MemberUsage["entries"], now: number): Counted {
  const entries = all.filter(({ at, images }) => at > now - WINDOWS[window] && images > 0);
  return { window, held, entries, used: entries.reduce((sum, { images }) => sum + images, 0) };
}

function standingOf({ window, held, used, entries }: Counted): Finding[] {
  const first = entries.reduce<number | null>((least, { at }) => (least === null || at < least ? at : least), null);
  return counted({
    kind: "images",
    window,
    limit: held.value,
    used,
    left: Math.max(0, held.value - used),
    nextAt: first === null ? null : first + WINDOWS[window],
    source: held.source,
  });
}

function denialOf({ window, held, used, entries }: Counted, { images }: Facts, credits: number): Finding[] {
  if (used + images <= held.value) return [];
  return no({
    kind: "quota",
    window,
    wanted: images,
    used,
    limit: held.value,
    credits,
    source: held.source,
    endsAt: roomAt(entries, used + images - held.value - credits, WINDOWS[window]),
  });
}

/** When enough images have left the window; null where even an empty one is too small. */
function roomAt(entries: MemberUsage["entries"], lacking: number, windowMs: number): number | null {
  let missing = lacking;
  for (const { at, images } of entries.toSorted((one, other) => one.at - other.at)) {
    missing -= images;
    if (missing <= 0) return at + windowMs;
  }
  return null;
}

/** How often a member may ask. */
export function quotaRules(facts: Facts) {
  return [windows, operatorWindow, cooldown, busy].flatMap((rule) => rule(facts));
}
