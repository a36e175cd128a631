/** Where several processes may edit one message: whose turn it is. Alone, a process needs none. */
export interface Turns {
  /** An edit that must arrive: waits for its turn. */
  must<T>(message: string, edit: () => Promise<T>): Promise<T>;
  /** A passing state: left out where it is somebody else's turn, or not true any more. */
  may(message: string, edit: () => Promise<unknown>): Promise<void>;
}

export const ALONE: Turns = {
  must: (_message, edit) => edit(),
  may: async (_message, edit) => void (await edit()),
};
