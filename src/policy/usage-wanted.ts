import type { Policy } from "./decide.ts";
import { mostGenerous, WINDOW_NAMES, WINDOWS } from "./member-limits.ts";
import { ceilingOf, ceilingOfAll } from "./operator-settings.ts";
import type { SharedWanted, UsageWanted } from "./usage-reader.ts";

interface Bounds {
  readonly jobsAtOnce: number | null;
  readonly perDay: number | null;
  readonly perMonth: number | null;
}

/** Which usage these limits look at: what nothing bounds need not be counted. */
export function usageWanted(
  { settings, operator }: Pick<Policy, "settings" | "operator">,
  guildId: string | null,
  roles: readonly string[],
): Pick<UsageWanted, "windowMs" | "guild" | "together"> {
  const ceiling = ceilingOf(operator, guildId);
  const bounded = WINDOW_NAMES.filter((name) => {
    const held = mostGenerous(settings.limits, roles, name);
    return held !== undefined && held.value !== "unlimited";
  });
  if (ceiling.imagesPerMemberPerDay !== null) bounded.push("imagesPerDay");
  return {
    windowMs: Math.max(0, ...bounded.map((name) => WINDOWS[name])),
    guild: wantedBy({ jobsAtOnce: settings.jobsAtOnce, ...settings.money }, ceiling),
    together: wantedBy(ceilingOfAll(operator)),
  };
}

function wantedBy(...all: readonly Bounds[]): SharedWanted {
  return {
    money: all.some(({ perDay, perMonth }) => perDay !== null || perMonth !== null),
    jobs: all.some(({ jobsAtOnce }) => jobsAtOnce !== null),
  };
}
