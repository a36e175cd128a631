import type { Clock } from "../../clock.ts";
import { processesRunning } from "../../jobs/across/running.ts";
import type { Job, JobId } from "../../jobs/job.ts";
import { JobStore } from "../../jobs/job-store.ts";
import type { Verdict } from "../../jobs/verdict.ts";
import { type Database, type DatabaseSource, dialectOf, openDatabase } from "../../storage/database.ts";

export class DatabaseInUse extends Error {}

const UNCERTAIN: Verdict = {
  type: "stopped",
  state: "uncertain",
  failure: { kind: "uncertain", charged: "maybe", field: null, detail: "restored from a backup" },
};

/**
 * Ends the jobs that were under way when the backup was made. Since then they were finished, or given up: to run them
 * again could charge a second time, and to tell their members would take the pictures out of replies that have them.
 * @returns how many there were
 * @throws DatabaseInUse where processes of the bot work on it
 */
export async function endOpenJobs(source: DatabaseSource, clock: Clock): Promise<number> {
  const database = await openDatabase(source);
  try {
    if (dialectOf(database) === "postgres" && (await processesRunning(database)) > 0) throw new DatabaseInUse();
    const store = new JobStore(database, clock);
    const ids = await openJobs(database);
    for (const id of ids) await end(store, await store.find(id));
    return ids.length;
  } finally {
    await database.destroy();
  }
}

async function openJobs(database: Database): Promise<JobId[]> {
  const rows = await database.selectFrom("jobs").select("id").where("told_at", "is", null).execute();
  return rows.map(({ id }) => id as JobId);
}

async function end(store: JobStore, job: Job | null): Promise<void> {
  if (job === null) return;
  // Its pictures are in the backup: they stay in the history, whether or not the reply got them.
  if (job.state === "saved") return void (await store.record(job, { type: "delivered" }, true));
  const ended = job.state === "failed" || job.state === "uncertain" || job.state === "canceled";
  await store.record(ended ? job : await store.record(job, UNCERTAIN, true), { type: "told" }, true);
}
