import type { Outcome } from "./run-plan.ts";

/** What many plans did together. */
export class Tally {
  #plans = 0;
  #failed: number[] = [];
  #tookMs = 0;
  readonly #counts = new Map<string, Map<string, number>>();

  add({ plan, problems, evidence, troubles, counts, tookMs }: Outcome): void {
    this.#plans += 1;
    this.#tookMs += tookMs;
    if (problems.length > 0) this.#failed.push(plan.seed);
    const { ownEnds } = evidence.supervisor;
    this.#add("program", "starts", counts.starts);
    this.#add("program", "kill -9 from outside", counts.kills);
    this.#add("program", "kill -9 between two writes", counts.deathsAtMoment);
    this.#add("program", "of these before it was ready", counts.deathsBeforeReady);
    this.#add("program", "SIGTERM", counts.terminations);
    this.#add("program", "refused to start, with a sentence", ownEnds.length);
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

  text(): string {
    const held = this.#plans - this.#failed.length;
    const lines = [...this.#counts].flatMap(([heading, counts]) => {
      const total = heading === "program" ? "" : ` (${[...counts.values()].reduce((sum, count) => sum + count, 0)})`;
      const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
      return [`${heading}${total}`, ...sorted.map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)];
    });
    const mean = Math.round(this.#tookMs / Math.max(1, this.#plans));
    return [...lines, `${held} of ${this.#plans} plans hold every invariant; a plan took ${mean} ms on average`].join(
      "\n",
    );
  }

  #add(heading: string, name: string, count: number): void {
    const counts = this.#counts.get(heading) ?? new Map<string, number>();
    this.#counts.set(heading, counts);
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  }
}

function wordOf({ outcome, reason }: { readonly outcome: string; readonly reason: string }): string {
  return outcome === "could not ask" ? outcome : `${outcome}: ${reason}`;
}
