import { HistoryStore, type PageStart } from "../../src/history/history-store.ts";
import type { Filters, View } from "../../src/history/view.ts";
import type { Job, NewJob } from "../../src/jobs/job.ts";
import type { JobStore } from "../../src/jobs/job-store.ts";
import type { ArchivedFile } from "../../src/jobs/stored.ts";
import type { Verdict } from "../../src/jobs/verdict.ts";
import { textSearchOf } from "../../src/storage/database.ts";
import type { TestDatabase } from "../support/databases.ts";
import { admit, file, newJob, openJobs, request, result } from "../support/job-rows.ts";

export const MIRA = "200000000000000001";
export const NO_FILTERS: Filters = {
  text: null,
  model: null,
  member: null,
  favourites: false,
  since: null,
  before: null,
};
export const MINE: View = { place: { kind: "mine" }, filters: NO_FILTERS };
export const SERVER: View = { place: { kind: "server", guildId: "300000000000000001" }, filters: NO_FILTERS };

export const CHANNEL: View = {
  place: { kind: "same_channel", guildId: "300000000000000001", channelId: "400000000000000001" },
  filters: NO_FILTERS,
};

type Changes = Partial<NewJob> & { userId?: string; files?: ArchivedFile[]; end?: Verdict };

/** A job that went all its way, with pictures in the archive. */
export async function pictured(jobs: JobStore, number: number, changes: Changes = {}): Promise<Job> {
  const { files = [file], end = { type: "delivered" }, ...rest } = changes;
  const wanted = newJob(number, rest);
  await admit(jobs, wanted);
  let job = await jobs.find(wanted.id);
  const way: Verdict[] = [
    { type: "submitting", inputs: [] },
    { type: "submitted", request },
    { type: "generated", result },
    { type: "saved", files },
    end,
  ];
  for (const verdict of way) {
    if (job === null) throw new Error("a job vanished");
    job = await jobs.record(job, verdict, true);
  }
  if (job === null) throw new Error("a job vanished");
  return job;
}

/** Jobs with the history over them. */
export async function openHistory(t: { after(run: () => Promise<void>): void }, on?: TestDatabase) {
  const opened = await openJobs(t, on);
  const history = new HistoryStore(opened.database, textSearchOf(opened.database));
  /** The numbers of the jobs on a page, as they stand there. */
  const numbersOf = async (store: HistoryStore, view: View, start: PageStart = { side: "newest" }, limit = 10) =>
    (await store.page({ userId: MIRA, view }, start, limit)).entries.map(({ id }) => Number(id.slice(-4)));
  return { ...opened, history, numbersOf };
}
