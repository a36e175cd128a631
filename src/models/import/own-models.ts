import type { Clock } from "../../clock.ts";
import { type ModelCatalog, withFiles } from "../catalog.ts";
import type { ModelDefinition } from "../definition.ts";
import type { CommandForm } from "./map-model.ts";
import { type DirectoryProblem, ModelDirectory } from "./model-directory.ts";
import { watchModels } from "./watch-models.ts";

export interface OwnModelsOptions {
  readonly directory: string;
  readonly catalog: ModelCatalog;
  readonly form: CommandForm;
  readonly clock: Clock;
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

  constructor(options: OwnModelsOptions) {
    this.#options = options;
    this.#written = options.catalog.all;
    this.#directory = new ModelDirectory(options.directory, options.form);
  }

  async load(): Promise<void> {
    const { definitions, problems } = await this.#directory.read();
    for (const problem of problems) this.#options.report(problem);
    this.#options.catalog.replace(withFiles(this.#written, definitions));
  }

  /** `changed` is called once the catalogue is another one; readings never overlap. */
  async watch(changed: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
    const { directory, clock } = this.#options;
    this.#stopWatching = await watchModels(directory, clock, () => {
      this.#reading = this.#reading
        .then(() => this.load())
        .then(changed)
        .catch(failed);
    });
  }

  async stop(): Promise<void> {
    this.#stopWatching();
    await this.#reading;
  }
}
