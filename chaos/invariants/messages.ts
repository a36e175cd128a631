import type { MessageRow } from "../../sandbox/discord/rows.ts";
import { ID } from "../../sandbox/discord/world.ts";
import type { Evidence, JobEvidence } from "../evidence.ts";
import { customIdsOf, textOf } from "../message-parts.ts";
import { pageOf } from "./batches.ts";
import { endWasRefused } from "./refused-end.ts";

const UNCERTAIN = /not certain|无法确定/;
const CANCELED = /Cancelled\.|已取消/;
const MOVED = /went to its member in a direct message|结果已私信给发起者/;
const SEALED = /kept safe in the archive|已安全存档/;

/** How the reply of one job begins, among all that a person may be shown alone. */
const REPLY = /^(cancel|again|share|delete):/;

/** Every message of the bot shows the end of its job, and each delivered job's pictures can be seen somewhere. */
export function everyEndIsShown(evidence: Evidence): string[] {
  const shown = evidence.messages.filter(
    (row) =>
      row.message.author.id === ID.application &&
      pageOf(row, evidence) === null &&
      (row.onlyFor === null || isReply(row, evidence)),
  );
  const byJob = Map.groupBy(shown, (row) => jobOf(row, evidence));
  const problems = [...byJob].flatMap(([id, rows]) => {
    const job = evidence.jobs.find((each) => each.id === id);
    if (job === undefined)
      return [`message ${rows[0]?.id} belongs to no job: ${textOf(rows[0]?.message ?? NOTHING).slice(0, 200)}`];
    // Nobody can change an answer for one person once its time is over: its end comes to them directly.
    const toldElsewhere = rows.filter((row) => row.onlyFor === null || isOver(row));
    return toldElsewhere.length > 0 || job.state === "canceled"
      ? toldElsewhere.flatMap((row) => judge(row, job, evidence))
      : rows.flatMap((row) => judge(row, job, evidence));
  });
  const unseen = evidence.jobs.filter(
    (job) => job.state === "delivered" && job.batch === null && job.deletedAt === null && !byJob.has(job.id),
  );
  return [
    ...problems,
    ...unseen
      .filter((job) => !wasTakenAway(job, evidence))
      .map((job) => `job ${job.id} was delivered, but nobody can see it`),
  ];
}

/** What one person asked for alone, nobody else sees where it was asked. */
export function privateStaysPrivate({ jobs, messages }: Evidence): string[] {
  return jobs
    .filter(({ ephemeral }) => ephemeral)
    .flatMap(({ id, channelId, userId, messageId, batch }) => {
      const names = [id, ...(batch === null ? [] : [batch.id])];
      const about = messages.filter(
        ({ id: row, message }) =>
          row === messageId || customIdsOf(message).some((custom) => names.some((name) => custom.includes(name))),
      );
      const seen = about.filter((row) => row.channelId === channelId && row.onlyFor !== userId);
      return seen.map((row) => `message ${row.id} of the private job ${id} is shown to ${row.onlyFor ?? "everyone"}`);
    });
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

function isReply({ id, message }: MessageRow, { jobs }: Evidence): boolean {
  return REPLY.test(customIdsOf(message)[0] ?? "") || jobs.some((job) => job.messageId === id);
}

/** Delete is offered with every end, and with nothing before it. */
function isOver({ message }: MessageRow): boolean {
  return customIdsOf(message).some((id) => id.startsWith("delete:"));
}

function picturesOf({ embedded, message }: MessageRow): number {
  return embedded.length + message.attachments.length;
}

/** In another message of the same job, as a reply says that may not have files. */
function isShownDirectly({ id }: MessageRow, job: JobEvidence, evidence: Evidence): boolean {
  return evidence.messages.some(
    (other) => other.id !== id && jobOf(other, evidence) === job.id && picturesOf(other) >= job.files.length,
  );
}

function judge(row: MessageRow, job: JobEvidence, evidence: Evidence): string[] {
  const text = textOf(row.message);
  const name = `message ${row.id} of job ${job.id} (${job.state} ${job.failure?.kind ?? ""})`;
  if (!isOver(row)) {
    return endWasRefused(row, evidence) ? [] : [`${name} is left running: ${text.slice(0, 160)}`];
  }
  const problems: string[] = [];
  const pictures = picturesOf(row);
  const elsewhere = SEALED.test(text) || (MOVED.test(text) && isShownDirectly(row, job, evidence));
  if (job.state === "delivered" && job.deletedAt === null && pictures < job.files.length && !elsewhere) {
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
