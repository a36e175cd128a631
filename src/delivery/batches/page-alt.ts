import type { ShownFile } from "../../jobs/batch-page.ts";
import { MOST_FILES } from "../../jobs/request-bounds.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { PageJob, PageView } from "./page-jobs.ts";

/** All alt texts of a message share this; very long messages are answered 500. */
const ALT_TEXTS_MAX = 1_200;

export interface PageFile extends ShownFile {
  /** Stored nowhere: it holds the prompt, which is kept in its job and ends with it. */
  readonly alt: string;
}

/** The files that a batch's message shows, in order. */
export function filesOf({ jobs, total }: PageView): PageFile[] {
  return jobs
    .filter(({ removed }) => !removed)
    .flatMap((each) => {
      const files = each.end?.files ?? [];
      return files.map((file, index) => ({ ...file, alt: altOf(each, file, { index, of: files.length, total }) }));
    });
}

function altOf(
  { job, number: place, prompt }: PageJob,
  { mime }: ShownFile,
  { index, of, total }: { index: number; of: number; total: number },
): string {
  const { locale } = job.origin;
  const film = mime.startsWith("video/");
  const number = of === 1 ? place : `${place}.${index + 1}`;
  const model = job.definition?.title ?? job.model;
  const said = prompt
    ? say(locale, film ? "alt_video" : "alt_picture", { number, total, prompt })
    : say(locale, film ? "alt_video_unprompted" : "alt_picture_unprompted", { number, total, model });
  return oneLine(said, ALT_TEXTS_MAX / MOST_FILES);
}
