import type { SavedJob } from "../jobs/job.ts";
import { promptShown, type ToldJob } from "./reply.ts";
import type { Upload } from "./upload.ts";

/** Of the 4,000 characters that all texts of a message share, what is left beside the prompt, the settings and the notes. */
const ROOM = 2_600;
/** Escaping doubles a text at most. */
const ESCAPED = 2;

/** How many characters of a model's answer in words a reply has room for. */
export function answerRoom(job: ToldJob): number {
  return Math.floor((ROOM - promptShown(job).length) / ESCAPED);
}

/** The whole answer as a file, where the reply shows only its beginning. */
export function answerFile(job: Pick<SavedJob, "result"> & ToldJob, baseName: string): Upload | null {
  const { text } = job.result;
  if (text === null || text.trim().length <= answerRoom(job)) return null;
  const json = isJson(text);
  const name = `${baseName}-text.${json ? "json" : "txt"}`;
  return { name, mime: json ? "application/json" : "text/plain; charset=utf-8", bytes: new TextEncoder().encode(text) };
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
