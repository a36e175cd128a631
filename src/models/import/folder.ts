/** Small texts by name: in a directory, or where several processes see them alike. */
export interface Folder {
  names(): Promise<string[]>;
  /** Null for what is not there. */
  read(name: string): Promise<string | null>;
  /** At once or not at all: somebody may read at any moment. */
  put(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Calls `changed` a moment after something in it did, whoever did it. @returns what ends it */
  watch(changed: () => void): Promise<() => void>;
}
