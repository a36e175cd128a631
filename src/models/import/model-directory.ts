import type { ModelDefinition } from "../definition.ts";
import type { JsonObject } from "../json-value.ts";
import type { Folder } from "./folder.ts";
import type { CommandForm } from "./map-model.ts";
import type { FileProblem, ReadModelFile } from "./model-file.ts";

export interface DirectoryProblem extends FileProblem {
  readonly file: string;
}

export interface DirectoryContents {
  readonly definitions: readonly ModelDefinition[];
  readonly problems: readonly DirectoryProblem[];
}

interface SeenFile {
  readonly text: string;
  readonly read: ReadModelFile;
  /** From before the file was broken: a slip of the editor takes no model away. */
  readonly lastGood: ModelDefinition | null;
}

/** Loaded with the first file: most bots have none. */
const modelFiles = () => import("./model-file.ts");

/** The operator's models, a file each: NAME.yaml, and beside it the document it was made from. */
export class ModelDirectory {
  readonly #folder: Folder;
  readonly #form: CommandForm;
  readonly #seen = new Map<string, SeenFile>();

  constructor(folder: Folder, form: CommandForm) {
    this.#folder = folder;
    this.#form = form;
  }

  /** Everything in the directory, in the order of the files' names. Only what changed is read again. */
  async read(): Promise<DirectoryContents> {
    const files = await this.#files();
    for (const file of this.#seen.keys()) if (!files.includes(file)) this.#seen.delete(file);
    const definitions: ModelDefinition[] = [];
    const problems: DirectoryProblem[] = [];
    for (const file of files) {
      const seen = await this.#readFile(file);
      if (seen === null) continue;
      const { read, lastGood } = seen;
      const definition = read.ok ? read.definition : lastGood;
      if (!read.ok) problems.push(...read.problems.map((problem) => ({ file, ...problem })));
      if (definition === null) continue;
      const twin = definitions.find(
        ({ command, endpoint }) => command === definition.command || endpoint === definition.endpoint,
      );
      if (twin === undefined) definitions.push(definition);
      else problems.push({ file, line: 1, message: `another file has /${twin.command} (${twin.endpoint}) already` });
    }
    return { definitions, problems };
  }

  /** Whether a file defines this endpoint. */
  async has(endpoint: string): Promise<boolean> {
    const { definitions } = await this.read();
    return definitions.some((definition) => definition.endpoint === endpoint);
  }

  /** `document` is kept as it came, so that the definition can be made again, and for the sandbox. */
  async write(definition: ModelDefinition, document?: JsonObject): Promise<void> {
    if (document !== undefined) {
      await this.#folder.put(`${definition.command}.openapi.json`, `${JSON.stringify(document, null, 1)}\n`);
    }
    const { writeModelFile } = await modelFiles();
    await this.#folder.put(
      (await this.#fileOf(definition.command)) ?? `${definition.command}.yaml`,
      writeModelFile(definition),
    );
  }

  /** @returns false where no file has such a command. */
  async remove(command: string): Promise<boolean> {
    const file = await this.#fileOf(command);
    if (file === undefined) return false;
    await this.#folder.remove(file);
    await this.#folder.remove(`${command}.openapi.json`);
    return true;
  }

  async #files(): Promise<string[]> {
    const names = await this.#folder.names();
    return names.filter((name) => /^[^.].*\.ya?ml$/.test(name)).sort();
  }

  /** Null for what was taken away meanwhile. */
  async #readFile(file: string): Promise<SeenFile | null> {
    const text = await this.#folder.read(file);
    if (text === null) return null;
    const before = this.#seen.get(file);
    if (before?.text === text) return before;
    const { readModelFile } = await modelFiles();
    const read = readModelFile(text, this.#form);
    const seen = { text, read, lastGood: read.ok ? read.definition : (before?.lastGood ?? null) };
    this.#seen.set(file, seen);
    return seen;
  }

  async #fileOf(command: string): Promise<string | undefined> {
    for (const file of await this.#files()) {
      const seen = await this.#readFile(file);
      if (seen?.read.ok && seen.read.definition.command === command) return file;
    }
    return (await this.#files()).find((file) => file.replace(/\.ya?ml$/, "") === command);
  }
}
