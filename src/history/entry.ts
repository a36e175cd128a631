import type { JobId } from "../jobs/job.ts";
import { type ArchivedFile, archivedFile, failure, generatedResult, modelInput } from "../jobs/stored.ts";
import type { ModelInput } from "../models/definition.ts";
import type { JobRow } from "../storage/schema.ts";

/** A job whose pictures are in the archive, whether Discord ever showed them or not. */
export interface HistoryEntry {
  readonly id: JobId;
  readonly model: string;
  readonly input: ModelInput;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly userId: string;
  readonly messageId: string | null;
  readonly createdAt: number;
  /** Decimal digits. */
  readonly seed: string | null;
  /** What may be shown, each with its place among the job's files. */
  readonly files: readonly (ArchivedFile & { readonly picture: number })[];
  /** Where it could not be shown: nobody saw the pictures yet. */
  readonly undeliverable: boolean;
  /** Shown to its member only. */
  readonly ephemeral: boolean;
  /** They asked for that themselves. */
  readonly privately: boolean;
  /** Made where we are not ourselves: only Discord knows the address of its message. */
  readonly byTokenOnly: boolean;
}

export const ENTRY_COLUMNS = [
  "id",
  "model",
  "input",
  "guild_id",
  "channel_id",
  "user_id",
  "message_id",
  "created_at",
  "result",
  "files",
  "failure",
  "ephemeral",
  "privately",
  "by_token_only",
] as const satisfies (keyof JobRow)[];

/** @throws ZodError when a row does not hold what was promised */
export function toEntry(row: Pick<JobRow, (typeof ENTRY_COLUMNS)[number]>): HistoryEntry {
  const files = archivedFile.array().parse(JSON.parse(row.files ?? "[]"));
  const ended = row.failure === null ? null : failure.parse(JSON.parse(row.failure));
  return {
    id: row.id as JobId,
    model: row.model,
    input: modelInput.parse(JSON.parse(row.input)),
    guildId: row.guild_id,
    channelId: row.channel_id,
    userId: row.user_id,
    messageId: row.message_id,
    createdAt: Number(row.created_at),
    seed: row.result === null ? null : generatedResult.parse(JSON.parse(row.result)).seed,
    files: files.map((file, picture) => ({ ...file, picture })).filter(({ withheld }) => !withheld),
    undeliverable: ended !== null,
    ephemeral: row.ephemeral === 1,
    privately: row.privately === 1,
    byTokenOnly: row.by_token_only === 1,
  };
}
