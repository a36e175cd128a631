import { join } from "node:path";
import { commandForm } from "../../commands/registration.ts";
import { builtInModels } from "../../models/built-in.ts";
import { withFiles } from "../../models/catalog.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { type DirectoryProblem, ModelDirectory } from "../../models/import/model-directory.ts";

/** The models as the bot would have them, and where the operator's own are kept. */
export interface ModelShelf {
  readonly path: string;
  readonly directory: ModelDirectory;
  readonly models: readonly ModelDefinition[];
  readonly problems: readonly DirectoryProblem[];
}

export async function openShelf(dataDir: string): Promise<ModelShelf> {
  const path = join(dataDir, "models");
  const directory = new ModelDirectory(path, commandForm);
  const { definitions, problems } = await directory.read();
  return { path, directory, models: withFiles(builtInModels, definitions), problems };
}
