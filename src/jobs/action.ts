import type { JobId } from "./job.ts";

/** What the buttons under a reply can ask of its job. */
export const ACTIONS = ["cancel", "again", "delete"] as const;
export type Action = (typeof ACTIONS)[number];

const CUSTOM_ID = /^(?<action>[a-z]+):(?<job>[0-9a-f-]{36})$/;

/** The custom id of a button; it names the job, so it works after a restart and for as long as the row stands. */
export function customIdOf(action: Action, job: JobId): string {
  return `${action}:${job}`;
}

/** Reads a custom id back; anything else than our own form is null. Whether the person may do it is asked elsewhere. */
export function parseCustomId(customId: string): { action: Action; job: JobId } | null {
  const { action, job } = CUSTOM_ID.exec(customId)?.groups ?? {};
  const known = ACTIONS.find((name) => name === action);
  return known === undefined || job === undefined ? null : { action: known, job: job as JobId };
}
