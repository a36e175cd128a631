import type { Clock } from "../clock.ts";
import type { Applied } from "../jobs/applied.ts";
import type { BatchPlace, JobId, NewJob, Origin } from "../jobs/job.ts";
import type { AdmittedJob, JobStore } from "../jobs/job-store.ts";
import type { WentOnFrom } from "../jobs/stored.ts";
import type { ModelDefinition } from "../models/definition.ts";
import type { Database } from "../storage/database.ts";
import { type BudgetWarning, dueWarnings } from "./budget-warnings.ts";
import { decide, explain, type Policy } from "./decide.ts";
import { decideAll } from "./decide-all.ts";
import type { Adjustment, Decision, Denial, Explanation, Standing } from "./decision.ts";
import type { OperatorSettings } from "./operator-settings.ts";
import type { PolicyStore } from "./policy-store.ts";
import { allowsUseIn, type PrivateUse } from "./private-use.ts";
import type { PolicyRequest } from "./request.ts";
import { type GuildSettings, OPEN_SETTINGS } from "./settings.ts";
import type { Usage } from "./usage.ts";
import { readUsage } from "./usage-reader.ts";
import { usageWanted } from "./usage-wanted.ts";

/** A request on its way to become a job. */
export interface Wanted extends Omit<PolicyRequest, "now" | "guildId"> {
  readonly id: JobId;
  readonly origin: Origin;
  readonly wentOnFrom?: WentOnFrom | null;
  readonly batch?: BatchPlace;
  readonly applied?: Applied | null;
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

export type AllAdmitted =
  | {
      readonly admitted: true;
      readonly jobs: readonly AdmittedJob[];
      readonly warnings: readonly BudgetWarning[];
    }
  /** Null: whatever was to be admitted with them is over. */
  | { readonly admitted: false; readonly denial: Denial | null };

/** Takes what is to be admitted together; false where it is over. */
export type Claim = (transaction: Database) => Promise<boolean>;

/** What would come of requests made at once. */
export interface Foresight {
  readonly decisions: readonly Decision[];
  /** What the member has left before them, in the window that leaves least; null without any. */
  readonly quota: Extract<Standing, { kind: "images" }> | null;
  readonly currency: GuildSettings["money"]["currency"];
}

/** What would be decided about one of several models. */
export interface ExplainedModel {
  readonly definition: ModelDefinition;
  readonly explanation: Explanation;
}

/** The relay key of its own that a guild pays with; null where the operator does. */
type PayerOf = (guildId: string, from: Database) => Promise<string | null>;

/** Where limits and jobs meet: a decision and its job are one transaction. */
export class Admissions {
  readonly #jobs: JobStore;
  readonly #policies: PolicyStore;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #payerOf: PayerOf;
  readonly #privateUse: PrivateUse;

  constructor(options: {
    jobs: JobStore;
    policies: PolicyStore;
    database: Database;
    clock: Clock;
    payerOf?: PayerOf;
    privateUse?: PrivateUse;
  }) {
    this.#jobs = options.jobs;
    this.#policies = options.policies;
    this.#database = options.database;
    this.#clock = options.clock;
    this.#payerOf = options.payerOf ?? (async () => null);
    this.#privateUse = options.privateUse ?? "user-install";
  }

