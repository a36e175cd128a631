import type { Judged } from "./run-plans.ts";

/** Of all jobs, in plans that break about everything; far below it the harness itself keeps pictures from coming. */
const FEWEST_DELIVERED = 0.25;
/** Fewer jobs may all meet bad luck. */
const TELLING_JOBS = 20;

/** What many plans did together. */
export class Tally {
  #plans = 0;
  #failed: number[] = [];
  #tookMs = 0;
  #repeated = 0;
  readonly #counts = new Map<string, Map<string, number>>();

  add({ plan, problems, evidence, troubles, counts, tookMs, repeated }: Judged): void {
    this.#plans += 1;
    this.#tookMs += tookMs;
    if (problems.length > 0) this.#failed.push(plan.seed);
    this.#repeated += repeated;
    const { ownEnds } = evidence.supervisor;
    this.#add("kills", "kill -9 from outside", counts.kills);
    this.#add("kills", "kill -9 between two writes", counts.deathsAtMoment);
    this.#add("kills", "SIGTERM", counts.terminations);
    this.#add("of these", "before it was ready", counts.deathsBeforeReady);
    this.#add("of these", "in the middle of the migrations", counts.deathsInMigrations);
    this.#add("starts", "in all", counts.starts);
    this.#add("starts", "refused, with a sentence", ownEnds.length);
    for (const [kind, times] of Object.entries(troubles)) this.#add("faults met", kind, times);
    for (const { state, failure } of evidence.jobs) {
      this.#add("jobs by end", failure === null || failure.kind === state ? state : `${state}: ${failure.kind}`, 1);
    }
    for (const { answer } of evidence.asked)
      this.#add("people who asked", "reason" in answer ? wordOf(answer) : answer.outcome, 1);
  }

  get failed(): readonly number[] {
    return this.#failed;
  }

  /** What no plan can say alone: when every job fails honestly, each invariant holds and nothing was tried. */
  problems(): string[] {
    return fewDelivered(this.#sum("jobs by end"), this.#counts.get("jobs by end")?.get("delivered") ?? 0);
  }

  /** Everything counted, then one line that says it all. */
  text(): string {
    const lines = [...this.#counts].flatMap(([heading, counts]) => {
      const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
      return [heading, ...sorted.map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)];
    });
    const held = this.#plans - this.#failed.length;
    const [kills, faults, jobs] = ["kills", "faults met", "jobs by end"].map((heading) => this.#sum(heading));
    const mean = Math.round(this.#tookMs / Math.max(1, this.#plans));
    return [
      ...lines,
      `${kills} kills, ${faults} faults, ${jobs} jobs; a plan took ${mean} ms on average`,
      ...(this.#repeated > 0 ? [`${this.#repeated} times a plan was begun anew, as the machine fell behind`] : []),
      `${held} of ${this.#plans} plans hold every invariant`,
    ].join("\n");
  }

  #sum(heading: string): number {
    return [...(this.#counts.get(heading)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }

  #add(heading: string, name: string, count: number): void {
    const counts = this.#counts.get(heading) ?? new Map<string, number>();
    this.#counts.set(heading, counts);
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  }
}

/** A problem where so few jobs were delivered that something else than the planned breaks them; none otherwise. */
export function fewDelivered(jobs: number, delivered: number): string[] {
  if (jobs < TELLING_JOBS || delivered >= jobs * FEWEST_DELIVERED) return [];
  return [`only ${delivered} of ${jobs} jobs were delivered: what breaks is not what the plans break`];
}

function wordOf({ outcome, reason }: { readonly outcome: string; readonly reason: string }): string {
  return outcome === "could not ask" ? outcome : `${outcome}: ${reason}`;
}
