import type { QueueRequest } from "../../sandbox/relay/request.ts";
import type { Evidence, JobEvidence } from "../evidence.ts";

const MICROS = 1_000_000;

/**
 * A prompt's marker and a seed belong to one job alone, on both sides; but one that is asked for again after a cancel, from
 * a batch's message, has the seed of the first.
 */
const keyOf = (fields: Readonly<Record<string, unknown>>) => `${fields["prompt"]} ${fields["seed"]}`;

/** The relay took each job at most once, and nothing that is no job. */
export function paidAtMostOnce({ jobs, relay }: Evidence): string[] {
  const known = Map.groupBy(jobs, ({ input }) => keyOf(input));
  return [...Map.groupBy(relay, ({ body }) => keyOf(body))].flatMap(([key, requests]) => {
    const own = known.get(key) ?? [];
    if (own.length === 0) return [`the relay took "${key}", of which there is no job`];
    return requests.length > own.length ? [`the relay took "${key}" ${requests.length} times`] : [];
  });
}

/** What each job says of its charge is what the relay did, and the ledger adds up to it. */
export function ledgerAddsUp({ jobs, relay }: Evidence): string[] {
  const requests = requestsOf(jobs, relay);
  const problems = jobs.flatMap((job) =>
    judge(job, requests.get(job)).map(
      (problem) => `job ${job.id} (${job.state} ${job.failure?.kind ?? ""}) ${problem}`,
    ),
  );
  const charged = relay.reduce((sum, { chargedUsd }) => sum + Math.round(chargedUsd * MICROS), 0);
  const settled = jobs.reduce((sum, { ledger }) => sum + (ledger?.state === "settled" ? ledger.micros : 0), 0);
  if (settled < charged) problems.push(`${settled} millionths are settled, but the relay charged ${charged}`);
  return problems;
}

/** Each job's request: the one that it names, else one of its like that is left, for those first that may have one. */
function requestsOf(jobs: readonly JobEvidence[], relay: readonly QueueRequest[]): Map<JobEvidence, QueueRequest> {
  const left = new Set(relay);
  const found = new Map<JobEvidence, QueueRequest>();
  const rank = (job: JobEvidence) => (job.requestId !== null ? 0 : job.failure?.charged === "no" ? 2 : 1);
  for (const job of jobs.toSorted((one, other) => rank(one) - rank(other))) {
    const like = [...left].filter(({ body }) => keyOf(body) === keyOf(job.input));
    const own = like.find(({ requestId }) => requestId === job.requestId) ?? like[0];
    if (own === undefined) continue;
    left.delete(own);
    found.set(job, own);
  }
  return found;
}

function judge(job: JobEvidence, request: QueueRequest | undefined): string[] {
  const { ledger, failure, state, requestId } = job;
  if (ledger === null) return ["has no line in the ledger"];
  const problems: string[] = [];
  const charged = failure === null ? "yes" : failure.charged;
  const expected = charged === "no" ? "released" : "settled";
  if (ledger.state !== expected || ledger.endedAt === null) problems.push(`is ${ledger.state} in the ledger`);
  if (requestId !== null && request?.requestId !== requestId)
    problems.push(`holds the request ${requestId}, which is not its own`);
  const relayCharged = request?.state === "completed";
  if (charged === "no" && relayCharged) problems.push("says that nothing was charged, but it was");
  if (charged === "yes" && !relayCharged)
    problems.push(`says that it was charged, but it was not (${request?.state ?? "never taken"})`);
  if (state === "delivered" && request === undefined) problems.push("was delivered, but the relay never took it");
  if (relayCharged && ledger.micros !== Math.round(request.chargedUsd * MICROS)) {
    problems.push(`reserved ${ledger.micros}, charged were ${Math.round(request.chargedUsd * MICROS)}`);
  }
  return problems;
}
