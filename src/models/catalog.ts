import type { ModelDefinition } from "./definition.ts";

/** The models there are, whoever defined them. They can change while the program runs. */
export class ModelCatalog {
  #every: readonly ModelDefinition[] = [];
  #all: readonly ModelDefinition[] = [];
  #byCommand: ReadonlyMap<string, ModelDefinition> = new Map();
  #byEndpoint: ReadonlyMap<string, ModelDefinition> = new Map();

  constructor(definitions: readonly ModelDefinition[]) {
    this.replace(definitions);
  }

  /** In the order members meet them in lists. */
  replace(definitions: readonly ModelDefinition[]): void {
    this.#every = definitions;
    this.#all = definitions.filter(({ offer }) => offer !== "none");
    this.#byCommand = new Map(this.#all.map((definition) => [definition.command, definition]));
    this.#byEndpoint = new Map(definitions.map((definition) => [definition.endpoint, definition]));
  }

  /** Those that are offered; another array whenever they changed. */
  get all(): readonly ModelDefinition[] {
    return this.#all;
  }

  /** Also those that are not offered. */
  get every(): readonly ModelDefinition[] {
    return this.#every;
  }

  byCommand(command: string): ModelDefinition | undefined {
    return this.#byCommand.get(command);
  }

  /**
   * `endpoint` is the endpoint id, as a job's row keeps it: "fal-ai/flux-1/dev".
   * Also of a model that is no longer offered: its jobs go on.
   */
  byEndpoint(endpoint: string): ModelDefinition | undefined {
    return this.#byEndpoint.get(endpoint);
  }
}

/** The models of the operator's files among those written here: a file replaces what has its command or its endpoint. */
export function withFiles(
  written: readonly ModelDefinition[],
  files: readonly ModelDefinition[],
): readonly ModelDefinition[] {
  const replacementOf = ({ command, endpoint }: ModelDefinition) =>
    files.find((file) => file.endpoint === endpoint || file.command === command);
  const kept = written.map((definition) => replacementOf(definition) ?? definition);
  return [...new Set([...kept, ...files])];
}
