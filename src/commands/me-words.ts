import type { DayUsage } from "../jobs/guild-jobs.ts";
import type { Explanation, Standing } from "../policy/decision.ts";
import { type LimitsByRole, type Most, mostGenerous, shortestCooldown } from "../policy/member-limits.ts";
import { momentText, ruleText } from "../policy/sentences.ts";
import type { MemberUsage } from "../policy/usage.ts";
import type { Locale } from "../texts/localized.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";

const TITLE_SHOWN = 60;
const MOST_MODELS = 30;
const MOST_REASONS = 6;
const MOST_USED = 5;

/** What is decided now about a request of one model. */
export interface ModelStanding {
  readonly title: string;
  readonly explanation: Explanation;
}

/** What a member may do here, or why not. A reason is told once, however many models it holds for. */
export function mayParagraph(
  standings: readonly ModelStanding[],
  limits: LimitsByRole,
  roles: readonly string[],
  locale: Locale,
): string {
  const allowed = standings.filter(({ explanation }) => explanation.decision.allowed).map(({ title }) => title);
  const reasons = reasonsAgainst(standings, locale);
  const lines = [`## ${say(locale, "me_title")}`];
  if (reasons.length === 0) lines.push(say(locale, "me_may_all", { count: allowed.length }));
  else if (allowed.length > 0) lines.push(say(locale, "me_may", { models: titlesOf(allowed) }));
  for (const [index, { reason, titles }] of reasons.slice(0, MOST_REASONS).entries()) {
    const ofNearlyAll = allowed.length === 0 && index === 0 && titles.length > 1;
    lines.push(ofNearlyAll ? reason : say(locale, "me_may_not", { model: titlesOf(titles), reason }));
  }
  if (reasons.length > MOST_REASONS) lines.push(say(locale, "and_more", { more: reasons.length - MOST_REASONS }));
  return [...lines, ...boundsLines(limits, roles, locale)].join("\n");
}

/** Why models are refused, with the models of each; what holds for most of them first. */
function reasonsAgainst(standings: readonly ModelStanding[], locale: Locale): { reason: string; titles: string[] }[] {
  const refused = standings.flatMap(({ title, explanation: { decision } }) =>
    decision.allowed ? [] : [{ title, reason: ruleText(decision.denial, locale, title) }],
  );
  return [...Map.groupBy(refused, ({ reason }) => reason)]
    .map(([reason, models]) => ({ reason, titles: models.map(({ title }) => title) }))
    .toSorted((one, other) => other.titles.length - one.titles.length);
}

function titlesOf(titles: readonly string[]): string {
  return titles
    .slice(0, MOST_MODELS)
    .map((title) => plainText(title, TITLE_SHOWN))
    .join(", ");
}

function boundsLines(limits: LimitsByRole, roles: readonly string[], locale: Locale): string[] {
  const number = (value: Most | undefined) =>
    value === undefined || value === "unlimited" ? null : new Intl.NumberFormat(locale).format(value);
  const images = number(mostGenerous(limits, roles, "maxImages")?.value);
  const pixels = number(mostGenerous(limits, roles, "maxPixels")?.value);
  const steps = number(mostGenerous(limits, roles, "maxSteps")?.value);
  const bounds = [
    ...(images === null ? [] : [say(locale, "me_most_images", { most: images })]),
    ...(pixels === null ? [] : [say(locale, "me_most_pixels", { most: pixels })]),
    ...(steps === null ? [] : [say(locale, "me_most_steps", { most: steps })]),
  ];
  const cooldown = shortestCooldown(limits, roles)?.value ?? 0;
  return [
    ...(bounds.length === 0 ? [] : [say(locale, "me_sizes", { limits: bounds.join(" · ") })]),
    ...(cooldown === 0 ? [] : [say(locale, "me_cooldown", { seconds: cooldown })]),
  ];
}

/** What is left of each limit that counts, and until when. */
export function leftParagraph(
  findings: Explanation["findings"],
  { credits, jobsUnderWay }: Pick<MemberUsage, "credits" | "jobsUnderWay">,
  locale: Locale,
): string {
  const standings = findings.flatMap((finding) => (finding.says === "counted" ? [finding.standing] : []));
  const lines = standings.map((standing) => `- ${standingLine(standing, locale)}`);
  const unlimited = standings.some(({ kind }) => kind === "images") ? [] : [say(locale, "me_no_limits")];
  if (credits > 0) lines.push(`- ${say(locale, "me_credits", { credits })}`);
  if (jobsUnderWay > 0) lines.push(`- ${say(locale, "me_under_way", { count: jobsUnderWay })}`);
  return [`### ${say(locale, "me_left_title")}`, ...unlimited, ...lines].join("\n");
}

function standingLine(standing: Standing, locale: Locale): string {
  if (standing.kind === "budget") {
    const { usedMicros, limitMicros, resetsAt } = standing;
    const used = limitMicros === 0 ? 1 : Math.min(1, usedMicros / limitMicros);
    const share = new Intl.NumberFormat(locale, { style: "percent" }).format(used);
    const period = say(locale, `period_${standing.period}`);
    const key = standing.by === "operator" ? "me_budget_operator" : "me_budget";
    return say(locale, key, { period, share, when: momentText(resetsAt) });
  }
  const { left, limit, nextAt } = standing;
  const facts = { left, limit, window: say(locale, `window_${standing.window}`) };
  return nextAt === null
    ? say(locale, "me_left", facts)
    : say(locale, "me_left_next", { ...facts, when: momentText(nextAt) });
}

/** What a member has used, most used model first. */
export function usedParagraph(
  used: readonly DayUsage[],
  { days, titleOf }: { days: number; titleOf: (endpoint: string) => string },
  locale: Locale,
): string {
  const title = `### ${say(locale, "me_used_title")}`;
  if (used.length === 0) return `${title}\n${say(locale, "me_used_nothing", { days })}`;
  const sum = (rows: readonly DayUsage[], of: (row: DayUsage) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const byModel = [...Map.groupBy(used, ({ model }) => model)]
    .map(([model, rows]) => ({ model, images: sum(rows, ({ images }) => images) }))
    .filter(({ images }) => images > 0)
    .toSorted((one, other) => other.images - one.images);
  const all = { days, images: sum(used, ({ images }) => images), jobs: sum(used, ({ jobs }) => jobs) };
  const lines = byModel
    .slice(0, MOST_USED)
    .map(
      ({ model, images }) =>
        `- ${say(locale, "me_used_model", { model: plainText(titleOf(model), TITLE_SHOWN), images })}`,
    );
  return [title, say(locale, "me_used", all), ...lines].join("\n");
}
