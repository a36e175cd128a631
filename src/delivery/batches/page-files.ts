import type { ShownEnd } from "../../jobs/batch-page.ts";
import type { DeliveredJob, SavedJob } from "../../jobs/job.ts";
import { REQUEST_LIMIT_BYTES } from "../../jobs/request-bounds.ts";
import type { Archive } from "../../media/archive.ts";
import type { MediaOutcome } from "../../media/stored-file.ts";
import { type Attachments, fitAttachments } from "../attachments.ts";
import type { ToldJob } from "../reply.ts";
import type { Upload } from "../upload.ts";

export type PicturedJob = (SavedJob | DeliveredJob) & ToldJob;

/** What an upload brings into a batch's message. */
export interface PageFiles {
  readonly uploads: readonly Upload[];
  readonly ends: readonly ShownEnd[];
  readonly discard: () => Promise<void>;
}

export interface PageFilesTerms {
  readonly archive: Archive;
  readonly parametersInFiles: boolean;
  /** Below 1 it asks for less than Discord said. */
  readonly scale: number;
  /** How many attachments the message has room for. */
  readonly room: number;
}

export function bytesOf({ files }: Pick<SavedJob, "files">): number {
  return files.reduce((sum, { bytes, withheld }) => sum + (withheld ? 0 : bytes), 0);
}

/** Fits the files of jobs that are shown by one request, each job's under names of its own. */
export async function fitPageFiles(
  jobs: readonly PicturedJob[],
  terms: PageFilesTerms,
): Promise<MediaOutcome<{ page: PageFiles }>> {
  const { archive, parametersInFiles, scale } = terms;
  const all = jobs.reduce((sum, job) => sum + bytesOf(job), 0);
  const fitted: Attachments[] = [];
  const uploads: Upload[] = [];
  const ends: ShownEnd[] = [];
  let room = terms.room;
  const discard = async () => {
    for (const files of fitted) await files.discard();
  };
  for (const job of jobs) {
    const requestBytes = all > REQUEST_LIMIT_BYTES ? (REQUEST_LIMIT_BYTES * bytesOf(job)) / all : REQUEST_LIMIT_BYTES;
    const outcome = await fitAttachments(job, archive, { scale, parametersInFiles, requestBytes });
    if (!outcome.ok) {
      await discard();
      return outcome;
    }
    const { attachments: files } = outcome;
    fitted.push(files);
    const shown = files.shown.slice(0, room);
    const rename = (name: string) => `${numberOf(job)}-${name}`;
    uploads.push(...files.uploads.slice(0, shown.length).map((upload) => ({ ...upload, name: rename(upload.name) })));
    ends.push({
      job: job.id,
      moved: false,
      leftOut: [...files.leftOut, ...job.files.slice(shown.length, files.shown.length)].map(({ bytes }) => bytes),
      files: shown.map(({ name, mime, spoiler, shrunk }) => {
        return { attachment: null, name: rename(name), mime, spoiler, shrunk };
      }),
    });
    room -= shown.length;
  }
  return { ok: true, page: { uploads, ends, discard } };
}

/** As people count. */
function numberOf({ batch }: PicturedJob): number {
  return (batch?.place ?? 0) + 1;
}
