import type { WebSocket } from "ws";
import type { Events, WorldEvent } from "../events.ts";
import type { Messages } from "../messages.ts";
import { sees } from "../permissions.ts";
import type { PersonEvent } from "../person-api.ts";
import type { State } from "../state.ts";

/** Sends one person's page what happens where this person can see. */
export class EventFeed {
  readonly #deps: { state: State; events: Events; messages: Messages };
  readonly #sockets = new Set<WebSocket>();

  constructor(deps: { state: State; events: Events; messages: Messages }) {
    this.#deps = deps;
  }

  accept(socket: WebSocket, personId: string): void {
    this.#sockets.add(socket);
    const end = this.#deps.events.subscribe((event) => {
      const told = this.#view(event, personId);
      if (told !== undefined && socket.readyState === socket.OPEN) socket.send(JSON.stringify(told));
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      end();
      this.#sockets.delete(socket);
    });
  }

  stop(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #view(event: WorldEvent, personId: string): PersonEvent | undefined {
    if (event.type === "bot_presence") return { type: "bot_presence", online: event.online };
    if (event.type === "commands_update") return { type: "commands_update" };
    if (event.type === "channel_delete" || event.type === "guild_create" || event.type === "guild_delete") {
      return undefined;
    }
    const { row } = event;
    const channel = this.#deps.state.channels.get(row.channelId);
    if (row.onlyFor !== null && row.onlyFor !== personId) return undefined;
    if (channel === undefined || !sees(this.#deps.state, personId, channel)) return undefined;
    if (event.type === "message_delete") return { type: "message_delete", channel: channel.id, message: row.id };
    return { type: event.type, channel: channel.id, message: this.#deps.messages.wire(row) };
  }
}
