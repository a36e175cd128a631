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
