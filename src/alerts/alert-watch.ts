import type { Clock } from "../clock.ts";
import type { Job } from "../jobs/job.ts";
import type { Verdict } from "../jobs/verdict.ts";
import type { Alert, AlertStore } from "./alert-store.ts";
import { type Finding, keyOf } from "./finding.ts";
import { JobHealth } from "./job-health.ts";
import { DatabaseHealth, diskFinding } from "./machine-health.ts";
import { RelayHealth } from "./relay-health.ts";

export interface AlertWatchOptions {
  readonly store: AlertStore;
  readonly clock: Clock;
  /** Milliseconds that pass on the machine. */
  readonly stopwatch: () => number;
  /** Asks the relay for nothing, which is told to `relay`. */
  readonly probeRelay: () => Promise<unknown>;
  /** How much room there is for pictures; null where that is not known. */
  readonly freeBytes: () => Promise<number | null>;
  /** This machine's name. */
  readonly machine: string;
  /** Shows an alert as it stands. */
  readonly show: (alert: Alert) => Promise<Shown>;
  readonly failed: (error: unknown) => void;
}

/** The message that shows it; null: nobody is told, and that is right; "later": try again. */
export type Shown = Alert["message"] | "later";

const LOOK_EVERY_MS = 30_000;

/** Looks again and again whether an operator has something to look after, and shows what has begun and what is over. */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #relay: RelayHealth;
  readonly #jobs: JobHealth;
  readonly #database = new DatabaseHealth();
  readonly #showing = new Set<Promise<void>>();
  #looking: Promise<void> = Promise.resolve();
  #cancel = () => {};
  #stopped = false;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#relay = new RelayHealth(options.clock);
    this.#jobs = new JobHealth(options.clock);
  }

  /** A step found something out about a job. */
  heardOfJob(job: Pick<Job, "payer">, verdict: Verdict): void {
    this.#jobs.heard(job, verdict);
  }

  /** The relay was asked. `outcome` is "ok" or the kind of the error. */
  heardOfRelay(outcome: string): void {
    this.#relay.heard(outcome);
  }

  start(): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.clock.after(LOOK_EVERY_MS, () => {
      this.#looking = this.#look()
        .catch(this.#options.failed)
        .finally(() => this.start());
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#looking;
    await Promise.all(this.#showing);
  }

  async #look(): Promise<void> {
    const { store, stopwatch, probeRelay } = this.#options;
    const since = stopwatch();
    const standing = await store.standing();
    this.#database.took(stopwatch() - since);
    const stands = (key: string) => standing.some((alert) => alert.key === key && alert.solvedAt === null);
    if (this.#relay.wantsProbe(stands("relay"))) await probeRelay();
    const findings = await this.#findings();
    const bad = findings.filter(({ state }) => state === "bad");
    for (const finding of bad) await store.seen(finding);
    if (standing.length + bad.length === 0) return;
    for (const finding of findings) if (finding.state === "good" && stands(keyOf(finding))) await store.solved(finding);
    await store.endForgotten();
    for (const alert of await store.standing()) await this.#showAsItStands(alert);
  }

  async #findings(): Promise<Finding[]> {
    const { freeBytes, machine, clock } = this.#options;
    const free = await freeBytes();
    const now = clock.now();
    return [
      this.#relay.finding(),
      ...this.#jobs.findings(),
      this.#database.finding(now),
      ...(free === null ? [] : [diskFinding(free, machine, now)]),
    ];
  }

  async #showAsItStands(alert: Alert): Promise<void> {
    const { store, show, failed } = this.#options;
    const wanted = alert.solvedAt === null ? "open" : "solved";
    if (alert.shown === wanted || this.#stopped || !(await store.take(alert))) return;
    // What was over before anybody could be told is not told.
    const showing = (alert.shown === null && wanted === "solved" ? Promise.resolve(null) : show(alert))
      .then((shown) => (shown === "later" ? undefined : store.showed(alert, wanted, shown)))
      .catch(failed)
      .finally(() => this.#showing.delete(showing));
    this.#showing.add(showing);
  }
}
