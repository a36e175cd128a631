import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { APIApplicationCommand, APIMessage, InteractionRequest, World } from "../../discord/person-api.ts";
import type { LiveState } from "../api/live-events.ts";
import type { Files } from "../api/person-client.ts";
import type { Draft } from "../command/draft.ts";

/** Why something did not work, in words of the page's texts; `refused` brings its own sentence. */
export type Trouble = { kind: "no_answer" | "unreachable" } | { kind: "refused"; reason: string };

/** A command that was sent and is not answered yet, or never will be. */
export interface Pending {
  id: number;
  channel: string;
  /** "/flux" or the name of a context-menu command. */
  command: string;
  slash: boolean;
  sentAt: number;
  trouble: Trouble | null;
  again: { request: InteractionRequest; files: Files; draft: Draft | null };
}

/** A button or menu on its way, or the trouble it ran into, by message. */
export interface Use {
  customId: string;
  trouble: Trouble | null;
}

export interface OpenModal {
  modal: string;
  data: APIModalInteractionResponseCallbackData;
}

/** Everything the page shows, as one value; each change makes a new one. */
export interface View {
  world: World | null;
  /** The world could not be fetched, and why. */
  worldTrouble: string | null;
  user: string;
  channel: string;
  live: LiveState;
  /** By channel; absent while they are fetched. */
  messages: Readonly<Record<string, readonly APIMessage[]>>;
  commands: Readonly<Record<string, readonly APIApplicationCommand[]>>;
  unread: ReadonlySet<string>;
  pending: readonly Pending[];
  uses: Readonly<Record<string, Use>>;
  modal: OpenModal | null;
  /** A draft that came back because it was refused, for the composer to take up. */
  returned: { draft: Draft; reason: string } | null;
  /** One sentence about what just went wrong outside of any message. */
  notice: string | null;
}

export const FIRST_VIEW: View = {
  world: null,
  worldTrouble: null,
  user: "",
  channel: "",
  live: "connecting",
  messages: {},
  commands: {},
  unread: new Set(),
  pending: [],
  uses: {},
  modal: null,
  returned: null,
  notice: null,
};
