import type { ModelDefinition } from "./definition.ts";

/** The models that are offered, whoever defined them. */
export class ModelCatalog {
  readonly all: readonly ModelDefinition[];
  readonly #byCommand: ReadonlyMap<string, ModelDefinition>;
  readonly #byEndpoint: ReadonlyMap<string, ModelDefinition>;

  /** In the order members meet them in lists. */
  constructor(definitions: readonly ModelDefinition[]) {
    this.all = definitions;
    this.#byCommand = new Map(definitions.map((definition) => [definition.command, definition]));
    this.#byEndpoint = new Map(definitions.map((definition) => [definition.endpoint, definition]));
  }

  byCommand(command: string): ModelDefinition | undefined {
    return this.#byCommand.get(command);
  }

  /** `endpoint` is the endpoint id, as a job's row keeps it: "fal-ai/flux-1/dev". */
  byEndpoint(endpoint: string): ModelDefinition | undefined {
    return this.#byEndpoint.get(endpoint);
  }
}
