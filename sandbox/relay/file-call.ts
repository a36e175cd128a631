import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clock } from "../clock.ts";
import { type Answer, json } from "./answer.ts";
import type { RelayQueue } from "./queue.ts";
import type { QueueRequest } from "./request.ts";
import type { RelaySettings } from "./settings.ts";

interface FilePlace {
  readonly queue: RelayQueue;
  readonly clock: Clock;
  readonly filesDirectory: string;
  readonly settings: RelaySettings;
}

/** Whose file it is. Only names that a request's result has told are ever looked for on the disk. */
export function ownerOf(file: string, queue: RelayQueue): QueueRequest | undefined {
  return queue.all().find(({ files }) => files.some(({ path }) => path === file));
}

/** A result file, while it lasts. */
export async function answerFile(file: string, owner: QueueRequest | undefined, place: FilePlace): Promise<Answer> {
  const { clock, filesDirectory, settings } = place;
  const found = owner?.files.find(({ path }) => path === file);
  if (owner === undefined || found === undefined) return json(404, { detail: "File not found" });
  const path = join(filesDirectory, found.path);
  if (clock.now() >= (owner.finishedAt ?? owner.acceptedAt) + owner.fileLifeMs) {
    await rm(dirname(path), { recursive: true, force: true });
    return json(settings.expiredFileStatus, { detail: "File not found" });
  }
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return json(404, { detail: "File not found" });
  return { status: 200, headers: { "content-type": found.contentType }, body: bytes };
}
