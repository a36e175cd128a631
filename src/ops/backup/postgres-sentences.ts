import { counted } from "../counted.ts";

/** What an operator reads who asks for a backup of an installation on PostgreSQL. */
export const POSTGRES_BACKUP = [
  "The database is in PostgreSQL, whose own tool backs it up while the bot works:",
  '  pg_dump --format=custom --file=easel.dump "$DATABASE_URL"',
  "Copy DATA_DIR after that, not before it, unless the pictures are in a bucket: so each picture that the database knows is in the copy.",
].join("\n");

/** And of a restore. */
export const POSTGRES_RESTORE = [
  "The database is in PostgreSQL, whose own tool restores it. With every process of Easel stopped:",
  '  pg_restore --clean --if-exists --no-owner --dbname="$DATABASE_URL" easel.dump',
  "  npm run restore -- --end-open-jobs",
  "The second ends the jobs that were under way when the backup was made: run again, they could be charged a second time. Then bring DATA_DIR back and start.",
].join("\n");

export const DATABASE_IN_USE = {
  found: "Easel runs on this database, or did until a moment ago; nothing was ended.",
  todo: "Stop every process of it, wait half a minute, and run this again.",
};

export function endedSentence(ended: number): string {
  return ended === 0
    ? "No job was under way in this database. Easel may start."
    : `${counted(ended, "job")} under way at the time of the backup ended. Pictures that were there already stay in /history. Easel may start.`;
}
