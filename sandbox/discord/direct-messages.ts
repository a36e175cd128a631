import type { ChannelRow } from "./rows.ts";
import type { Snowflakes } from "./snowflakes.ts";
import type { State } from "./state.ts";

/** The channel between the bot and one person; made at first use. */
export class DirectMessages {
  readonly #state: State;
  readonly #ids: Snowflakes;

  constructor(deps: { state: State; ids: Snowflakes }) {
    this.#state = deps.state;
    this.#ids = deps.ids;
  }

  with(personId: string): ChannelRow {
    const known = this.#state.channels.values().find((row) => row.kind === "direct" && row.recipientId === personId);
    if (known !== undefined) return known;
    const channel: ChannelRow = {
      id: this.#ids.next(),
      kind: "direct",
      guildId: null,
      name: "",
      topic: null,
      ageRestricted: false,
      parentId: null,
      position: 0,
      overwrites: [],
      recipientId: personId,
    };
    this.#state.channels.set(channel.id, channel);
    return channel;
  }
}
