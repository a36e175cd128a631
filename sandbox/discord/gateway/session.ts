import type { Json } from "../json.ts";

/** Events kept for a client that comes back. */
const MOST_KEPT = 1_000;

export interface Frame {
  op: number;
  d: unknown;
  s: number | null;
  t: string | null;
}

/** Which part of the guilds a session is told of: its number, and how many parts there are. */
export type Shard = readonly [index: number, count: number];

/** What a connection offers its session. */
export interface FrameSink {
  send(frame: Frame): void;
}

/** A bot's session outlives its connections: events are numbered, kept, and played again on RESUME. */
export class GatewaySession {
  readonly id: string;
  readonly intents: number;
  readonly shard: Shard;
  #sequence = 0;
  #kept: Frame[] = [];
  #connection: FrameSink | undefined;

  constructor(id: string, intents: number, shard: Shard, connection: FrameSink) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
    this.#connection = connection;
  }

  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  /** A shard sees the guilds whose id falls to it; everything outside guilds goes to shard 0. */
  sees(guildId: string | null): boolean {
    return isSeenBy(this.shard, guildId);
  }

  dispatch(type: string, data: Json): void {
    this.#sequence += 1;
    const frame: Frame = { op: 0, t: type, s: this.#sequence, d: data };
    this.#kept.push(frame);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    this.#connection?.send(frame);
  }

  detach(connection: FrameSink): void {
    if (this.#connection === connection) this.#connection = undefined;
  }

  /** Goes on over a new connection. False when what the client missed is no longer there. */
  resume(connection: FrameSink, after: number): boolean {
    const oldest = this.#kept[0]?.s ?? this.#sequence + 1;
    if (after > this.#sequence || after < oldest - 1) return false;
    this.#connection = connection;
    for (const frame of this.#kept.filter((each) => (each.s ?? 0) > after)) connection.send(frame);
    this.dispatch("RESUMED", { _trace: [] });
    return true;
  }
}

/** Discord's documentation, gateway, sharding: a guild's shard is `(guild_id >> 22) % num_shards`. */
export function isSeenBy([index, count]: Shard, guildId: string | null): boolean {
  return index === (guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)));
}
