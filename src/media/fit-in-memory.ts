import { cleanJpeg } from "./metadata/jpeg.ts";
import { cleanPng } from "./metadata/png.ts";
import { cleanWebp } from "./metadata/webp.ts";
import { withParameters } from "./parameters/embed.ts";
import type { StoredFile } from "./stored-file.ts";

const CLEANERS: ReadonlyMap<string, (bytes: Buffer) => Buffer | null> = new Map([
  ["image/jpeg", cleanJpeg],
  ["image/png", cleanPng],
  ["image/webp", cleanWebp],
]);

/**
 * A picture that fits as it is, without metadata, as fit.ts makes it, and with `parameters` where they fit, too. Null
 * where that takes more than moving its bytes.
 */
export function fitInMemory(
  file: StoredFile,
  bytes: Buffer,
  limitBytes: number,
  parameters: string | null,
): Buffer | null {
  if (bytes.length > limitBytes) return null;
  const cleaned = CLEANERS.get(file.mime)?.(bytes) ?? null;
  if (cleaned === null || parameters === null) return cleaned;
  const described = withParameters(cleaned, file.mime, parameters);
  return described !== null && described.length <= limitBytes ? described : cleaned;
}
