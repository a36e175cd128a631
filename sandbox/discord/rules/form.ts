import { isJson, type Json } from "../json.ts";
import type { Findings } from "./findings.ts";

interface Presence {
  required?: boolean;
}

interface Span extends Presence {
  min?: number;
  max: number;
}

/** Discord counts characters, not UTF-16 units: one emoji of the astral planes is one. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * Reads the fields of one object as Discord's form validation does. A wrong field is refused where it stands and
 * still handed out when its type is right, so that one fault does not hide the next. null counts as absent.
 */
export class Form {
  readonly findings: Findings;
  readonly #json: Json;

  constructor(json: Json, findings: Findings) {
    this.#json = json;
    this.findings = findings;
  }

  raw(key: string): unknown {
    return Object.hasOwn(this.#json, key) ? this.#json[key] : undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined && this.raw(key) !== null;
  }

  at(...path: (string | number)[]): Findings {
    return this.findings.at(...path);
  }

  text(key: string, { min = 0, max, required = false }: Span): string | undefined {
    const value = this.#present(key, required);
    if (value === undefined) return undefined;
    if (typeof value !== "string") {
      this.at(key).refuse("wrong-type", "STRING_TYPE_CONVERT", `Could not interpret ${shown(value)} as string.`);
      return undefined;
    }
    spanned(this.at(key), characters(value), min, max);
    return value;
  }

  integer(key: string, { min, max, required = false }: Presence & { min?: number; max?: number }): number | undefined {
    const value = this.number(key, { required });
    if (value === undefined) return undefined;
    const place = this.at(key);
    if (!Number.isInteger(value)) {
      place.refuse("wrong-type", "NUMBER_TYPE_COERCE", `Value "${value}" is not int.`);
      return undefined;
    }
    if (min !== undefined && value < min)
      place.refuse("out-of-range", "NUMBER_TYPE_MIN", `int value should be greater than or equal to ${min}.`);
    if (max !== undefined && value > max)
      place.refuse("out-of-range", "NUMBER_TYPE_MAX", `int value should be less than or equal to ${max}.`);
    return value;
  }

  number(key: string, { required = false }: Presence = {}): number | undefined {
    const value = this.#present(key, required);
    if (value === undefined || typeof value === "number") return value;
    if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) {
      this.at(key).advise("number-as-text", "A number is written as text.");
      return Number(value);
    }
    this.at(key).refuse("wrong-type", "NUMBER_TYPE_COERCE", `Value ${shown(value)} is not a number.`);
    return undefined;
  }

  boolean(key: string): boolean | undefined {
    const value = this.#present(key, false);
    if (value === undefined || typeof value === "boolean") return value;
    this.at(key).refuse("wrong-type", "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
    return undefined;
  }

  choice<T extends string | number>(
    key: string,
    allowed: readonly T[],
    { required = false }: Presence = {},
  ): T | undefined {
    const value = this.#present(key, required);
    if (value === undefined) return undefined;
    const known = allowed.find((each) => each === value);
    if (known === undefined) {
      this.at(key).refuse("not-a-choice", "BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
    }
    return known;
  }

  list(key: string, { min = 0, max, required = false }: Span): unknown[] | undefined {
    const value = this.#present(key, required);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) {
      this.at(key).refuse("wrong-type", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
      return undefined;
    }
    spanned(this.at(key), value.length, min, max);
    return value;
  }

  /** The objects of a list, each with its place; what is no object is refused and left out. */
  forms(key: string, span: Span): Form[] {
    return (this.list(key, span) ?? []).flatMap((each, index) => formOf(each, this.at(key, index)) ?? []);
  }

  form(key: string, { required = false }: Presence = {}): Form | undefined {
    const value = this.#present(key, required);
    return value === undefined ? undefined : formOf(value, this.at(key));
  }

  /** An address with one of the schemes, each without its colon. */
  address(key: string, { max, schemes, required = false }: Span & { schemes: readonly string[] }): string | undefined {
    const url = this.text(key, { max, required });
    if (url === undefined || url === "") return url;
    const place = this.at(key);
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
    if (scheme === undefined || !(scheme === "attachment" || URL.canParse(url))) {
      place.refuse("address-malformed", "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    } else if (!schemes.includes(scheme)) {
      const list = schemes.map((each) => `'${each}'`).join(", ");
      const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${list}).`;
      place.refuse("address-scheme", "URL_TYPE_INVALID_SCHEME", message);
    }
    return url;
  }

  #present(key: string, required: boolean): unknown {
    if (this.has(key)) return this.raw(key);
    if (required) this.at(key).refuse("field-missing", "BASE_TYPE_REQUIRED", "This field is required");
    return undefined;
  }
}

export function formOf(value: unknown, findings: Findings): Form | undefined {
  if (isJson(value)) return new Form(value, findings);
  findings.refuse("wrong-type", "MODEL_TYPE_CONVERT", "Expected an object/dictionary.");
  return undefined;
}

/** Refuses a length outside its bounds, in the words that fit the bounds. */
export function spanned(place: Findings, length: number, min: number, max: number): void {
  if (length >= min && length <= max) return;
  if (min > 0) place.refuse("bad-length", "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
  else place.refuse("bad-length", "BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
}

function shown(value: unknown): string {
  return typeof value === "object" ? "this value" : `"${String(value).slice(0, 40)}"`;
}

/** Any value as text. An object from JSON may have a `toString` that is no function. */
export function asText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
