import * as z from "zod";
import { fileNameIn } from "./file-name.ts";

/** A file that a message has by now. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
}

/** A message as Discord took it. */
export interface SentMessage {
  readonly id: string;
  readonly flags: number;
  readonly files: readonly AttachedFile[];
}

const medium = z.object({ attachment_id: z.string(), url: z.string() });
const attachment = z.object({ id: z.string(), filename: z.string() });

/** The files of a message as Discord tells it: what components show is no longer in its list of attachments. */
export function attachedFiles(message: unknown): AttachedFile[] {
  const listed = valuesIn(message, "attachments").flatMap((each) => {
    const found = attachment.safeParse(each);
    return found.success ? [{ id: found.data.id, name: found.data.filename }] : [];
  });
  const shown = valuesIn(message, "components").flatMap(mediaIn);
  return [...listed, ...shown];
}

function mediaIn(part: unknown): AttachedFile[] {
  const found = medium.safeParse(part);
  if (found.success) return [{ id: found.data.attachment_id, name: fileNameIn(found.data.url) }];
  if (Array.isArray(part)) return part.flatMap(mediaIn);
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(mediaIn) : [];
}

function valuesIn(message: unknown, key: "attachments" | "components"): unknown[] {
  const value = typeof message === "object" && message !== null && key in message ? Reflect.get(message, key) : null;
  return Array.isArray(value) ? value : [];
}
