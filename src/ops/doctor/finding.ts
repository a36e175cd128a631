/** One line of the doctor's: what was looked at, how it is, and what to do about it. */
export interface Finding {
  readonly check: string;
  readonly level: "ok" | "warning" | "problem";
  readonly found: string;
  /** What to do; null where nothing need be done. */
  readonly todo: string | null;
}

export function ok(check: string, found: string): Finding {
  return { check, level: "ok", found, todo: null };
}

/** Easel works, but not as well as it could, or not for long. */
export function warning(check: string, found: string, todo: string): Finding {
  return { check, level: "warning", found, todo };
}

/** Something does not work until it is mended. */
export function problem(check: string, found: string, todo: string): Finding {
  return { check, level: "problem", found, todo };
}
