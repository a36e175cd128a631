import * as z from "zod";
import type { Job, JobId } from "./job.ts";

/** What is stored of a batch and of its messages, parsed again when read. */

const shownFile = z.object({
  /** Discord's id of the attachment; null where its answer did not tell. */
  attachment: z.string().nullable(),
  /** Unique in the message. */
  name: z.string(),
  mime: z.string(),
  spoiler: z.boolean(),
  shrunk: z.boolean(),
});
/** A file of a job's as a message shows it. */
export type ShownFile = z.infer<typeof shownFile>;

export const shownEnd = z.object({
  job: z.string().transform((id) => id as JobId),
  /** The files went to the member directly, because they could not be attached. */
  moved: z.boolean(),
  /** Bytes of each file that is kept but could not be attached. */
  leftOut: z.array(z.number()),
  files: z.array(shownFile),
});
/** How a job ended, as the batch's message shows it. */
export type ShownEnd = z.infer<typeof shownEnd>;

/** One of a batch's messages with all that stands in it. */
export interface BatchPage {
  readonly batchId: string;
  /** From 0. */
  readonly page: number;
  readonly messageId: string | null;
  /** Of the last interaction whose message it is, with when that was made. */
  readonly token: { readonly value: string; readonly at: number } | null;
  readonly shown: readonly ShownEnd[];
  /** The newest job of each place in it, in order. Those whose content was forgotten are left out. */
  readonly jobs: readonly Job[];
  /** The same of the whole batch. */
  readonly all: readonly Job[];
  /** Those in messages that do not stand yet. */
  readonly toCome: readonly Job[];
  /** How many messages the batch has. */
  readonly pages: number;
}

const ACTIONS = ["make", "drop", "literal", "cancel", "retry", "free", "all", "again", "delete"] as const;
/**
 * What the buttons of a preview and of a batch's message ask: to make what is shown, to drop it, to take the prompt
 * literally; to cancel all, to try the failed again ("free": those that cost nothing; "all": with those that did), to ask
 * for all anew, to delete.
 */
export type BatchAction = (typeof ACTIONS)[number];

const CUSTOM_ID = /^batch:(?<action>[a-z]+):(?<batch>[0-9a-f-]{36})\.(?<page>\d{1,3})$/;

/** It names the batch, so it works after a restart; whether the person may do it is asked elsewhere. */
export function batchId(action: BatchAction, batch: string, page = 0): string {
  return `batch:${action}:${batch}.${page}`;
}

/** Null for what we never made. */
export function parseBatchId(customId: string): { action: BatchAction; batch: string; page: number } | null {
  const { action, batch, page } = CUSTOM_ID.exec(customId)?.groups ?? {};
  const known = ACTIONS.find((name) => name === action);
  return known === undefined || batch === undefined ? null : { action: known, batch, page: Number(page) };
}
