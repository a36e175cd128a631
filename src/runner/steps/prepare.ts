import type { Delivery } from "../../delivery/delivery.ts";
import { isUnsaid } from "../../delivery/shown-reply.ts";
import type { QueuedJob } from "../../jobs/job.ts";
import type { ArchivedInput } from "../../jobs/stored.ts";
import { failed, type Verdict } from "../../jobs/verdict.ts";
import type { Archive } from "../../media/archive.ts";
import type { MediaError } from "../../media/stored-file.ts";
import { hasArchived } from "../../models/archived-inputs.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { fileTypeOf, type InputImage, type ModelDefinition, type ModelInput } from "../../models/definition.ts";
import { backoff } from "../backoff.ts";

export interface PrepareOptions {
  readonly models: ModelCatalog;
  readonly archive: Archive;
  readonly delivery: Delivery;
  /** Where members' attachments come from, besides public https addresses. */
  readonly attachmentOrigins: readonly string[];
}

/** Larger pictures are refused when the command is given; this holds where Discord told a wrong size. */
const INPUT_MAX_BYTES = 50 * 1024 * 1024;
const INPUT_TIME_LIMIT_MS = 60_000;
const MOST_TRIES = 5;

/** Keeps the pictures a member attached, because Discord forgets them in a day, and looks at their bytes before anyone pays. */
export async function prepare(job: QueuedJob, signal: AbortSignal, options: PrepareOptions): Promise<Verdict> {
  const prepared = await prepareInputs(job, signal, options);
  // Inputs of a request that never left belong to nothing; those of one that came back are in its row.
  const nothing = job.inputs.length === 0 && !hasArchived(job.input);
  if (prepared.type === "stopped" && nothing) await options.archive.deleteJob(job.id);
  return prepared;
}

async function prepareInputs(job: QueuedJob, signal: AbortSignal, options: PrepareOptions): Promise<Verdict> {
  if (job.cancelRequestedAt !== null) return CANCELED;
  if (job.messageId === null) return findReply(job, options.delivery);
  const definition = options.models.byEndpoint(job.model);
  if (definition === undefined) return failed({ kind: "model_gone", charged: "no" });
  const inputs: ArchivedInput[] = [];
  for (const { field, image } of attachmentsOf(job.input)) {
    const kept = await options.archive.download({
      url: image.url,
      jobId: job.id,
      name: `input-${inputs.length}`,
      maxBytes: INPUT_MAX_BYTES,
      timeLimitMs: INPUT_TIME_LIMIT_MS,
      accept: wantsPicture(definition, field) ? "image" : "any",
      allowedOrigins: options.attachmentOrigins,
      signal,
    });
    if (!kept.ok && kept.error.retry && (job.attempts < MOST_TRIES || NOT_ITS_FAULT.has(kept.error.kind))) {
      return { type: "again", inMs: backoff(job.attempts), failedTry: true, why: kept.error.detail };
    }
    if (!kept.ok) {
      const kind = NO_PICTURE.has(kept.error.kind) ? "unusable_image" : "image_lost";
      return failed({ kind, charged: "no", field, detail: image.fileName });
    }
    inputs.push({ url: image.url, path: kept.file.path, mime: kept.file.mime });
  }
  return { type: "submitting", inputs };
}

/** Nothing about the file: it is tried again as long as that takes. */
const NOT_ITS_FAULT: ReadonlySet<MediaError["kind"]> = new Set(["aborted", "archive_down"]);
/** Faults of the file itself; after any other it may well be a picture that nobody could read. */
const NO_PICTURE: ReadonlySet<MediaError["kind"]> = new Set(["wrong_type", "too_large"]);

const CANCELED: Verdict = {
  type: "stopped",
  state: "canceled",
  failure: { kind: "canceled", charged: "no", field: null, detail: null },
};

/**
 * A crash came between the admission and the reply. Where the reply stands after all, the job goes on; where the
 * member only read that nothing answered, they have asked again by now, and nobody shall pay for the first time.
 */
async function findReply(job: QueuedJob, delivery: Delivery): Promise<Verdict> {
  const reply = await delivery.findReply(job);
  if (reply.ok) return { type: "found reply", messageId: reply.value.id };
  if (isUnsaid(reply) && job.attempts < MOST_TRIES) {
    return { type: "again", inMs: backoff(job.attempts), failedTry: true, why: `Discord: ${reply.code}` };
  }
  return CANCELED;
}

/** What is not looked at as a picture is left to the relay to judge: a video, a recording, an archive of files. */
function wantsPicture({ fields }: ModelDefinition, name: string): boolean {
  const field = fields.find((candidate) => candidate.name === name);
  return field === undefined || fileTypeOf(field) === "image";
}

function attachmentsOf(input: ModelInput) {
  return Object.entries(input).flatMap(([field, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.filter(isAttachment).map((image) => ({ field, image }));
  });
}

function isAttachment(value: unknown): value is Extract<InputImage, { source: "attachment" }> {
  return typeof value === "object" && value !== null && "source" in value && value.source === "attachment";
}
