import type { ConfigOutcome } from "../../config.ts";
import { counted } from "../counted.ts";
import type { BackupOutcome } from "./make-backup.ts";
import type { RestoreOutcome } from "./restore-backup.ts";

/** What an operator reads at the end of a backup. */
export function backupSentence(outcome: BackupOutcome, file: string, dataDir: string): string {
  if (outcome.ok) {
    const megabytes = (outcome.bytes / 1e6).toFixed(1);
    return `Backed up ${counted(outcome.jobs, "job")} and ${counted(outcome.files, "file")} into ${file} (${megabytes} MB). It holds people's prompts and pictures: keep it as safe as ${dataDir}. The bot's token and RELAY_KEY are not in it.`;
  }
  switch (outcome.kind) {
    case "no_database":
      return `There is nothing to back up: ${dataDir} holds no database. Check DATA_DIR.`;
    case "inside_data":
      return `${file} lies in DATA_DIR, where it would become part of the next backup. Choose another place, best on another disk.`;
    case "file_exists":
      return `${file} is there already and was left as it is. Choose another name, or add --replace.`;
    case "node_too_old":
      return `This Node.js (${process.version}) cannot copy a database in use: node:sqlite does that from 22.16 and 23.8 on. Start through npm, which brings the right one, or stop Easel and copy ${dataDir}.`;
    case "failed":
      return `The backup failed and left nothing behind: ${outcome.detail}.`;
  }
}

/** What a backup leaves out where pictures are kept in a bucket. */
export function bucketSentence(outcome: ConfigOutcome): string {
  const name = outcome.mode === "real" ? outcome.config.bucket?.name : undefined;
  if (name === undefined) return "";
  return `The pictures are in the bucket ${name} and not in this backup: the storage keeps them, a copy of the bucket is made with its own tools.\n`;
}

/** What an operator reads at the end of a restore. */
export function restoreSentence(outcome: RestoreOutcome, file: string, dataDir: string): string {
  if (outcome.ok) {
    const jobs = outcome.ended === 1 ? "One job was" : `${outcome.ended} jobs were`;
    return [
      `Restored the backup of ${outcome.createdAt} into ${dataDir}.`,
      ...(outcome.ended === 0
        ? []
        : [
            `${jobs} under way then: they are not run again, so that nobody pays twice; those without pictures count as uncertain.`,
          ]),
      ...(outcome.former === null ? [] : [`The former data is in ${outcome.former}; delete it when all is well.`]),
    ].join("\n");
  }
  switch (outcome.kind) {
    case "no_file":
      return `${file} is not there.`;
    case "in_use":
      return `Easel is running on ${dataDir}. Stop it, restore, and start it again.`;
    case "data_exists":
      return `${dataDir} holds data already and was left as it is. Add --replace to put it aside (it is kept) and restore.`;
    case "unusable":
      return `${file} was not restored: ${outcome.detail}. ${dataDir} was left as it is.`;
    case "failed":
      return `The restore failed: ${outcome.detail}. If a part was done already, the next restore or start goes on with it.`;
  }
}
