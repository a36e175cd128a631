import type { Collection } from "../store.ts";
import { type ModelDocument, readDocuments } from "./documents/model-document.ts";
import { documentsIn } from "./documents/models-directory.ts";
import { schemaModel } from "./documents/schema-model.ts";
import { drawnModel } from "./drawn-model.ts";
import { MODEL_SPECS } from "./model-specs.ts";
import type { RelayModel } from "./relay-model.ts";
import { splitEndpoint } from "./relay-path.ts";

/** Every model the relay serves: those it knows by itself, then those whose documents it was given. */
export class Models {
  readonly #models = new Map<string, RelayModel>();
  readonly #drawn: ReadonlySet<string>;
  readonly #sent: Collection<unknown>;
  readonly #directory: string | undefined;
  /** Which version of each file of the directory has been read. */
  readonly #read = new Map<string, string>();

  constructor(sent: Collection<unknown>, directory: string | undefined) {
    this.#sent = sent;
    this.#directory = directory;
    for (const spec of MODEL_SPECS) this.#models.set(spec.endpoint, drawnModel(spec));
    this.#drawn = new Set(this.#models.keys());
    for (const document of sent.values()) for (const model of readDocuments(document)) this.#take(model);
    this.refresh();
  }

  find(endpoint: string): RelayModel | undefined {
    return this.#models.get(endpoint);
  }

  /** Whether some model lives under this app, so that a wrong path and a wrong app can be told apart. */
  knowsApp(owner: string, app: string): boolean {
    return this.endpoints().some((endpoint) => {
      const parts = splitEndpoint(endpoint);
      return parts.owner === owner && parts.app === app;
    });
  }

  endpoints(): string[] {
    return [...this.#models.keys()];
  }

  /** Reads what is new or changed in the directory. A model that leaves it stays until the next start. */
  refresh(): void {
    if (this.#directory === undefined) return;
    for (const document of documentsIn(this.#directory, this.#read)) {
      for (const model of readDocuments(document)) this.#take(model);
    }
  }

  /** Takes models from a document or a whole catalogue and keeps them over restarts; answers with their endpoints. */
  add(document: unknown): string[] {
    const models = readDocuments(document);
    for (const model of models) {
      this.#take(model);
      this.#sent.set(model.endpoint, model.source);
    }
    return models.map(({ endpoint }) => endpoint);
  }

  /** The hand-written models know more than their documents do, and stay. */
  #take(model: ModelDocument): void {
    if (!this.#drawn.has(model.endpoint)) this.#models.set(model.endpoint, schemaModel(model));
  }
}
