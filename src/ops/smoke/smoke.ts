import { writeFile } from "node:fs/promises";
import type { StoredFile } from "../../media/stored-file.ts";
import { Notebook, type Observation } from "./notebook.ts";
import { observeCancel } from "./observe-cancel.ts";
import { observeInteraction } from "./observe-interaction.ts";
import { observeChannel, observeEdits, observePicture, observeSending } from "./observe-messages.ts";
import {
  observeAppName,
  observeEarly,
  observeFollowing,
  observeKey,
  observeSubmit,
  openRelay,
} from "./observe-relay.ts";
import { observeFile, observeResult } from "./observe-result.ts";
import { observeUploads } from "./observe-uploads.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

export interface SmokeRequest {
  readonly channel: string;
  /** Whether a second request is made and cancelled, which may cost as much as the first. */
  readonly cancel: boolean;
  /** Whether somebody will use a command and wait a quarter of an hour. */
  readonly waitForCommand: boolean;
  /** Where what was found is written; absolute. */
  readonly file: string;
}

/**
 * Tries what the sandbox cannot prove: one cheap job at the real relay, its picture in a real channel.
 * @returns whether Easel works with everything that was found
 */
export async function smoke(
  request: SmokeRequest,
  { config, clock, print }: Omit<SmokeSurroundings, "notebook">,
): Promise<boolean> {
  const notebook = new Notebook([config.discordToken, config.relayKey], print);
  const surroundings = { config, clock, notebook, print };
  const startedAt = clock.now();
  const picture = await observeJob(request, surroundings).catch((error) => noteFault(error, notebook));
  try {
    await observeDiscord(request, picture, surroundings).catch((error) => noteFault(error, notebook));
  } finally {
    await picture?.discard();
  }
  await writeFindings(request.file, notebook.observations, startedAt);
  const broken = notebook.observations.filter(({ verdict }) => verdict === "broken").length;
  const differs = notebook.observations.filter(({ verdict }) => verdict === "differs").length;
  print(
    `\n${notebook.observations.length} observations, ${differs} differ, ${broken} broken. They are in ${request.file}, without token, key and signed addresses: attach it to a bug report.\n`,
  );
  return broken === 0;
}

interface Picture {
  readonly file: StoredFile;
  readonly path: string;
  readonly discard: () => Promise<void>;
}

async function observeJob(request: SmokeRequest, surroundings: SmokeSurroundings): Promise<Picture | null> {
  const opened = openRelay(surroundings);
  try {
    if (!(await observeKey(opened.relay, surroundings))) return null;
    const submitted = await observeSubmit(opened.relay, surroundings);
    if (submitted === null) return null;
    await observeEarly(submitted, surroundings);
    const result = await observeFollowing(opened, submitted, surroundings);
    if (result === null) return null;
    await observeAppName(submitted, surroundings);
    await observeResult(submitted, result, surroundings);
    const picture = await observeFile(result, surroundings);
    if (request.cancel) await observeCancel(opened.relay, surroundings);
    return picture;
  } finally {
    await opened.relay.close();
  }
}

async function observeDiscord(
  request: SmokeRequest,
  picture: Picture | null,
  surroundings: SmokeSurroundings,
): Promise<void> {
  const channel = await observeChannel(request.channel, surroundings);
  if (channel === null) return;
  const message = await observeSending(channel, surroundings);
  if (message === null) return;
  await observeEdits(channel, message, surroundings);
  if (picture !== null) await observePicture(channel, message, picture, surroundings);
  await observeUploads(channel, surroundings);
  if (request.waitForCommand) await observeInteraction(channel, surroundings);
}

/** What was found before a fault of the test's own is worth keeping. */
function noteFault(error: unknown, notebook: Notebook): null {
  const found = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  notebook.note("the test itself", "goes through", found, "broken");
  return null;
}

async function writeFindings(file: string, observations: readonly Observation[], startedAt: number): Promise<void> {
  const found = { at: new Date(startedAt).toISOString(), node: process.version, observations };
  await writeFile(file, `${JSON.stringify(found, null, 2)}\n`);
}
