/** A value of a request's body. A bigint goes out as a JSON number with all its digits (seeds up to 2^64). */
export type BodyValue =
  | string
  | number
  | boolean
  | null
  | bigint
  | readonly BodyValue[]
  | { readonly [name: string]: BodyValue };

export type RelayBody = { readonly [name: string]: BodyValue };

/** ECMAScript's "JSON.parse source text access": in Node 24, not yet in TypeScript's library. */
interface ExactJson {
  parse(text: string, revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
  rawJSON(text: string): object;
}
const exact = JSON as unknown as ExactJson;

const INTEGER = /^-?\d+$/;

/** The JSON of a body, every digit kept. */
export function writeJson(body: RelayBody): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === "bigint" ? exact.rawJSON(value.toString()) : value,
  );
}

/** Reads JSON; integers that a number cannot hold become bigints. Undefined when it is not JSON. */
export function readJson(text: string): unknown {
  try {
    return exact.parse(text, (_key, value, { source }) =>
      typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && INTEGER.test(source)
        ? BigInt(source)
        : value,
    );
  } catch {
    return undefined;
  }
}
