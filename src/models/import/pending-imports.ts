import * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { JsonObject } from "../json-value.ts";
import type { Folder } from "./folder.ts";

const KEPT_MS = 86_400_000;
/** When it was put there, in base 36, and something that nobody guesses. */
const ID = /^([0-9a-z]{1,12})-[\w-]{8,24}$/;
const documents = z.array(z.record(z.string(), z.json()));

/** Documents that an operator looked at and has not decided about: a file each, until they have, a day at most. */
export class PendingImports {
  readonly #options: { readonly folder: Folder; readonly clock: Clock; readonly newId: () => string };

  constructor(options: { folder: Folder; clock: Clock; newId: () => string }) {
    this.#options = options;
  }

  async put(sources: readonly JsonObject[]): Promise<string> {
    const { folder, clock, newId } = this.#options;
    await this.#forgetOld();
    const id = `${clock.now().toString(36)}-${newId()}`;
    await folder.put(fileOf(id), JSON.stringify(sources));
    return id;
  }

  /** Null for what is not there any more. */
  async find(id: string): Promise<readonly JsonObject[] | null> {
    if (this.#isOld(id)) return null;
    const text = await this.#options.folder.read(fileOf(id));
    return text === null ? null : documents.parse(JSON.parse(text));
  }

  async drop(id: string): Promise<void> {
    if (ID.test(id)) await this.#options.folder.remove(fileOf(id));
  }

  async #forgetOld(): Promise<void> {
    const ids = (await this.#options.folder.names()).map((file) => file.replace(/\.json$/, ""));
    for (const id of ids) if (this.#isOld(id)) await this.drop(id);
  }

  /** Also what never was an id of ours. */
  #isOld(id: string): boolean {
    const [, at] = ID.exec(id) ?? [];
    return at === undefined || Number.parseInt(at, 36) < this.#options.clock.now() - KEPT_MS;
  }
}

const fileOf = (id: string) => `${id}.json`;
