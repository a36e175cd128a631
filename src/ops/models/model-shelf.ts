import { join } from "node:path";
import { systemClock } from "../../clock.ts";
import { commandForm } from "../../commands/registration.ts";
import type { ConfigOutcome } from "../../config.ts";
import { builtInModels } from "../../models/built-in.ts";
import { withFiles } from "../../models/catalog.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { diskFolder } from "../../models/import/disk-folder.ts";
import type { Folder } from "../../models/import/folder.ts";
import { type DirectoryProblem, ModelDirectory } from "../../models/import/model-directory.ts";
import { dataDirOf } from "../data-dir-of.ts";

/** The models as the bot would have them, and where the operator's own are kept. */
export interface ModelShelf {
  /** In words, after “kept in”. */
  readonly place: string;
  readonly directory: ModelDirectory;
  readonly models: readonly ModelDefinition[];
  readonly problems: readonly DirectoryProblem[];
  close(): Promise<void>;
}

export async function openShelf(outcome: Exclude<ConfigOutcome, { mode: "unusable" }>): Promise<ModelShelf> {
  const { folder, place, close } = await openPlace(outcome);
  const directory = new ModelDirectory(folder, commandForm);
  const { definitions, problems } = await directory.read();
  return { place, directory, models: withFiles(builtInModels, definitions), problems, close };
}

async function openPlace(
  outcome: Exclude<ConfigOutcome, { mode: "unusable" }>,
): Promise<{ folder: Folder; place: string; close: () => Promise<void> }> {
  if (outcome.mode === "real" && outcome.config.databaseUrl !== null) {
    // Loaded only here: most who ask have files.
    const { openDatabase } = await import("../../storage/database.ts");
    const { databaseFolder } = await import("../../storage/database-folder.ts");
    const database = await openDatabase({ url: outcome.config.databaseUrl });
    const close = () => database.destroy();
    return { folder: databaseFolder(database, "models", systemClock), place: "the database", close };
  }
  const path = join(dataDirOf(outcome), "models");
  return { folder: diskFolder(path, systemClock), place: `${path} and can be edited there`, close: async () => {} };
}
