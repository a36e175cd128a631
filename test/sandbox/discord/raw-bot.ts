import { createInflate } from "node:zlib";
import { WebSocket } from "ws";
import { isJson, type Json, objectOf } from "../../../sandbox/discord/json.ts";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";

export interface RawFrame {
  op: number;
  t: string | null;
  s: number | null;
  d: Json;
}

export interface Answered {
  status: number;
  body: Json;
  headers: Headers;
}

interface Upload {
  name: string;
  bytes: Uint8Array;
  type?: string;
}

/** A gateway connection by hand: what it got so far, and a way to wait for more. */
export class RawGateway {
  readonly #socket: WebSocket;
  readonly #frames: RawFrame[] = [];
  readonly #waiting = new Set<() => void>();
  readonly closed: Promise<number>;

  constructor(discord: SandboxDiscord, query = "?v=10&encoding=json") {
    this.#socket = new WebSocket(`${discord.url.replace("http", "ws")}/gateway${query}`);
    const inflate = query.includes("zlib-stream") ? createInflate() : undefined;
    inflate?.on("data", (chunk: Buffer) => this.#receive(chunk.toString()));
    this.#socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) inflate?.write(data);
      else this.#receive(data.toString());
    });
    this.closed = new Promise((resolve) => this.#socket.on("close", resolve));
    this.#socket.on("error", () => undefined);
  }

  /** Takes the first frame that fits, now or when it comes. */
  async take(fits: (frame: RawFrame) => boolean): Promise<RawFrame> {
    for (;;) {
      const index = this.#frames.findIndex(fits);
      const [frame] = index < 0 ? [] : this.#frames.splice(index, 1);
      if (frame !== undefined) return frame;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  event(type: string): Promise<RawFrame> {
    return this.take((frame) => frame.t === type);
  }

  op(op: number): Promise<RawFrame> {
    return this.take((frame) => frame.op === op);
  }

  /** Returns once everything that the server had sent by now has come. */
  async settle(): Promise<void> {
    this.send(1, null);
    await this.op(11);
  }

  /** What has come and was not taken, by event name or "op 11". */
  get left(): string[] {
    return this.#frames.map((frame) => frame.t ?? `op ${frame.op}`);
  }

  send(op: number, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  async identify(token: string, intents = 0, shard?: readonly unknown[]): Promise<Json> {
    await this.greet(token, intents, shard);
    return (await this.event("READY")).d;
  }

  /** Identifies without waiting for what comes of it. */
  async greet(token: string, intents = 0, shard?: readonly unknown[]): Promise<void> {
    await this.op(10);
    this.send(2, { token, intents, shard, properties: { os: "linux", browser: "test", device: "test" } });
  }

  close(code = 1000): Promise<number> {
    this.#socket.close(code);
    return this.closed;
  }

  drop(): Promise<number> {
    this.#socket.terminate();
    return this.closed;
  }

  #receive(text: string): void {
    this.#frames.push(JSON.parse(text) as RawFrame);
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** A bot without any library: REST over fetch, the gateway over ws. */
export class RawBot {
  readonly #discord: SandboxDiscord;
  readonly gateway: RawGateway;

  constructor(discord: SandboxDiscord) {
    this.#discord = discord;
    this.gateway = new RawGateway(discord);
  }

  static async login(discord: SandboxDiscord, intents = 0): Promise<RawBot> {
    const bot = new RawBot(discord);
    await bot.gateway.identify(discord.token, intents);
    return bot;
  }

  /** The next interaction that a person causes. */
  async interaction(): Promise<{ id: string; token: string; payload: Json }> {
    const { d } = await this.gateway.event("INTERACTION_CREATE");
    return { id: String(d["id"]), token: String(d["token"]), payload: d };
  }

  callback(to: { id: string; token: string }, body: unknown, query = "", files: Upload[] = []): Promise<Answered> {
    return this.request("POST", `/interactions/${to.id}/${to.token}/callback${query}`, body, files);
  }

  /** A route of the interaction's webhook: "" for a follow-up, "/messages/@original" for the first answer. */
  webhook(
    method: string,
    to: { token: string },
    rest: string,
    body?: unknown,
    files: Upload[] = [],
  ): Promise<Answered> {
    return this.request(method, `/webhooks/${this.#discord.applicationId}/${to.token}${rest}`, body, files);
  }

  registerCommands(commands: unknown[]): Promise<Answered> {
    return this.request("PUT", `/applications/${this.#discord.applicationId}/commands`, commands);
  }

  request(method: string, route: string, body?: unknown, files: Upload[] = []): Promise<Answered> {
    return send(this.#discord, method, route, { body, files, authorization: `Bot ${this.#discord.token}` });
  }

  stop(): Promise<number> {
    return this.gateway.close();
  }
}

export async function send(
  discord: SandboxDiscord,
  method: string,
  route: string,
  { body, files = [], authorization }: { body?: unknown; files?: Upload[]; authorization?: string },
): Promise<Answered> {
  const headers = new Headers(authorization === undefined ? {} : { authorization });
  let sent: string | FormData | null = null;
  if (files.length > 0) {
    sent = new FormData();
    if (body !== undefined) sent.set("payload_json", JSON.stringify(body));
    for (const [index, file] of files.entries()) {
      const blob = new Blob([new Uint8Array(file.bytes)], { type: file.type ?? "application/octet-stream" });
      sent.set(`files[${index}]`, blob, file.name);
    }
  } else if (body !== undefined) {
    sent = JSON.stringify(body);
    headers.set("content-type", "application/json");
  }
  const response = await fetch(`${discord.apiUrl}/v10${route}`, { method, headers, body: sent });
  const text = await response.text();
  const parsed: unknown = text === "" || !text.startsWith("{") ? { text, list: asList(text) } : JSON.parse(text);
  return { status: response.status, body: isJson(parsed) ? parsed : objectOf(undefined), headers: response.headers };
}

const asList = (text: string): unknown => (text.startsWith("[") ? JSON.parse(text) : undefined);
