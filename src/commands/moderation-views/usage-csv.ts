import type * as Csv from "csv-stringify/sync";
import type { UsedJob } from "../../jobs/guild-jobs.ts";
import { lazily } from "../../lazily.ts";

const csv = lazily<typeof Csv>("csv-stringify/sync");

const MICROS = 1_000_000;

/** Jobs as a table for a spreadsheet. A value that one would take for a formula is written as text. */
export function usageCsv(jobs: readonly UsedJob[], { withServers } = { withServers: false }): Uint8Array<ArrayBuffer> {
  const rows = jobs.map((job) => ({
    asked_at: new Date(job.createdAt).toISOString(),
    ended_at: job.endedAt === null ? "" : new Date(job.endedAt).toISOString(),
    server: job.guildId ?? "",
    member: job.userId,
    channel: job.channelId,
    model: job.model,
    images: job.images,
    state: job.state,
    cost_usd: (job.micros / MICROS).toFixed(6),
    job: job.id,
  }));
  const server = withServers ? ["server"] : [];
  const columns = [
    "asked_at",
    "ended_at",
    ...server,
    "member",
    "channel",
    "model",
    "images",
    "state",
    "cost_usd",
    "job",
  ];
  return new TextEncoder().encode(csv().stringify(rows, { header: true, columns, bom: true, escape_formulas: true }));
}
