import type { Database } from "../storage/database.ts";
import type { JobId } from "./job.ts";

/**
 * Deletes a job's pictures: in its row first, so that a database that takes no writes leaves everything as it was; then
 * by `forgetFiles`. Where those cannot go, the row names them again: whoever pressed may press again. @throws its error
 */
export async function deletePictures(
  database: Database,
  { id, now }: { id: JobId; now: number },
  forgetFiles: () => Promise<void>,
): Promise<void> {
  const before = await database
    .selectFrom("jobs")
    .select(["files", "deleted_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  const write = (files: string | null, deletedAt: number | null) =>
    database.updateTable("jobs").set({ files, deleted_at: deletedAt }).where("id", "=", id).execute();
  await write("[]", now);
  try {
    await forgetFiles();
  } catch (error) {
    await write(before?.files ?? null, before?.deleted_at ?? null);
    throw error;
  }
}
