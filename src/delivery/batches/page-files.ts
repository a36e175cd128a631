import type { ShownEnd, ShownFile } from "../../jobs/batch-page.ts";
import type { DeliveredJob, SavedJob } from "../../jobs/job.ts";
import { MOST_FILES, REQUEST_LIMIT_BYTES } from "../../jobs/request-bounds.ts";
import type { Archive } from "../../media/archive.ts";
import type { MediaOutcome } from "../../media/stored-file.ts";
import { promptOf } from "../../models/summary.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { type Attachments, fitAttachments } from "../attachments.ts";
import type { SentFile } from "../finished-reply.ts";
import type { ToldJob } from "../reply.ts";
import type { Upload } from "../upload.ts";

export type PicturedJob = (SavedJob | DeliveredJob) & ToldJob;

/** All alt texts of a message share this; very long messages are answered 500. */
const ALT_TEXTS_MAX = 1_200;

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
  /** Jobs in the batch. */
  readonly total: number;
}

export function bytesOf({ files }: Pick<SavedJob, "files">): number {
  return files.reduce((sum, { bytes, withheld }) => sum + (withheld ? 0 : bytes), 0);
}

/** Fits the files of jobs that are shown by one request, each job's under names of its own. */
export async function fitPageFiles(
  jobs: readonly PicturedJob[],
  terms: PageFilesTerms,
): Promise<MediaOutcome<{ page: PageFiles }>> {
  const { archive, parametersInFiles, scale, total } = terms;
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
      files: shown.map((file, index) => shownFile(job, file, rename(file.name), { index, of: shown.length, total })),
    });
    room -= shown.length;
  }
  return { ok: true, page: { uploads, ends, discard } };
}

function shownFile(
  job: PicturedJob,
  { mime, spoiler, shrunk }: SentFile,
  name: string,
  { index, of, total }: { index: number; of: number; total: number },
): ShownFile {
  const { locale } = job.origin;
  const film = mime.startsWith("video/");
  const prompt = job.definition && promptOf(job.definition, job.input);
  const number = of === 1 ? numberOf(job) : `${numberOf(job)}.${index + 1}`;
  const model = job.definition?.title ?? job.model;
  const said = prompt
    ? say(locale, film ? "alt_video" : "alt_picture", { number, total, prompt })
    : say(locale, film ? "alt_video_unprompted" : "alt_picture_unprompted", { number, total, model });
  return { attachment: null, name, mime, alt: oneLine(said, ALT_TEXTS_MAX / MOST_FILES), spoiler, shrunk };
}

/** As people count. */
function numberOf({ batch }: PicturedJob): number {
  return (batch?.place ?? 0) + 1;
}
