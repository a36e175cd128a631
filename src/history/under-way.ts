import { toJob } from "../jobs/job-row.ts";
import { isUnderWay, type JobUnderWay, UNDER_WAY } from "../jobs/job-states.ts";
import type { Database } from "../storage/database.ts";

/** Someone's own jobs that have not ended, wherever they asked for them; oldest first. */
export async function jobsUnderWay(database: Database, userId: string): Promise<JobUnderWay[]> {
  const rows = await database
    .selectFrom("jobs")
    .selectAll()
    .where("user_id", "=", userId)
    .where("told_at", "is", null)
    .where("state", "in", UNDER_WAY)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toJob).filter(isUnderWay);
}
