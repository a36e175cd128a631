import { parseArgs } from "node:util";

export interface Wish {
  readonly names: readonly string[];
  readonly json: boolean;
  readonly quick: boolean;
}

/** What was asked for on the command line; without a name everything. */
export function readArguments(
  given: readonly string[],
  known: readonly string[],
): { readonly ok: true; readonly wish: Wish } | { readonly ok: false; readonly problem: string } {
  try {
    const options = { json: { type: "boolean" }, quick: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true });
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      return { ok: false, problem: `There is no bench called ${unknown.join(", ")}. There are: ${known.join(", ")}.` };
    }
    const names = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : known;
    return { ok: true, wish: { names, json: values.json ?? false, quick: values.quick ?? false } };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
