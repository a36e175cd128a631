import type { MessageRow } from "../../sandbox/discord/rows.ts";
import { ID } from "../../sandbox/discord/world.ts";
import type { Evidence, JobEvidence } from "../evidence.ts";
import { customIdsOf, textOf } from "../message-parts.ts";

const UNCERTAIN = /not certain|无法确定/;
const CANCELED = /Cancelled\.|已取消/;
const SEALED = /kept safe in the archive|已安全存档/;

/** Every message of the bot shows the end of its job, and each delivered job's pictures can be seen somewhere. */
export function everyEndIsShown(evidence: Evidence): string[] {
  const shown = evidence.messages.filter(
    ({ message, onlyFor }) => message.author.id === ID.application && onlyFor === null,
  );
  const byJob = Map.groupBy(shown, (row) => jobOf(row, evidence));
  const problems = [...byJob].flatMap(([id, rows]) => {
    const job = evidence.jobs.find((each) => each.id === id);
    if (job === undefined)
      return [`message ${rows[0]?.id} belongs to no job: ${textOf(rows[0]?.message ?? NOTHING).slice(0, 200)}`];
    return rows.flatMap((row) => judge(row, job, evidence));
  });
  const unseen = evidence.jobs.filter(
    (job) => job.state === "delivered" && job.deletedAt === null && !byJob.has(job.id),
  );
  return [
    ...problems,
    ...unseen
      .filter((job) => !wasTakenAway(job, evidence))
      .map((job) => `job ${job.id} was delivered, but nobody can see it`),
  ];
}

/** Pictures stay with us only where Discord let nobody be written to: neither in the reply nor directly. */
export function nothingIsWithheld({ jobs, discordRequests }: Evidence): string[] {
  const refused = discordRequests.some(
    ({ method, route, status }) =>
      method === "POST" && /^\/(users|channels)\//.test(route) && status >= 400 && status < 500,
  );
  const withheld = jobs.filter(({ failure }) => failure?.kind === "undeliverable");
  return refused ? [] : withheld.map(({ id }) => `job ${id} is undeliverable, though nobody refused it`);
}

const NOTHING = { content: "", components: [] } as unknown as MessageRow["message"];

/** By its buttons, or by the reply that the job knows: while it is fetched it has none. */
function jobOf({ message }: MessageRow, { jobs }: Evidence): string {
  const named = customIdsOf(message)[0]?.split(":")[1];
  return named ?? jobs.find(({ messageId }) => messageId === message.id)?.id ?? `message ${message.id}`;
}

function judge(row: MessageRow, job: JobEvidence, evidence: Evidence): string[] {
  const buttons = customIdsOf(row.message).map((id) => id.split(":")[0]);
  const text = textOf(row.message);
  const name = `message ${row.id} of job ${job.id} (${job.state} ${job.failure?.kind ?? ""})`;
  // Delete is offered with every end, and with nothing before it.
  if (!buttons.includes("delete")) {
    return endWasRefused(row, evidence) ? [] : [`${name} is left running: ${text.slice(0, 160)}`];
  }
  const problems: string[] = [];
  const pictures = row.embedded.length + row.message.attachments.length;
  if (job.state === "delivered" && job.deletedAt === null && pictures < job.files.length && !SEALED.test(text)) {
    problems.push(`shows ${pictures} of ${job.files.length} pictures`);
  }
  if (job.state !== "delivered" && pictures > 0) problems.push("shows pictures that did not come");
  if ((job.state === "uncertain") !== UNCERTAIN.test(text)) problems.push(`says: ${text.slice(0, 160)}`);
  if ((job.state === "canceled") !== CANCELED.test(text)) problems.push(`says: ${text.slice(0, 160)}`);
  if (row.message.mention_everyone || row.message.mentions.length > 0) problems.push("mentions someone");
  return problems.map((problem) => `${name} ${problem}`);
}

/** Replies taken away by a person, with their channel, or with the button. */
function wasTakenAway(job: JobEvidence, { messages }: Evidence): boolean {
  return job.messageId === null || !messages.some(({ id }) => id === job.messageId);
}

/** Whether Discord itself forbade the last word: then nobody could have shown it. */
function endWasRefused(row: MessageRow, { discordRequests, interactions }: Evidence): boolean {
  const token = interactions.find(({ originalId, sourceId }) => originalId === row.id && sourceId !== row.id)?.token;
  const last = discordRequests.findLast(
    ({ method, route }) =>
      method === "PATCH" && (route.endsWith(`/${row.id}`) || (token !== undefined && route.includes(token))),
  );
  return last?.status === 401 || last?.status === 403 || last?.status === 404;
}
