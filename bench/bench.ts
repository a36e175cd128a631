import type { Spread } from "./figures.ts";

/** How much of a bench is wanted, and where it tells what it does. */
export interface Terms {
  /** Fewer rounds and smaller sizes. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

export type Value = number | Spread | string;

/** One measured thing: a row of the bench's table. */
export interface Row {
  readonly what: string;
  /** By column, with the unit in its name. */
  readonly values: Readonly<Record<string, Value>>;
  readonly promise?: Promised;
}

/** What was promised of it, and whether this run kept it. */
export interface Promised {
  readonly text: string;
  readonly kept: boolean;
}

/** Something whose speed was promised. */
export interface Bench {
  /** What is measured and how, in a line or two. */
  readonly about: string;
  readonly run: (terms: Terms) => Promise<readonly Row[]>;
}

/** What one part of a bench found; where it fails the others' rows are not lost. */
export async function part(
  what: string,
  { say }: Pick<Terms, "say">,
  act: () => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  try {
    return await act();
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    say(`${what} failed: ${problem}`);
    return [{ what, values: { failed: problem.slice(0, 200) } }];
  }
}
