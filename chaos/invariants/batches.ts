import type { MessageRow } from "../../sandbox/discord/rows.ts";
import type { Evidence, JobEvidence } from "../evidence.ts";
import { customIdsOf, textOf } from "../message-parts.ts";
import { endWasRefused } from "./refused-end.ts";

const PAGE = /^batch:(?:cancel|retry|again|delete):(?<id>[0-9a-f-]{36})\.(?<page>\d+)$/;
const ELSEWHERE = /sent to its member directly|已私信给本人|kept safe|已妥善保存/;

export interface PageName {
  readonly id: string;
  readonly page: number;
}

/** The batch and the page that a message shows; by its buttons or, while it has none, by the jobs that know it. */
export function pageOf({ id, message }: MessageRow, { jobs }: Evidence): PageName | null {
  for (const customId of customIdsOf(message)) {
    const { id: batch, page } = PAGE.exec(customId)?.groups ?? {};
    if (batch !== undefined) return { id: batch, page: Number(page) };
  }
  if (customIdsOf(message).length > 0) return null;
  return jobs.find(({ batch, messageId }) => batch !== null && messageId === id)?.batch ?? null;
}

/** What was made at once was admitted as a whole, or not at all. */
export function batchesAreWhole({ asked, jobs }: Evidence): string[] {
  const batches = Map.groupBy(
    jobs.filter(({ batch }) => batch !== null),
    ({ batch }) => batch?.id ?? "",
  );
  return [...batches].flatMap(([id, each]) => {
    const marker = markerOf(each[0]?.input["prompt"]);
    const expected = asked.find(({ ask }) => markerOf(ask.options["prompt"]) === marker)?.ask.alternatives;
    const places = new Set(each.map(({ batch }) => batch?.place)).size;
    return places === expected ? [] : [`batch ${id} has ${places} of ${expected} requests`];
  });
}

/** Each message of a batch shows the end of all its jobs, with their pictures. */
export function batchesShowTheirEnds(evidence: Evidence): string[] {
  return evidence.messages.flatMap((row) => {
    const name = pageOf(row, evidence);
    if (name === null) return [];
    const jobs = newestOf(name, evidence.jobs);
    const told = `message ${row.id} of batch ${name.id}, page ${name.page},`;
    return judge(row, jobs, evidence).map((problem) => `${told} ${problem}`);
  });
}

function judge(row: MessageRow, jobs: readonly JobEvidence[], evidence: Evidence): string[] {
  if (jobs.length === 0) return ["belongs to no job"];
  const text = textOf(row.message);
  if (!customIdsOf(row.message).some((id) => id.startsWith("batch:delete:"))) {
    return endWasRefused(row, evidence) ? [] : [`is left running: ${text.slice(0, 300)}`];
  }
  const made = jobs.filter(({ state, deletedAt }) => state === "delivered" && deletedAt === null);
  const files = made.reduce((sum, job) => sum + job.files.length, 0);
  const pictures = row.embedded.length + row.message.attachments.length;
  return [
    ...(pictures > files || (pictures < files && !ELSEWHERE.test(text))
      ? [`shows ${pictures} of ${files} pictures`]
      : []),
    ...(row.message.mention_everyone || row.message.mentions.length > 0 ? ["mentions someone"] : []),
  ];
}

/** What failed may have been tried again in its line: the newest counts. Jobs come in the order they were made. */
function newestOf({ id, page }: PageName, jobs: readonly JobEvidence[]): JobEvidence[] {
  const newest = new Map<number, JobEvidence>();
  for (const job of jobs) if (job.batch?.id === id && job.batch.page === page) newest.set(job.batch.place, job);
  return [...newest.values()];
}

function markerOf(prompt: unknown): string {
  return String(prompt).split(" ")[0] ?? "";
}
