import type { DeliveredJob, Job, SavedJob, StoppedJob } from "../../jobs/job.ts";
import type { Verdict } from "../../jobs/verdict.ts";
import { deliver, tell } from "./deliver.ts";
import { type FollowOptions, follow } from "./follow.ts";
import { type PrepareOptions, prepare } from "./prepare.ts";
import { type SaveOptions, save } from "./save.ts";
import { type SubmitOptions, submit, UNCERTAIN } from "./submit.ts";

export type StepOptions = PrepareOptions & SubmitOptions & FollowOptions & SaveOptions;
export type OpenJob = Exclude<Job, DeliveredJob>;

/**
 * The next step of a job. `resumed` says that the job was found in this state rather than brought to it just now:
 * a request may have left then, without anyone knowing what became of it.
 */
export function step(job: OpenJob, resumed: boolean, signal: AbortSignal, options: StepOptions): Promise<Verdict> {
  switch (job.state) {
    case "queued":
      return prepare(job, signal, options);
    case "submitting":
      options.show(job, { phase: "submitting" });
      return resumed ? Promise.resolve(UNCERTAIN) : submit(job, signal, options);
    case "submitted":
      return follow(job, signal, options);
    case "generated":
      return save(job, signal, options, !resumed);
    case "saved":
      return deliver(job satisfies SavedJob, resumed, signal, options);
    case "failed":
    case "uncertain":
    case "canceled":
      return tell(job satisfies StoppedJob, options.delivery);
  }
}
