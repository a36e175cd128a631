import { PERIODS, type Period } from "../moderation-views/usage-summary.ts";

export const OPERATOR_PREFIX = "operator";

/** What is done by pressing, choosing or sending a form; what stands behind it is checked when it comes back. */
export const OPERATOR_ACTIONS = [
  "limits",
  "form",
  "set",
  "channel",
  "servers",
  "server",
  "mode",
  "others",
  "direct",
  "list",
  "leave",
  "left",
  "undo",
  "older",
  "usage",
  "csv",
  "models",
  "add",
  "drop",
  "remove",
  "keep",
] as const;
export type OperatorAction = (typeof OPERATOR_ACTIONS)[number];

export function operatorId(action: OperatorAction, ...args: readonly string[]): string {
  return [OPERATOR_PREFIX, action, ...args].join(":");
}

/** Null for what we never made. */
export function parseOperatorId(id: string): { action: OperatorAction; args: readonly string[] } | null {
  const [prefix, name, ...args] = id.split(":");
  const action = OPERATOR_ACTIONS.find((each) => each === name);
  return prefix !== OPERATOR_PREFIX || action === undefined ? null : { action, args };
}

export function periodFrom(text: string | undefined): Period | undefined {
  return PERIODS.find((each) => String(each) === text);
}

/** The page that a list goes on at, counted from 0. */
export function pageFrom(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
}
