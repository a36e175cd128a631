import { cleanJpeg } from "./metadata/jpeg.ts";
import { cleanPng } from "./metadata/png.ts";
import { cleanWebp } from "./metadata/webp.ts";
import { partsWithParameters } from "./parameters/embed.ts";
import type { StoredFile } from "./stored-file.ts";

const CLEANERS: ReadonlyMap<string, (bytes: Buffer) => Buffer | null> = new Map([
  ["image/jpeg", cleanJpeg],
  ["image/png", cleanPng],
  ["image/webp", cleanWebp],
]);

/**
 * A picture that fits as it is, without metadata, as fit.ts makes it, and with `parameters` where they fit, too: in
 * parts, one behind the other. Null where that takes more than moving its bytes.
 */
export function fitInMemory(
  file: StoredFile,
  bytes: Buffer,
  limitBytes: number,
  parameters: string | null,
): readonly Buffer[] | null {
  if (bytes.length > limitBytes) return null;
  const cleaned = CLEANERS.get(file.mime)?.(bytes) ?? null;
  if (cleaned === null) return null;
  const described = parameters === null ? null : partsWithParameters(cleaned, file.mime, parameters);
  return described !== null && lengthOf(described) <= limitBytes ? described : [cleaned];
}

function lengthOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
