import sharp from "sharp";
import type { InputPicture } from "./drawing/draw.ts";
import type { FailureType } from "./errors.ts";

export type Fetched =
  | { readonly ok: true; readonly picture: InputPicture }
  | { readonly ok: false; readonly type: FailureType };

/** The formats that fal and the relay's documents take (document 004). */
const FORMATS = new Set(["jpeg", "png", "webp", "gif", "avif", "heif"]);
const LARGEST_FILE_BYTES = 50 * 1024 * 1024;
const DOWNLOAD_TIMEOUT_MS = 20_000;

/** Downloads an input picture as the model would, or decodes a `data:` address, and makes sure it is a picture. */
export async function fetchPicture(url: string, signal: AbortSignal): Promise<Fetched> {
  const bytes = url.startsWith("data:") ? decodeDataUrl(url) : await download(url, signal);
  if (bytes === undefined) return { ok: false, type: "file_download_error" };
  if (bytes === "too-large") return { ok: false, type: "file_too_large" };
  return readPicture(bytes);
}

/** Makes sure that a file of any other kind can be had. */
export async function fetchOther(url: string, signal: AbortSignal): Promise<FailureType | undefined> {
  const bytes = url.startsWith("data:") ? decodeDataUrl(url) : await download(url, signal);
  return bytes === undefined ? "file_download_error" : bytes === "too-large" ? "file_too_large" : undefined;
}

/** Whether an address is on another machine. */
export function isRemote(url: string): boolean {
  const host = URL.parse(url)?.hostname;
  return host !== undefined && host !== "" && host !== "localhost" && host !== "[::1]" && !host.startsWith("127.");
}

async function readPicture(bytes: Buffer): Promise<Fetched> {
  try {
    const { format, width, height, orientation } = await sharp(bytes).metadata();
    if (format === undefined || !FORMATS.has(format)) return { ok: false, type: "unsupported_image_format" };
    // Reading all pixels finds a file that only begins like a picture.
    await sharp(bytes).stats();
    const turned = orientation !== undefined && orientation >= 5;
    const size = turned ? { width: height, height: width } : { width, height };
    return { ok: true, picture: { bytes, size } };
  } catch {
    return { ok: false, type: "image_load_error" };
  }
}

function decodeDataUrl(url: string): Buffer | undefined {
  const match = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url);
  if (match === null) return undefined;
  const [, base64, content = ""] = match;
  if (base64 !== undefined) return Buffer.from(content, "base64");
  try {
    return Buffer.from(decodeURIComponent(content));
  } catch {
    return undefined;
  }
}

async function download(url: string, signal: AbortSignal): Promise<Buffer | "too-large" | undefined> {
  if (!/^https?:\/\//i.test(url)) return undefined;
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]) });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return undefined;
    }
    const parts: Uint8Array[] = [];
    let total = 0;
    for await (const part of response.body) {
      total += part.byteLength;
      if (total > LARGEST_FILE_BYTES) return "too-large";
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch {
    return undefined;
  }
}
