/** How what was found agrees with what the code was written for. */
export type Verdict =
  /** As the sandbox does it. */
  | "as expected"
  /** Otherwise, in a way that Easel copes with. */
  | "differs"
  /** Easel does not work with this, or could not be tried. */
  | "broken";

export interface Observation {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly verdict: Verdict;
}

const SIGNS: Readonly<Record<Verdict, string>> = { "as expected": "ok     ", differs: "differs", broken: "BROKEN " };
/** Long enough for a refusal's body, short enough to be read. */
const LONGEST = 400;

/** Collects what a smoke test finds, a line each as it comes. No secret and no signed address gets into it. */
export class Notebook {
  readonly #observations: Observation[] = [];
  readonly #secrets: string[];
  readonly #print: (text: string) => void;

  constructor(secrets: readonly string[], print: (text: string) => void) {
    this.#secrets = [...secrets];
    this.#print = print;
  }

  /** Something that was found out only now and must not be written down either. */
  hide(secret: string): void {
    this.#secrets.push(secret);
  }

  note(what: string, expected: string, found: string, verdict: Verdict): void {
    const observation = { what, expected, found: this.#clean(found), verdict };
    this.#observations.push(observation);
    this.#print(`${SIGNS[verdict]}  ${what}: expected ${expected}; found ${observation.found}\n`);
  }

  get observations(): readonly Observation[] {
    return this.#observations;
  }

  #clean(text: string): string {
    const known = this.#secrets.filter(Boolean).reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
    const line = known.replace(/\s+/g, " ");
    const unsigned = line.replace(/(https?:\/\/[^\s"'?]+)\?[^\s"']*/g, "$1?…");
    return unsigned.length > LONGEST ? `${unsigned.slice(0, LONGEST)}…` : unsigned;
  }
}
