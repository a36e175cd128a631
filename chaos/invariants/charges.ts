import type { QueueRequest } from "../../sandbox/relay/request.ts";
import type { Evidence, JobEvidence } from "../evidence.ts";

const MICROS = 1_000_000;

/** A prompt's marker and a seed belong to one job alone, on both sides. */
const keyOf = (fields: Readonly<Record<string, unknown>>) => `${fields["prompt"]} ${fields["seed"]}`;

/** The relay took each job at most once, and nothing that is no job. */
export function paidAtMostOnce({ jobs, relay }: Evidence): string[] {
  const accepted = Map.groupBy(relay, ({ body }) => keyOf(body));
  const problems = [...accepted].flatMap(([key, requests]) => [
    ...(requests.length > 1 ? [`the relay took "${key}" ${requests.length} times`] : []),
    ...(jobs.some((job) => keyOf(job.input) === key) ? [] : [`the relay took "${key}", of which there is no job`]),
  ]);
  const shared = [...Map.groupBy(jobs, ({ input }) => keyOf(input))].filter(([, same]) => same.length > 1);
  return [...problems, ...shared.map(([key]) => `two jobs are "${key}"`)];
}

/** What each job says of its charge is what the relay did, and the ledger adds up to it. */
export function ledgerAddsUp({ jobs, relay }: Evidence): string[] {
  const problems = jobs.flatMap((job) => {
    const request = relay.find(({ body }) => keyOf(body) === keyOf(job.input));
    return judge(job, request).map((problem) => `job ${job.id} (${job.state} ${job.failure?.kind ?? ""}) ${problem}`);
  });
  const charged = relay.reduce((sum, { chargedUsd }) => sum + Math.round(chargedUsd * MICROS), 0);
  const settled = jobs.reduce((sum, { ledger }) => sum + (ledger?.state === "settled" ? ledger.micros : 0), 0);
  if (settled < charged) problems.push(`${settled} millionths are settled, but the relay charged ${charged}`);
  return problems;
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
