import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { EditLimits } from "./edit-limits.ts";
import { APPLICATION, type Doing, interactionOf, messageOf, snowflake, userOf } from "./interaction.ts";
import { addressOf, answerJson, readBody } from "./wire.ts";

/** How an interaction went, in milliseconds of `performance.now()`. */
export interface Story {
  readonly token: string;
  readonly sentAt: number;
  /** The first answer, whole, and Discord's number of its kind. */
  ackedAt: number | null;
  ackType: number | null;
  messageId: string | null;
  /** The custom ids on the reply as it is now. */
  controls: readonly string[];
  /** Every edit of the answer, whole. */
  readonly edits: Edit[];
}

export interface Edit {
  /** When its first byte came, and when it was whole. */
  readonly beganAt: number;
  readonly at: number;
  readonly bytes: number;
  /** Whether files came along. */
  readonly withFiles: boolean;
  readonly text: string;
}

const BOUNDARY = /boundary="?([^";]+)"?/;
const FILE_NAME = /filename="([^"]*)"/g;
const CUSTOM_ID = /"custom_id":"([^"]+)"/g;
/** What a message says comes before its files. */
const MESSAGE_BYTES = 32_768;

/**
 * As little of Discord as the program needs: a gateway, first answers, edits. It checks nothing and keeps no messages,
 * so that what is measured beside it on the same machine is the program; the sandbox is there for what is right.
 */
export class TinyDiscord {
  readonly token = "bench-token";
  readonly url: string;
  readonly stories = new Map<string, Story>();
  /** Requests by method and kind of route. */
  readonly counts = new Map<string, number>();
  readonly #server;
  readonly #sockets = new Set<WebSocket>();
  readonly #waiting = new Map<string, { acked: (story: Story) => void; finished: (story: Story) => void }>();
  readonly #guilds: number;
  #pace = { origin: 0, speed: 1 };
  #limits: EditLimits | null = null;
  /** Edits that came too soon, and replies that have their pictures. */
  refused = 0;
  finished = 0;
  #sequence = 0;

