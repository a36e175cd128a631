import type { Json } from "./json.ts";
import type { MessageRow } from "./rows.ts";

export type WorldEvent =
  | { type: "message_create" | "message_update" | "message_delete"; row: MessageRow }
  | { type: "bot_presence"; online: boolean }
  | { type: "commands_update" }
  | { type: "guild_create"; guild: Json; guildId: string }
  | { type: "guild_delete"; guild: Json; guildId: string }
  | { type: "channel_delete"; channel: Json; guildId: string | null };

/** Tells everyone who looks on what has changed. */
export class Events {
  readonly #listeners = new Set<(event: WorldEvent) => void>();

  publish(event: WorldEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** The returned function ends the subscription. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