  /** Admits a job if that is allowed. A denial leaves nothing behind. */
  async admit(wanted: Wanted): Promise<Admitted> {
    let adjustments: readonly Adjustment[] = [];
    let warnings: readonly BudgetWarning[] = [];
    const admission = await this.#jobs.admit<Denial>(async (transaction, now) => {
      const request = { ...wanted, guildId: wanted.origin.guildId, now };
      const { policy, usage, payer } = await this.#facts(request, transaction);
      const decision = decide(policy, usage, request);
      if (!decision.allowed) return { denied: decision.denial };
      const { priceMicros } = decision;
      adjustments = decision.adjustments;
      warnings = await dueWarnings(transaction, { policy, usage, request, priceMicros });
      return { job: newJobOf(wanted, decision, payer) };
    });
    if ("denied" in admission) return { admitted: false, denial: admission.denied };
    return { admitted: true, ...admission, adjustments, warnings };
  }

  /**
   * Admits all of them, which one member wants in one place, or none. `claim` is part of it: where it says no, nothing
   * is admitted.
   */
  async admitAll(all: readonly Wanted[], claim: Claim): Promise<AllAdmitted> {
    let warnings: readonly BudgetWarning[] = [];
    const admission = await this.#jobs.admitAll<Denial | null>(async (transaction, now) => {
      const requests = all.map(({ origin, ...wanted }) => ({ ...wanted, guildId: origin.guildId, now }));
      const [request] = requests;
      if (request === undefined) return { denied: null };
      const { policy, usage, payer } = await this.#facts(request, transaction);
      const jobs: NewJob[] = [];
      for (const [index, decision] of decideAll(policy, usage, requests).entries()) {
        const wanted = all[index];
        if (!decision.allowed || wanted === undefined) return { denied: decision.allowed ? null : decision.denial };
        jobs.push(newJobOf(wanted, decision, payer));
      }
      if (!(await claim(transaction))) return { denied: null };
      const priceMicros = jobs.reduce((sum, job) => sum + job.priceMicros, 0);
      warnings = await dueWarnings(transaction, { policy, usage, request, priceMicros });
      return { jobs };
    });
    if ("denied" in admission) return { admitted: false, denial: admission.denied };
    return { admitted: true, jobs: admission.jobs, warnings };
  }

  /** What would be decided now about requests of one member in one place. Nothing is kept. */
  async foresee(all: readonly Omit<PolicyRequest, "now">[]): Promise<Foresight | null> {
    const requests = all.map((request) => ({ ...request, now: this.#clock.now() }));
    const [request] = requests;
    if (request === undefined) return null;
    const { policy, usage } = await this.#facts(request, this.#database);
    const windows = explain(policy, usage, request).findings.flatMap((finding) =>
      finding.says === "counted" && finding.standing.kind === "images" ? [finding.standing] : [],
    );
    const [quota = null] = windows.toSorted((one, other) => one.left - other.left);
    const { currency } = policy.settings.money;
    return { decisions: decideAll(policy, usage, requests), quota, currency };
  }

  /** What would be decided now, with every rule that speaks. Nothing is kept. */
  async explain(request: Omit<PolicyRequest, "now">): Promise<Explanation> {
    const now = { ...request, now: this.#clock.now() };
    const { policy, usage } = await this.#facts(now, this.#database);
    return explain(policy, usage, now);
  }

  /** The same for each of several models; what does not depend on the model is read once. */
  async explainEach(
    asked: Omit<PolicyRequest, "now" | "definition">,
    definitions: readonly ModelDefinition[],
  ): Promise<readonly ExplainedModel[]> {
    const request = { ...asked, now: this.#clock.now() };
    const { policy, usage } = await this.#facts(request, this.#database);
    return definitions.map((definition) => ({
      definition,
      explanation: explain(policy, usage, { ...request, definition }),
    }));
  }

  async #facts({ guildId, member, place, now }: Omit<PolicyRequest, "definition" | "input">, from: Database) {
    const settings = guildId === null ? OPEN_SETTINGS : await this.#policies.settings(guildId, from);
    const kept = await this.#policies.operatorSettings(from);
    const closed = guildId === null && !allowsUseIn(this.#privateUse, place);
    const operator: OperatorSettings = closed ? { ...kept, directMessages: "off" } : kept;
    const payer = guildId === null ? null : await this.#payerOf(guildId, from);
    const wanted = usageWanted({ settings, operator }, guildId, member.roles);
    const usage: Usage = await readUsage(from, { guildId, userId: member.userId, now, ...wanted });
    const policy: Policy = { settings, operator, ownKey: payer !== null };
    return { policy, usage, payer };
  }
}

function newJobOf(
  { id, origin, definition, wentOnFrom = null, batch, applied }: Wanted,
  { input, terms, priceMicros, images }: Extract<Decision, { allowed: true }>,
  payer: string | null,
): NewJob {
  const model = definition.endpoint;
  const ofBatch = batch === undefined ? {} : { batch };
  return {
    id,
    model,
    input,
    origin,
    priceMicros,
    images,
    terms,
    payer,
    wentOnFrom,
    ...ofBatch,
    ...(applied ? { applied } : {}),
  };
}
