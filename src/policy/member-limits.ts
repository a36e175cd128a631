import * as z from "zod";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const whole = z.int().min(0).max(1_000_000_000);
/** Left out: this rule says nothing. */
const most = z.union([whole, z.literal("unlimited")]).optional();

/** How much a member may have. One of these speaks for everyone, others for roles; together the most generous holds. */
export const memberLimits = z.strictObject({
  imagesPerHour: most,
  imagesPerDay: most,
  imagesPerWeek: most,
  imagesPerMonth: most,
  /** From one request admitted to the next, however the first one ended; 0 is none. */
  cooldownSeconds: whole.optional(),
  jobsAtOnce: most,
  /** Width × height of one picture. */
  maxPixels: most,
  maxSteps: most,
  /** Images of one request. */
  maxImages: most,
});
export type MemberLimits = Readonly<z.infer<typeof memberLimits>>;
export type LimitName = keyof MemberLimits;
export type Most = number | "unlimited";

/**
 * The windows images are counted in. They roll: nobody waits for a midnight that is another hour in every time zone,
 * and nobody has twice the quota around it. A month is 30 days.
 */
export const WINDOWS = {
  imagesPerHour: HOUR_MS,
  imagesPerDay: DAY_MS,
  imagesPerWeek: 7 * DAY_MS,
  imagesPerMonth: 30 * DAY_MS,
} as const satisfies Partial<Record<LimitName, number>>;
export type WindowName = keyof typeof WINDOWS;
export const WINDOW_NAMES = ["imagesPerHour", "imagesPerDay", "imagesPerWeek", "imagesPerMonth"] as const;

/** Where a limit comes from: everyone's, a role's, or whoever runs the bot. */
export type Source =
  | { readonly from: "everyone" }
  | { readonly from: "role"; readonly roleId: string }
  | { readonly from: "operator" };

export interface Held<T> {
  readonly value: T;
  readonly source: Source;
}

export interface LimitsByRole {
  readonly everyone: MemberLimits;
  readonly roles: Readonly<Record<string, MemberLimits>>;
}

/** The most generous word on a limit among those that speak for these roles; undefined when none does. */
export function mostGenerous(
  limits: LimitsByRole,
  roles: readonly string[],
  name: Exclude<LimitName, "cooldownSeconds">,
): Held<Most> | undefined {
  return speaking(limits, roles, (each) => each[name]).reduce<Held<Most> | undefined>(
    (best, held) => (best === undefined || size(held.value) > size(best.value) ? held : best),
    undefined,
  );
}

/** The shortest cooldown among those that speak for these roles. */
export function shortestCooldown(limits: LimitsByRole, roles: readonly string[]): Held<number> | undefined {
  return speaking(limits, roles, (each) => each.cooldownSeconds).reduce<Held<number> | undefined>(
    (best, held) => (best === undefined || held.value < best.value ? held : best),
    undefined,
  );
}

function speaking<T>(
  { everyone, roles: byRole }: LimitsByRole,
  roles: readonly string[],
  read: (limits: MemberLimits) => T | undefined,
): Held<T>[] {
  const base = read(everyone);
  const ofRoles = roles.flatMap((roleId): Held<T>[] => {
    const value = byRole[roleId] && read(byRole[roleId]);
    return value === undefined ? [] : [{ value, source: { from: "role", roleId } }];
  });
  return base === undefined ? ofRoles : [{ value: base, source: { from: "everyone" } }, ...ofRoles];
}

function size(value: Most): number {
  return value === "unlimited" ? Number.POSITIVE_INFINITY : value;
}
