import { open } from "node:fs/promises";
import { DownloadFailure } from "./failure.ts";
import { lookAt } from "./picture.ts";
import type { StoredFile } from "./stored-file.ts";

/** The picture formats models take and Discord shows (fal's documents name these five). */
const PICTURES: ReadonlyMap<string, string> = new Map([
  ["image/png", "png"],
  ["image/jpeg", "jpg"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
  ["image/avif", "avif"],
]);

export interface InspectTerms {
  readonly accept: "image" | "any";
  /** Whether all bytes are known to have come: then a file that does not decode is broken at its source. */
  readonly whole: boolean;
}

/** What a file is, by its bytes. @throws DownloadFailure when it is not what is accepted, broken or a bomb */
export async function inspect(path: string, terms: InspectTerms): Promise<Omit<StoredFile, "path" | "bytes">> {
  const { mime, extension } = await typeOf(path);
  if (!PICTURES.has(mime)) {
    const refused = terms.accept === "image" || (await isWebPage(path));
    if (refused) throw new DownloadFailure("wrong_type", { retry: false, detail: `the bytes are ${mime}` });
    return { mime, extension, width: null, height: null };
  }
  const picture = await lookAt(path);
  if (picture === "too_many_pixels")
    throw new DownloadFailure("too_large", { retry: false, detail: "too many pixels" });
  if (picture === "broken") {
    const kind = terms.whole ? "wrong_type" : "truncated";
    throw new DownloadFailure(kind, { retry: !terms.whole, detail: `begins as ${mime} and does not decode` });
  }
  return { mime, extension, width: picture.width, height: picture.height };
}

async function typeOf(path: string): Promise<{ mime: string; extension: string }> {
  const { fileTypeFromFile } = await import("file-type");
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found === undefined) return { mime: "application/octet-stream", extension: "bin" };
  const mime = found.mime === "image/apng" ? "image/png" : found.mime;
  return { mime, extension: PICTURES.get(mime) ?? found.ext };
}

/** A page ("not found", a login) that came with status 200 in a file's place. */
async function isWebPage(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return /^\s*<(!doctype html|html)/i.test(buffer.toString("utf8", 0, bytesRead).replace(/^\uFEFF/, ""));
  } finally {
    await file.close();
  }
}
