import { readFile, rm, writeFile } from "node:fs/promises";
import type { Archive, LocalFile } from "./archive.ts";
import { cleanBytes } from "./metadata/clean.ts";
import { cleanFilm } from "./metadata/film.ts";
import { withParameters } from "./parameters/embed.ts";
import { MAX_PIXELS } from "./picture.ts";
import { sharp } from "./sharp.ts";
import type { StoredFile } from "./stored-file.ts";

/** A file as it can be attached. */
export interface Fitted {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly mime: string;
  readonly extension: string;
  /** Whether it is a smaller copy; the archive keeps the original. */
  readonly shrunk: boolean;
  /** Of a film or sound that is too long here: how much of it this is, in seconds. */
  readonly part?: { readonly seconds: number; readonly ofSeconds: number };
  /** Removes the copy. Does nothing to the original. */
  discard(): Promise<void>;
}

interface Attempt {
  /** WebP's 1 to 100. */
  readonly quality: number;
  readonly scale: number;
  readonly animated: boolean;
}

/** First a quality nobody sees, then fewer pixels; each step is about half the bytes of the one before. */
const STEPS = [
  { quality: 92, scale: 1 },
  { quality: 82, scale: 1 },
  { quality: 80, scale: 0.7 },
  { quality: 78, scale: 0.5 },
  { quality: 75, scale: 0.35 },
  { quality: 70, scale: 0.2 },
  { quality: 60, scale: 0.1 },
];
/** WebP's own limit for a side. */
const MAX_SIDE = 16_383;

/**
 * A file within `limitBytes` and without metadata: as it is where it fits, else a WebP copy that does, upright
 * and in its proportions; an animation moves on as long as that can fit. A film or sound gives its first seconds. Null
 * when nothing of it is small enough, or when it is gone. A picture carries `parameters` where they fit, too: pixels
 * matter more. @throws DownloadFailure when the archive cannot be read now
 */
export async function fitFile(
  archive: Archive,
  file: StoredFile,
  limitBytes: number,
  parameters: string | null = null,
): Promise<Fitted | null> {
  const source = await archive.local(file.path);
  if (source === null) return null;
  let fitted: Fitted | null = null;
  try {
    fitted = await fitLocal(archive, file, source, limitBytes);
  } finally {
    if (fitted?.path !== source.path) await source.release();
  }
  const text = file.width === null ? null : parameters;
  return fitted === null || text === null ? fitted : withText(archive, fitted, text, limitBytes);
}

async function fitLocal(
  archive: Archive,
  file: StoredFile,
  source: LocalFile,
  limitBytes: number,
): Promise<Fitted | null> {
  const fits = file.bytes <= limitBytes;
  const { width, height } = file;
  if (width === null || height === null)
    return fits ? cleanFilmCopy(archive, file, source) : beginning(archive, file, source, limitBytes);
  const clean = fits ? await cleanCopy(archive, file, source) : null;
  return clean ?? smallerCopy(archive, file, source, { size: { width, height }, limitBytes });
}

async function withText(archive: Archive, fitted: Fitted, text: string, limitBytes: number): Promise<Fitted> {
  const bytes = withParameters(await readFile(fitted.path), fitted.mime, text);
  if (bytes === null || bytes.length > limitBytes) return fitted;
  const path = archive.temporaryPath(fitted.extension);
  await writeFile(path, bytes);
  await fitted.discard();
  return { ...fitted, path, bytes: bytes.length, discard: () => rm(path, { force: true }) };
}

function asItIs({ bytes, mime, extension }: StoredFile, { path, release }: LocalFile): Fitted {
  return { path, bytes, mime, extension, shrunk: false, discard: release };
}

/** The film or sound to the last frame, without metadata. */
async function cleanFilmCopy(archive: Archive, file: StoredFile, source: LocalFile): Promise<Fitted> {
  const path = archive.temporaryPath(file.extension);
  const discard = () => rm(path, { force: true });
  const cleaned = await cleanFilm(source.path, file.mime, path).catch(async (fault) => {
    await discard();
    throw fault;
  });
  return cleaned ? asItIs(file, { path, release: discard }) : asItIs(file, source);
}

async function beginning(
  archive: Archive,
  file: StoredFile,
  source: LocalFile,
  limitBytes: number,
): Promise<Fitted | null> {
  // Few results are so large, and what cuts them is large itself.
  const { firstPart } = await import("./first-part.ts");
  const part = await firstPart(archive, file, source.path, limitBytes);
  if (part === null) return null;
  const { path, bytes, seconds, ofSeconds } = part;
  const { mime, extension } = file;
  const discard = () => rm(path, { force: true });
  return { path, bytes, mime, extension, shrunk: false, part: { seconds, ofSeconds }, discard };
}

/** The picture with every pixel and without metadata; null where only a new encoding can leave those out. */
async function cleanCopy(archive: Archive, file: StoredFile, source: LocalFile): Promise<Fitted | null> {
  const clean = await cleanBytes(source.path, file.mime);
  if (clean === null || clean === "as it is") return clean && asItIs(file, source);
  const path = archive.temporaryPath(file.extension);
  await writeFile(path, clean);
  const { mime, extension } = file;
  return { path, bytes: clean.length, mime, extension, shrunk: false, discard: () => rm(path, { force: true }) };
}

async function smallerCopy(
  archive: Archive,
  file: StoredFile,
  { path: from }: LocalFile,
  {
    size,
    limitBytes,
  }: { readonly size: { readonly width: number; readonly height: number }; readonly limitBytes: number },
): Promise<Fitted | null> {
  const copy = archive.temporaryPath("webp");
  const discard = () => rm(copy, { force: true });
  for (const attempt of attemptsFor(await isAnimated(from))) {
    const bytes = await encode(from, copy, size, attempt);
    if (bytes !== null && bytes <= limitBytes) {
      return { path: copy, bytes, mime: "image/webp", extension: "webp", shrunk: file.bytes > limitBytes, discard };
    }
  }
  await discard();
  return null;
}

function attemptsFor(animated: boolean): Attempt[] {
  const stills = STEPS.map((step) => ({ ...step, animated: false }));
  return animated ? [...STEPS.map((step) => ({ ...step, animated: true })), ...stills] : stills;
}

async function isAnimated(path: string): Promise<boolean> {
  const header = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  return (header?.pages ?? 1) > 1;
}

/** Writes one copy and says how large it became; null when the picture does not decode. */
async function encode(
  from: string,
  to: string,
  size: { readonly width: number; readonly height: number },
  { quality, scale, animated }: Attempt,
): Promise<number | null> {
  const largest = Math.min(1, MAX_SIDE / Math.max(size.width, size.height)) * scale;
  const width = Math.max(1, Math.round(size.width * largest));
  const height = Math.max(1, Math.round(size.height * largest));
  const picture = sharp(from, { limitInputPixels: MAX_PIXELS, animated, autoOrient: !animated });
  try {
    const { size: bytes } = await picture
      .resize({ width, height, fit: "fill" })
      .webp({ quality, effort: 4 })
      .toFile(to);
    return bytes;
  } catch {
    return null;
  }
}
