import type { FieldValue } from "../models/definition.ts";
import type { InputProblem } from "./model-problems.ts";

/** What the options of one field came to; undefined where none was given. */
export type Reading<Value extends FieldValue | undefined = FieldValue | undefined> =
  | { readonly ok: true; readonly value: Value }
  | Refused;

interface Refused {
  readonly ok: false;
  readonly problems: readonly InputProblem[];
}

export const NOT_GIVEN: Reading<undefined> = { ok: true, value: undefined };

export function accepted<Value extends FieldValue>(value: Value): Reading<Value> {
  return { ok: true, value };
}

export function refused(...problems: readonly InputProblem[]): Refused {
  return { ok: false, problems };
}
