import { constants, createDeflate, type Deflate } from "node:zlib";
import type { WebSocket } from "ws";
import type { Clock } from "../../clock.ts";
import type { Json } from "../json.ts";
import { isJson, listOf, numberOf, objectOf, textOf } from "../json.ts";
import { SECOND_MS } from "../wire.ts";
import { CLOSE, type Closing, ENDS_SESSION, OP } from "./opcodes.ts";
import { type Frame, GatewaySession, type Shard } from "./session.ts";

export const HEARTBEAT_MS = 41_250;
/** Discord's documentation, gateway: 120 events a connection in 60 s, 4096 bytes an event. */
const MOST_SENT = 120;
const SENT_WINDOW_MS = 60 * SECOND_MS;
const MOST_BYTES = 4_096;
const KNOWN_INTENTS = (1 << 27) - 1;

/** What the gateway does for its connections. */
export interface ConnectionHost {
  clock: Clock;
  token: string;
  /** Makes the session and sends READY and what follows, or says why not. */
  identify(connection: GatewayConnection, intents: number, shard: Shard): GatewaySession | Closing | "too_soon";
  resume(connection: GatewayConnection, sessionId: string, sequence: number): GatewaySession | undefined;
  leave(connection: GatewayConnection, session: GatewaySession | undefined, ended: boolean): void;
  leavesHeartbeatUnanswered(): boolean;
}

/** One socket of a bot: hello, identify or resume, heartbeats. */
export class GatewayConnection {
  readonly #socket: WebSocket;
  readonly #host: ConnectionHost;
  readonly #deflate: Deflate | undefined;
  #session: GatewaySession | undefined;
  #received: number[] = [];

  constructor(socket: WebSocket, host: ConnectionHost, compress: boolean) {
    this.#socket = socket;
    this.#host = host;
    this.#deflate = compress ? createDeflate({ flush: constants.Z_SYNC_FLUSH }) : undefined;
    this.#deflate?.on("data", (chunk: Buffer) => socket.send(chunk));
    socket.on("message", (data) => {
      const closing = this.#receive(data.toString());
      if (closing !== undefined) socket.close(...closing);
    });
    socket.on("close", (code) => {
      host.leave(this, this.#session, ENDS_SESSION.includes(code));
      this.#deflate?.close();
    });
    socket.on("error", () => socket.terminate());
    this.send({ op: OP.hello, d: { heartbeat_interval: HEARTBEAT_MS, _trace: [] }, s: null, t: null });
  }

  send(frame: Frame): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const text = JSON.stringify(frame);
    if (this.#deflate === undefined) this.#socket.send(text);
    else this.#deflate.write(text);
  }

  /** As when the network breaks: no close frame. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Why the connection must close because of what came, if it must. */
  #receive(text: string): Closing | undefined {
    if (Buffer.byteLength(text) > MOST_BYTES) return CLOSE.decodeError;
    const now = this.#host.clock.now();
    this.#received = [...this.#received.filter((at) => at > now - SENT_WINDOW_MS), now];
    if (this.#received.length > MOST_SENT) return CLOSE.rateLimited;
    const frame = parseFrame(text);
    if (frame === undefined) return CLOSE.decodeError;
    switch (frame["op"]) {
      case OP.heartbeat:
        if (!this.#host.leavesHeartbeatUnanswered()) this.send({ op: OP.heartbeatAck, d: null, s: null, t: null });
        return undefined;
      case OP.identify:
        return this.#identify(objectOf(frame["d"]));
      case OP.resume:
        return this.#resume(objectOf(frame["d"]));
      case OP.presenceUpdate:
      case OP.voiceStateUpdate:
      case OP.requestGuildMembers:
        return this.#session === undefined ? CLOSE.notAuthenticated : undefined;
      default:
        return CLOSE.unknownOpcode;
    }
  }

  #identify(data: Json): Closing | undefined {
    if (this.#session !== undefined) return CLOSE.alreadyAuthenticated;
    if (!this.#knows(data)) return CLOSE.authenticationFailed;
    const intents = numberOf(data["intents"]);
    if (intents === undefined || (intents & ~KNOWN_INTENTS) !== 0) return CLOSE.invalidIntents;
    const given = data["shard"] === undefined ? [0, 1] : listOf(data["shard"]).map(Number);
    const [index = Number.NaN, count = Number.NaN] = given;
    const identified = this.#host.identify(this, intents, [index, count]);
    if (identified === "too_soon") this.send({ op: OP.invalidSession, d: false, s: null, t: null });
    else if (!(identified instanceof GatewaySession)) return identified;
    else this.#session = identified;
    return undefined;
  }

  #resume(data: Json): Closing | undefined {
    if (!this.#knows(data)) return CLOSE.authenticationFailed;
    this.#session = this.#host.resume(this, textOf(data["session_id"]) ?? "", numberOf(data["seq"]) ?? 0);
    if (this.#session === undefined) this.send({ op: OP.invalidSession, d: false, s: null, t: null });
    return undefined;
  }

  /** Some clients put "Bot " before the token here too. */
  #knows(data: Json): boolean {
    return (textOf(data["token"]) ?? "").replace(/^Bot /, "") === this.#host.token;
  }
}

function parseFrame(text: string): Json | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return isJson(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}
