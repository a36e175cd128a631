import type { JobId } from "./job.ts";

/** What the buttons under a reply can ask of its job. */
export const ACTIONS = ["cancel", "again", "share", "delete"] as const;
export type Action = (typeof ACTIONS)[number];

const CUSTOM_ID = /^(?<action>[a-z]+):(?<job>[0-9a-f-]{36})$/;

/** The custom id of a button; it names the job, so it works after a restart and for as long as the row stands. */
export function customIdOf(action: Action, job: JobId): string {
  return `${action}:${job}`;
}

/** The custom id of what goes on from a picture; `ref` names the picture. */
export function goingOnId(action: string, ref: string): string {
  return `go:${action}:${ref}`;
}

/** Opens the panel of a picture, and of the one chosen among a job's. */
export const MORE = "more";
export const PICK = "pick";

/** Reads a custom id back; anything else than our own form is null. Whether the person may do it is asked elsewhere. */
export function parseCustomId(customId: string): { action: Action; job: JobId } | null {
  const { action, job } = CUSTOM_ID.exec(customId)?.groups ?? {};
  const known = ACTIONS.find((name) => name === action);
  return known === undefined || job === undefined ? null : { action: known, job: job as JobId };
}
