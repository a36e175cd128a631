import type { FormError } from "./form-errors.ts";

export interface RuleBreak {
  /** Short and stable: what tests and counts name. */
  rule: string;
  /** A sentence with the path at fault. */
  detail: string;
}

type Step = string | number;

/** Collects what is wrong with one request; a child shares the lists and adds its place to each path. */
export class Findings {
  readonly violations: RuleBreak[];
  readonly refused: FormError[];
  readonly #path: readonly Step[];

  constructor(violations: RuleBreak[] = [], refused: FormError[] = [], path: readonly Step[] = []) {
    this.violations = violations;
    this.refused = refused;
    this.#path = path;
  }

  at(...steps: Step[]): Findings {
    return new Findings(this.violations, this.refused, [...this.#path, ...steps]);
  }

  /** Discord answers 50035 to this. Codes: Discord's where public reports show them, else the nearest of the family. */
  refuse(rule: string, code: string, message: string): void {
    this.refused.push({ path: this.#path, code, message });
    this.#note(rule, message);
  }

  /** Discord takes this, or refuses it with another code than 50035; a careful program does not send it. */
  advise(rule: string, message: string): void {
    this.#note(rule, message);
  }

  #note(rule: string, message: string): void {
    this.violations.push({ rule, detail: `${pathText(this.#path)}: ${message}` });
  }
}

function pathText(path: readonly Step[]): string {
  if (path.length === 0) return "the request";
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}
