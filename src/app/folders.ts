import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { diskFolder } from "../models/import/disk-folder.ts";
import type { Folder } from "../models/import/folder.ts";
import type { Database } from "../storage/database.ts";
import { databaseFolder } from "../storage/database-folder.ts";

export type Folders = (name: "models" | "pending-models") => Folder;

/** Where the operator's own models are: a directory to edit, or the database where processes elsewhere must know them too. */
export function foldersOf(config: Pick<Config, "dataDir" | "databaseUrl">, database: Database, clock: Clock): Folders {
  return (name) =>
    config.databaseUrl === null ? diskFolder(join(config.dataDir, name), clock) : databaseFolder(database, name, clock);
}
