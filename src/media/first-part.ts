import { rm, stat } from "node:fs/promises";
import {
  ALL_FORMATS,
  Conversion,
  FilePathSource,
  FilePathTarget,
  FlacOutputFormat,
  Input,
  MkvOutputFormat,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
} from "mediabunny";
import type { Archive } from "./archive.ts";
import type { StoredFile } from "./stored-file.ts";

/** The beginning of a film or sound. */
export interface FirstPart {
  /** Absolute; whoever asked for it removes it. */
  readonly path: string;
  readonly bytes: number;
  /** How much of the whole it is, both in seconds. */
  readonly seconds: number;
  readonly ofSeconds: number;
}

/** What a part is written as: nothing is encoded anew, so it stays in the container that its codecs came in. */
const CONTAINERS: Readonly<Record<string, () => OutputFormat>> = {
  "video/mp4": () => new Mp4OutputFormat({ fastStart: "in-memory" }),
  "video/quicktime": () => new MovOutputFormat({ fastStart: "in-memory" }),
  "video/webm": () => new WebMOutputFormat(),
  "video/matroska": () => new MkvOutputFormat(),
  "audio/mpeg": () => new Mp3OutputFormat(),
  "audio/wav": () => new WavOutputFormat(),
  "audio/ogg": () => new OggOutputFormat(),
  "audio/flac": () => new FlacOutputFormat(),
  "audio/x-m4a": () => new Mp4OutputFormat({ fastStart: "in-memory" }),
};
/** Of what the limit has room for at the whole's average; its beginning may be denser than the rest. */
const SHARES = [0.92, 0.6, 0.3];
/** Less tells nothing. */
const LEAST_SECONDS = 1;

/**
 * The first seconds of a film or sound, which is at `from`, within `limitBytes`; null where it is neither, is broken, or
 * not a second fits.
 */
export async function firstPart(
  archive: Pick<Archive, "temporaryPath">,
  file: StoredFile,
  from: string,
  limitBytes: number,
): Promise<FirstPart | null> {
  const container = CONTAINERS[file.mime];
  if (container === undefined) return null;
  const ofSeconds = await durationOf(from);
  const path = archive.temporaryPath(file.extension);
  for (const share of SHARES) {
    const seconds = Math.floor(((ofSeconds * limitBytes) / file.bytes) * share);
    if (seconds < LEAST_SECONDS) break;
    if (!(await copyBeginning(from, path, container(), seconds))) break;
    const { size: bytes } = await stat(path);
    if (bytes <= limitBytes) return { path, bytes, seconds, ofSeconds };
  }
  await rm(path, { force: true });
  return null;
}

/** Zero for what cannot be read. */
async function durationOf(path: string): Promise<number> {
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  return await input.computeDuration().catch(() => 0);
}

async function copyBeginning(from: string, to: string, format: OutputFormat, seconds: number): Promise<boolean> {
  using input = new Input({ source: new FilePathSource(from), formats: ALL_FORMATS });
  try {
    const output = new Output({ format, target: new FilePathTarget(to) });
    const conversion = await Conversion.init({
      input,
      output,
      trim: { start: 0, end: seconds },
      tags: {},
      showWarnings: false,
    });
    // A track that would have to be encoded anew is left out: better no part than one that is silent for no reason.
    if (!conversion.isValid || conversion.discardedTracks.length > 0) return false;
    await conversion.execute();
    return true;
  } catch {
    return false;
  }
}
