import { type RequestPaths, underAuto } from "./addresses.ts";
import { decisiveKind } from "./error-words.ts";
import type { RelayError, RelayOutcome } from "./outcome.ts";
import type { Progress, QueueStatus, ResultAnswer } from "./progress.ts";
import { learn, type RelayTraits, type TraitsMemory } from "./traits.ts";

/** The two reading calls, by path. */
export interface Reads {
  status(path: string): Promise<RelayOutcome<QueueStatus>>;
  result(path: string): Promise<RelayOutcome<ResultAnswer>>;
}

/**
 * Where a request is: by its status where the relay has one, else by its result alone. What the relay offers, and under
 * which app name, is learned from the first answers that say it, and remembered. A request that is nowhere is `not_found`:
 * right after a submit the read side may lag, so nothing is learned from that; but it is looked for under the other app
 * name, too: what was learned may be wrong, when a proxy answered or the relay was changed.
 */
export async function follow(reads: Reads, traits: TraitsMemory, paths: RequestPaths): Promise<RelayOutcome<Progress>> {
  const known = traits.read();
  let missing: RelayOutcome<Progress> = NOWHERE;
  for (const app of known.app === "auto" ? AUTO_FIRST : ANSWERED_FIRST) {
    const { statusPath, responsePath } = pathsUnder(app, paths);
    const status = known.hasStatus === false ? null : await reads.status(statusPath);
    if (status?.ok) {
      learn(traits, { hasStatus: true, app });
      return afterStatus(status.value, () => resultAt(reads, responsePath));
    }
    if (status !== null && !isNothingThere(status.error)) return status;
    const result = await resultAt(reads, responsePath);
    if (result.ok || isAboutTheRequest(result.error)) {
      const hasStatus = known.hasStatus ?? (status !== null && isBrokenJson(status.error) ? null : false);
      learn(traits, { hasStatus, app });
    }
    if (result.ok || !isNothingThere(result.error)) return result;
    missing = result;
  }
  return missing;
}

const ANSWERED_FIRST = ["answered", "auto"] as const;
const AUTO_FIRST = ["auto", "answered"] as const;
const NOWHERE = { ok: false, error: { kind: "not_found", status: null, body: null, taken: "maybe" } } as const;

/** A request's paths for the app name this relay reads: the answered one as long as nothing else is known. */
export function pathsUnder(app: RelayTraits["app"], paths: RequestPaths): RequestPaths {
  return app === "auto" ? underAuto(paths) : paths;
}

/** A status, and what it leads to: the result of a request that is over. */
export async function afterStatus(
  status: QueueStatus,
  result: () => Promise<RelayOutcome<Progress>>,
): Promise<RelayOutcome<Progress>> {
  if (status.status === "IN_QUEUE") return done({ phase: "waiting", queuePosition: status.queuePosition });
  if (status.status === "IN_PROGRESS") return done({ phase: "running", lastLog: status.lastLog });
  const outcome = await result();
  if (outcome.ok && outcome.value.phase === "finished") {
    const { result } = outcome.value;
    return done({
      phase: "finished",
      result: { ...result, inferenceSeconds: result.inferenceSeconds ?? status.inferenceSeconds },
    });
  }
  if (status.failure === null || (!outcome.ok && !saysNothing(outcome.error))) return outcome;
  return { ok: false, error: failureOf(status.failure) };
}

/** Newer status bodies tell the failure too: it stands in where the result's address does not explain it. */
function failureOf(failure: { readonly type: string | null; readonly detail: string }): RelayError {
  const facts = { status: 200, body: null, taken: "maybe" } as const;
  const refused = failure.type !== null && decisiveKind([failure.type]) === "content_policy";
  return refused
    ? { kind: "content_policy", ...facts, field: null }
    : { kind: "generation_failed", ...facts, ...failure };
}

export async function resultAt(reads: Pick<Reads, "result">, path: string): Promise<RelayOutcome<Progress>> {
  const answer = await reads.result(path);
  if (!answer.ok) return answer;
  return done(answer.value.ready ? { phase: "finished", result: answer.value.result } : answer.value.progress);
}

/** No such address. Gateways with a web page answer unknown addresses with that page and 200. */
function isNothingThere(error: RelayError): boolean {
  return error.kind === "not_found" || (error.kind === "unreadable" && error.status === 200);
}

/** Somebody answered there who speaks JSON: once it may be cut off or say a word of its own. */
function isBrokenJson(error: RelayError): boolean {
  return error.kind === "unreadable" && error.body?.trimStart().startsWith("{") === true;
}

/** Also a plain server error: it came, but does not say that the job failed. */
function saysNothing(error: RelayError): boolean {
  return isNothingThere(error) || (error.kind === "relay_down" && error.status !== null);
}

/** The model's own refusal: whoever answers so knows the request. */
function isAboutTheRequest(error: RelayError): boolean {
  return error.kind === "refused_input" || error.kind === "content_policy" || error.kind === "generation_failed";
}

function done(progress: Progress): RelayOutcome<Progress> {
  return { ok: true, value: progress };
}