  private constructor(server: ReturnType<typeof createServer>, guilds: number) {
    this.#server = server;
    this.#guilds = guilds;
    this.url = `${addressOf(server)}/api`;
    server.on("request", (request, response) => void this.#answer(request, response));
    const gateway = new WebSocketServer({ server });
    gateway.on("connection", (socket) => this.#connect(socket));
  }

  static async open({ guilds = 1 } = {}): Promise<TinyDiscord> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TinyDiscord(server, guilds);
  }

  /** An interaction's id says when it was made, and its token dies 15 minutes later by the program's clock. */
  goAsFastAs(pace: { readonly origin: number; readonly speed: number }): void {
    this.#pace = pace;
  }

  /** From now on edits are limited as Discord limits them. */
  limitEdits(): void {
    this.#limits = new EditLimits();
  }

  /** A person does something. `acked` and `finished` (pictures, or a last word) resolve with how it went so far. */
  does(doing: Doing, person: number): { acked: Promise<Story>; finished: Promise<Story> } {
    const { origin, speed } = this.#pace;
    const id = snowflake(Math.round(origin + (Date.now() - origin) * speed));
    const token = `token${id}`;
    const [acked, finished] = [Promise.withResolvers<Story>(), Promise.withResolvers<Story>()];
    this.#waiting.set(token, { acked: acked.resolve, finished: finished.resolve });
    const payload = interactionOf(doing, person, { id, token });
    const fresh = { ackedAt: null, ackType: null, messageId: null, controls: [], edits: [] };
    const story = { token, sentAt: performance.now(), ...fresh };
    this.stories.set(token, story);
    this.#dispatch("INTERACTION_CREATE", payload);
    return { acked: acked.promise, finished: finished.promise };
  }

  /** Forgets how the interactions so far went. */
  forget(): void {
    this.stories.clear();
    this.#waiting.clear();
    this.counts.clear();
    this.finished = 0;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #connect(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("message", (text) => {
      const { op } = JSON.parse(String(text)) as { op: number };
      if (op === 1) socket.send(JSON.stringify({ op: 11, d: null }));
      if (op === 2) this.#greet();
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
  }

  #greet(): void {
    const guilds = Array.from({ length: this.#guilds }, (_, index) => ({
      id: String(1_290_000_000_000_000_002n + (BigInt(index) << 22n)),
      unavailable: true,
    }));
    const bot = userOf(APPLICATION, "Easel");
    const application = { id: APPLICATION, flags: 0 };
    this.#dispatch("READY", {
      ...{ v: 10, user: bot, guilds, session_id: "bench", resume_gateway_url: this.#gatewayUrl(), application },
      ...{ shard: [0, 1], private_channels: [], relationships: [], presences: [], user_settings: {} },
    });
  }

  #gatewayUrl(): string {
    return this.url.replace(/^http/, "ws").replace(/\/api$/, "/gateway");
  }

  #dispatch(type: string, data: unknown): void {
    this.#sequence += 1;
    const frame = JSON.stringify({ op: 0, t: type, s: this.#sequence, d: data });
    for (const socket of this.#sockets) socket.send(frame);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const beganAt = performance.now();
    const path = decodeURIComponent(new URL(request.url ?? "", "http://discord").pathname).replace(/^\/api\/v\d+/, "");
    const [, place = "", id = "", token = ""] = path.split("/");
    const kind = `${request.method} ${place}${path.endsWith("/callback") ? " callback" : ""}`;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    const body = await readBody(request);
    if (kind === "POST interactions callback") return this.#acknowledge(token, body, response);
    if (kind === "PATCH webhooks") return this.#edit(token, request, body, beganAt, response);
    if (path === "/gateway/bot") {
      const session_start_limit = { total: 1_000, remaining: 999, reset_after: 1, max_concurrency: 1 };
      return answerJson(response, 200, { url: this.#gatewayUrl(), shards: 1, session_start_limit });
    }
    if (kind === "PUT applications") {
      const commands = JSON.parse(body.toString()) as object[];
      return answerJson(
        response,
        200,
        commands.map((command) => ({ ...command, id: snowflake(), version: "1" })),
      );
    }
    const story = this.stories.get(token);
    answerJson(response, 200, story?.messageId ? messageOf(story.messageId) : userOf(id || APPLICATION, "Easel"));
  }

  #acknowledge(token: string, body: Buffer, response: ServerResponse) {
    const story = this.stories.get(token);
    if (story === undefined) return answerJson(response, 404, { code: 10_062, message: "Unknown interaction" });
    story.ackedAt = performance.now();
    const { type } = JSON.parse(body.toString()) as { type: number };
    story.ackType = type;
    story.controls = controlsOf(body);
    story.messageId = snowflake();
    const resource = { type, message: messageOf(story.messageId) };
    answerJson(response, 200, { interaction: { id: story.messageId, type: 2 }, resource });
    this.#waiting.get(token)?.acked(story);
  }

  #edit(token: string, request: IncomingMessage, body: Buffer, beganAt: number, response: ServerResponse) {
    const headers = this.#limits?.take(token);
    if (headers?.status === 429) {
      this.refused += 1;
      const seconds = Number(headers.headers["retry-after"]);
      return answerJson(response, 429, { message: "limited", retry_after: seconds, global: false }, headers.headers);
    }
    const boundary = BOUNDARY.exec(request.headers["content-type"] ?? "")?.[1];
    const text = boundary === undefined ? body.toString() : "";
    const names = boundary === undefined ? [] : fileNames(body);
    const story = this.stories.get(token);
    const { messageId } = story ?? { messageId: null };
    story?.edits.push({ beganAt, at: performance.now(), bytes: body.length, withFiles: names.length > 0, text });
    answerJson(response, 200, messageOf(messageId ?? snowflake(), names), headers?.headers);
    if (story === undefined) return;
    story.controls = controlsOf(body);
    if (names.length === 0) return;
    this.finished += 1;
    this.#waiting.get(token)?.finished(story);
  }
}

function controlsOf(body: Buffer): string[] {
  return [...body.toString("latin1", 0, MESSAGE_BYTES).matchAll(CUSTOM_ID)].map(([, id]) => id ?? "");
}

/** Of a form's parts; pictures in between are passed over by the byte. */
function fileNames(body: Buffer): string[] {
  const names: string[] = [];
  for (
    let from = body.indexOf("Content-Disposition");
    from >= 0;
    from = body.indexOf("Content-Disposition", from + 1)
  ) {
    const line = body.toString("latin1", from, from + 300);
    for (const [, name] of line.slice(0, line.indexOf("\r\n")).matchAll(FILE_NAME)) names.push(name ?? "");
  }
  return names;
}
