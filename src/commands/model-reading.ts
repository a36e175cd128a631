import type { FieldValue } from "../models/definition.ts";
import type { InputProblem } from "./model-problems.ts";

/** What the options of one field came to; undefined where none was given. */
export type Reading =
  | { readonly ok: true; readonly value: FieldValue | undefined }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

export const NOT_GIVEN: Reading = { ok: true, value: undefined };

export function accepted(value: FieldValue): Reading {
  return { ok: true, value };
}

export function refused(...problems: readonly InputProblem[]): Reading {
  return { ok: false, problems };
}
