import { type ModelCatalog, withFiles } from "../catalog.ts";
import type { ModelDefinition } from "../definition.ts";
import type { JsonObject } from "../json-value.ts";
import type { Folder } from "./folder.ts";
import type { CommandForm } from "./map-model.ts";
import { type DirectoryProblem, ModelDirectory } from "./model-directory.ts";

export interface OwnModelsOptions {
  readonly folder: Folder;
  readonly catalog: ModelCatalog;
  readonly form: CommandForm;
  /** Told anew after every reading: what is still wrong is said again. */
  readonly report: (problem: DirectoryProblem) => void;
}

/** Keeps the catalogue at what the operator's files say, from the start on and whenever they change. */
export class OwnModels {
  readonly #options: OwnModelsOptions;
  readonly #written: readonly ModelDefinition[];
  readonly #directory: ModelDirectory;
  #reading: Promise<void> = Promise.resolve();
  #stopWatching = () => {};
  #changed = async () => {};
  #failed = (_error: unknown) => {};

  constructor(options: OwnModelsOptions) {
    this.#options = options;
    this.#written = options.catalog.all;
    this.#directory = new ModelDirectory(options.folder, options.form);
  }

  async load(): Promise<void> {
    const { definitions, problems } = await this.#directory.read();
    for (const problem of problems) this.#options.report(problem);
    this.#options.catalog.replace(withFiles(this.#written, definitions));
  }

  /** `changed` is called once the catalogue is another one; readings never overlap. */
  async watch(changed: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
    this.#changed = changed;
    this.#failed = failed;
    this.#stopWatching = await this.#options.folder.watch(() => void this.refresh());
  }

  /** Takes over at once what the files say now. Never rejects. */
  refresh(): Promise<void> {
    this.#reading = this.#reading
      .then(() => this.load())
      .then(() => this.#changed())
      .catch((error) => this.#failed(error));
    return this.#reading;
  }

  /** The endpoints that files define. */
  async imported(): Promise<ReadonlySet<string>> {
    return new Set((await this.#directory.read()).definitions.map(({ endpoint }) => endpoint));
  }

  /** Nothing is taken over before `refresh`, or until the change is seen. */
  write(definition: ModelDefinition, document?: JsonObject): Promise<void> {
    return this.#directory.write(definition, document);
  }

  /** @returns false where no file has such a command */
  remove(command: string): Promise<boolean> {
    return this.#directory.remove(command);
  }

  async stop(): Promise<void> {
    this.#stopWatching();
    await this.#reading;
  }
}
