import type { Clock } from "../clock.ts";
import type { JobId, NewJob, Origin } from "../jobs/job.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { WentOnFrom } from "../jobs/stored.ts";
import type { Database } from "../storage/database.ts";
import { type BudgetWarning, dueWarnings } from "./budget-warnings.ts";
import { decide, explain, type Policy } from "./decide.ts";
import type { Adjustment, Denial, Explanation } from "./decision.ts";
import { ceilingOf, ceilingOfAll } from "./operator-settings.ts";
import type { PolicyStore } from "./policy-store.ts";
import type { PolicyRequest } from "./request.ts";
import { OPEN_SETTINGS } from "./settings.ts";
import type { Usage } from "./usage.ts";
import { readUsage } from "./usage-reader.ts";

/** A request on its way to become a job. */
export interface Wanted extends Omit<PolicyRequest, "now" | "guildId"> {
  readonly id: JobId;
  readonly origin: Origin;
  readonly wentOnFrom?: WentOnFrom | null;
}

export type Admitted =
  | {
      readonly admitted: true;
      readonly job: NewJob;
      readonly place: number;
      readonly adjustments: readonly Adjustment[];
      readonly warnings: readonly BudgetWarning[];
    }
  | { readonly admitted: false; readonly denial: Denial };

/** The relay key of its own that a guild pays with; null where the operator does. */
type PayerOf = (guildId: string, from: Database) => Promise<string | null>;

/** Where limits and jobs meet: a decision and its job are one transaction. */
export class Admissions {
  readonly #jobs: JobStore;
  readonly #policies: PolicyStore;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #payerOf: PayerOf;

  constructor(options: {
    jobs: JobStore;
    policies: PolicyStore;
    database: Database;
    clock: Clock;
    payerOf?: PayerOf;
  }) {
    this.#jobs = options.jobs;
    this.#policies = options.policies;
    this.#database = options.database;
    this.#clock = options.clock;
    this.#payerOf = options.payerOf ?? (async () => null);
  }

  /** Admits a job if that is allowed. A denial leaves nothing behind. */
  async admit({ id, origin, wentOnFrom = null, ...wanted }: Wanted): Promise<Admitted> {
    let adjustments: readonly Adjustment[] = [];
    let warnings: readonly BudgetWarning[] = [];
    const admission = await this.#jobs.admit<Denial>(async (transaction, now) => {
      const request = { ...wanted, guildId: origin.guildId, now };
      const { policy, usage, payer } = await this.#facts(request, transaction);
      const decision = decide(policy, usage, request);
      if (!decision.allowed) return { denied: decision.denial };
      const { input, terms, priceMicros, images } = decision;
      adjustments = decision.adjustments;
      warnings = await dueWarnings(transaction, { policy, usage, request, priceMicros });
      const model = wanted.definition.endpoint;
      return { job: { id, model, input, origin, priceMicros, images, terms, payer, wentOnFrom } };
    });
    if ("denied" in admission) return { admitted: false, denial: admission.denied };
    return { admitted: true, ...admission, adjustments, warnings };
  }

  /** What would be decided now, with every rule that speaks. Nothing is kept. */
  async explain(request: Omit<PolicyRequest, "now">): Promise<Explanation> {
    const now = { ...request, now: this.#clock.now() };
    const { policy, usage } = await this.#facts(now, this.#database);
    return explain(policy, usage, now);
  }

  async #facts({ guildId, member, now }: PolicyRequest, from: Database) {
    const settings = guildId === null ? OPEN_SETTINGS : await this.#policies.settings(guildId, from);
    const operator = await this.#policies.operatorSettings(from);
    const payer = guildId === null ? null : await this.#payerOf(guildId, from);
    const hasBudget = ({ perDay, perMonth }: { perDay: number | null; perMonth: number | null }) =>
      perDay !== null || perMonth !== null;
    const money = {
      guild: hasBudget(settings.money) || hasBudget(ceilingOf(operator, guildId)),
      together: hasBudget(ceilingOfAll(operator)),
    };
    const usage: Usage = await readUsage(from, { guildId, userId: member.userId, now, money });
    const policy: Policy = { settings, operator, ownKey: payer !== null };
    return { policy, usage, payer };
  }
}
