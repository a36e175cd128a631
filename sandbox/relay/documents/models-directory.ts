import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The bot's importer keeps each model's source beside its definition under this name. */
const SUFFIX = ".openapi.json";

/**
 * The documents in a directory that are new or changed since `read` was told of them. A file that is no JSON, or is
 * gone in the meantime, is left for the next time.
 */
export function documentsIn(directory: string, read: Map<string, string>): unknown[] {
  return namesIn(directory).flatMap((name) => {
    const file = join(directory, name);
    try {
      const { mtimeMs, size } = statSync(file);
      const version = `${mtimeMs} ${size}`;
      if (read.get(file) === version) return [];
      const document: unknown = JSON.parse(readFileSync(file, "utf8"));
      read.set(file, version);
      return [document];
    } catch {
      return [];
    }
  });
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith(SUFFIX));
  } catch {
    return [];
  }
}
