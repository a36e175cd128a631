import type { WebSocket } from "ws";
import type { Clock } from "../../clock.ts";
import type { Events, WorldEvent } from "../events.ts";
import type { DiscordFaults } from "../faults.ts";
import type { Guilds } from "../guilds.ts";
import type { Json } from "../json.ts";
import type { Messages } from "../messages.ts";
import type { SandboxSettings } from "../settings.ts";
import type { Snowflakes } from "../snowflakes.ts";
import type { State } from "../state.ts";
import { API_VERSION, INTENT, SECOND_MS } from "../wire.ts";
import { guildCreate } from "../wire-objects.ts";
import { BOT_USER, ID } from "../world.ts";
import { GatewayConnection } from "./connection.ts";
import { eventFor } from "./event-for.ts";
import { CLOSE, type Closing, OP } from "./opcodes.ts";
import { GatewaySession, isSeenBy, type Shard } from "./session.ts";
import { SessionStarts } from "./session-starts.ts";

/** A session whose client has not come back by then is forgotten. */
const SESSION_LIFE_MS = 90 * SECOND_MS;

interface Deps {
  state: State;
  guilds: Guilds;
  ids: Snowflakes;
  clock: Clock;
  events: Events;
  messages: Messages;
  faults: DiscordFaults;
  settings: SandboxSettings;
  token: string;
}

/** All sessions of the bot, and what they are told. */
export class Gateway {
  readonly #deps: Deps;
  readonly #connections = new Set<GatewayConnection>();
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #starts: SessionStarts;
  readonly #farewells = new Map<string, () => void>();
  #isStopped = false;
  #url = "";

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#starts = new SessionStarts(deps);
    deps.events.subscribe((event) => this.#tell(event));
    deps.faults.forGateway((kind) => (kind === "reconnect" ? this.#askToReconnect() : this.#dropConnections()));
  }

  /** Where clients resume; known once the server listens. */
  serveFrom(url: string): void {
    this.#url = url;
  }

  get isOnline(): boolean {
    return [...this.#sessions.values()].some((session) => session.isConnected);
  }

  /** What GET /gateway/bot says. */
  get information() {
    const { recommendedShards: shards } = this.#deps.settings.gateway;
    return { url: this.#url, shards, session_start_limit: this.#starts.limit };
  }

  /** The shards that somebody is connected for now: "0/2". */
  get shards(): string[] {
    const connected = [...this.#sessions.values()].filter((session) => session.isConnected);
    return connected.map(({ shard }) => shard.join("/")).sort();
  }

  accept(socket: WebSocket, query: URLSearchParams): void {
    const closing = closingFor(query);
    if (closing !== undefined) {
      socket.close(...closing);
      return;
    }
    const connection = new GatewayConnection(
      socket,
      {
        clock: this.#deps.clock,
        token: this.#deps.token,
        identify: (to, intents, shard) => this.#identify(to, intents, shard),
        resume: (to, id, sequence) => this.#resume(to, id, sequence),
        leave: (from, session, ended) => this.#leave(from, session, ended),
        leavesHeartbeatUnanswered: () => this.#deps.faults.takeForGateway("no_heartbeat_ack"),
      },
      query.get("compress") === "zlib-stream",
    );
    this.#connections.add(connection);
  }

  /** Sends an event to every session of that guild's shard, also to those whose client may yet come back. */
  dispatch(type: string, data: Json, guildId: string | null): void {
    for (const session of this.#sessions.values()) if (session.sees(guildId)) session.dispatch(type, data);
  }

  #dropConnections(): void {
    for (const connection of [...this.#connections]) connection.drop();
  }

  #askToReconnect(): void {
    for (const connection of this.#connections) connection.send({ op: OP.reconnect, d: null, s: null, t: null });
  }

  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#farewells.values()) cancel();
    this.#farewells.clear();
    this.#dropConnections();
  }

  #identify(connection: GatewayConnection, intents: number, shard: Shard): GatewaySession | Closing | "too_soon" {
    const { state, ids } = this.#deps;
    const all = this.#deps.guilds.joined();
    const refusal = this.#starts.refusal(shard, (of) => all.filter((guild) => isSeenBy(of, guild.id)).length);
    if (refusal !== null) return refusal;
    const session = new GatewaySession(`session${ids.next()}`, intents, shard, connection);
    this.#sessions.set(session.id, session);
    const guilds = all.filter((guild) => session.sees(guild.id));
    session.dispatch("READY", {
      v: API_VERSION,
      user: { ...BOT_USER, verified: true, mfa_enabled: false, email: null },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      session_type: "normal",
      resume_gateway_url: this.#url,
      shard,
      application: { id: ID.application, flags: 0 },
      user_settings: {},
      user_settings_proto: "",
      private_channels: [],
      relationships: [],
      presences: [],
      geo_ordered_rtc_regions: [],
      guild_join_requests: [],
      auth: {},
      _trace: [],
    });
    if (intents & INTENT.guilds) {
      for (const guild of guilds) session.dispatch("GUILD_CREATE", guildCreate(state, guild));
    }
    this.#deps.events.publish({ type: "bot_presence", online: true });
    return session;
  }

  #resume(connection: GatewayConnection, id: string, sequence: number): GatewaySession | undefined {
    const session = this.#sessions.get(id);
    const refused = this.#deps.faults.takeForGateway("invalid_session");
    if (session === undefined || refused || !session.resume(connection, sequence)) {
      this.#forget(id);
      return undefined;
    }
    this.#farewells.get(id)?.();
    this.#farewells.delete(id);
    this.#deps.events.publish({ type: "bot_presence", online: true });
    return session;
  }

  #leave(connection: GatewayConnection, session: GatewaySession | undefined, ended: boolean): void {
    this.#connections.delete(connection);
    if (session === undefined || this.#isStopped) return;
    session.detach(connection);
    if (session.isConnected) return;
    if (ended) this.#forget(session.id);
    else
      this.#farewells.set(
        session.id,
        this.#deps.clock.after(SESSION_LIFE_MS, () => this.#forget(session.id)),
      );
    this.#deps.events.publish({ type: "bot_presence", online: this.isOnline });
  }

  #forget(sessionId: string): void {
    this.#farewells.get(sessionId)?.();
    this.#farewells.delete(sessionId);
    this.#sessions.delete(sessionId);
  }

  #tell(event: WorldEvent): void {
    for (const session of this.#sessions.values()) {
      const told = eventFor(session.intents, event, this.#deps);
      if (told !== undefined && session.sees(told.guildId)) session.dispatch(told.type, told.data);
    }
  }
}

/** JSON only; without a version clients get the current one. */
function closingFor(query: URLSearchParams): Closing | undefined {
  if (!["9", "10"].includes(query.get("v") ?? String(API_VERSION))) return CLOSE.invalidVersion;
  return (query.get("encoding") ?? "json") === "json" ? undefined : CLOSE.decodeError;
}
