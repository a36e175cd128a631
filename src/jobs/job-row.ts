import type { ModelInput } from "../models/definition.ts";
import type { JobRow } from "../storage/schema.ts";
import { localeFor } from "../texts/localized.ts";
import { applied } from "./applied.ts";
import type { Job, JobId, NewJob, Terms } from "./job.ts";
import {
  archivedFile,
  archivedInput,
  failure,
  generatedResult,
  modelInput,
  relayRequest,
  terms,
  wentOnFrom,
} from "./stored.ts";

/** The one crossing from a row as stored to a job. @throws ZodError when a row does not hold what its state promises. */
export function toJob(row: JobRow): Job {
  const base = {
    id: row.id as JobId,
    model: row.model,
    input: modelInput.parse(JSON.parse(row.input)) satisfies ModelInput,
    origin: toOrigin(row),
    images: row.images,
    terms: terms.parse({
      ephemeral: row.ephemeral === 1,
      privately: row.privately === 1,
      flaggedResults: row.flagged_results,
      credits: row.credits,
    }) satisfies Terms,
    inputs: archivedInput.array().parse(JSON.parse(row.inputs ?? "[]")),
    payer: row.payer,
    wentOnFrom: wentOnFrom.nullable().parse(JSON.parse(row.went_on_from ?? "null")),
    messageId: row.message_id,
    attempts: row.attempts,
    createdAt: row.created_at,
    startedAt: row.started_at,
    cancelRequestedAt: row.cancel_requested_at,
    toldAt: row.told_at,
    deletedAt: row.deleted_at,
    ...batchOf(row),
    ...appliedOf(row),
    ...(row.called_at === null ? {} : { calledAt: Number(row.called_at) }),
  };
  const json = (column: string | null): unknown => (column === null ? null : JSON.parse(column));
  const submitted = () => ({ request: relayRequest.parse(json(row.request)), submittedAt: Number(row.submitted_at) });
  const generated = () => ({
    ...submitted(),
    generatedAt: Number(row.generated_at),
    result: generatedResult.parse(json(row.result)),
  });
  const savedAt = row.saved_at === null ? null : Number(row.saved_at);
  const kept = () => ({ ...generated(), savedAt, files: archivedFile.array().parse(json(row.files)) });
  switch (row.state) {
    case "queued":
    case "submitting":
      return { ...base, state: row.state };
    case "submitted":
      return { ...base, ...submitted(), state: row.state };
    case "generated":
      return { ...base, ...generated(), state: row.state };
    case "saved":
      return { ...base, ...kept(), state: row.state };
    case "delivered":
      return { ...base, ...kept(), state: row.state, endedAt: Number(row.ended_at) };
    case "failed":
    case "uncertain":
    case "canceled":
      return { ...base, state: row.state, failure: failure.parse(json(row.failure)), endedAt: Number(row.ended_at) };
    default:
      throw new Error(`job ${row.id} is in the unknown state ${row.state}`);
  }
}

function batchOf({ batch_id, batch_page, batch_place }: JobRow): Pick<Job, "batch"> {
  return batch_id === null ? {} : { batch: { id: batch_id, page: batch_page ?? 0, place: batch_place ?? 0 } };
}

function appliedOf(row: JobRow): Pick<Job, "applied"> {
  return row.applied === null ? {} : { applied: applied.parse(JSON.parse(row.applied)) };
}

function toOrigin(row: JobRow): Job["origin"] {
  return {
    guildId: row.guild_id,
    channelId: row.channel_id,
    userId: row.user_id,
    locale: localeFor(row.locale),
    applicationId: row.application_id,
    interactionToken: row.interaction_token,
    interactionCreatedAt: row.interaction_created_at,
    attachmentSizeLimit: row.attachment_size_limit,
    byTokenOnly: row.by_token_only === 1,
  };
}

/** The row of a job that was just admitted. `runAt` and `now` are milliseconds since the Unix epoch. */
export function toNewRow(job: NewJob, priority: number, now: number, runAt: number): JobRow {
  return {
    id: job.id,
    state: "queued",
    model: job.model,
    input: JSON.stringify(job.input),
    guild_id: job.origin.guildId,
    channel_id: job.origin.channelId,
    user_id: job.origin.userId,
    locale: job.origin.locale,
    application_id: job.origin.applicationId,
    interaction_token: job.origin.interactionToken,
    interaction_created_at: job.origin.interactionCreatedAt,
    attachment_size_limit: job.origin.attachmentSizeLimit,
    message_id: null,
    priority,
    run_at: runAt,
    attempts: 0,
    claimed_by: null,
    cancel_requested_at: null,
    inputs: null,
    request: null,
    result: null,
    files: null,
    failure: null,
    created_at: now,
    submitted_at: null,
    started_at: null,
    generated_at: null,
    saved_at: null,
    ended_at: null,
    told_at: null,
    deleted_at: null,
    images: job.images,
    credits: job.terms.credits,
    withheld: 0,
    ephemeral: job.terms.ephemeral ? 1 : 0,
    flagged_results: job.terms.flaggedResults,
    forgotten_at: null,
    payer: job.payer,
    privately: job.terms.privately ? 1 : 0,
    by_token_only: job.origin.byTokenOnly ? 1 : 0,
    went_on_from: job.wentOnFrom === null ? null : JSON.stringify(job.wentOnFrom),
    batch_id: job.batch?.id ?? null,
    batch_page: job.batch?.page ?? null,
    batch_place: job.batch?.place ?? null,
    applied: job.applied === undefined ? null : JSON.stringify(job.applied),
    called_at: null,
  };
}
