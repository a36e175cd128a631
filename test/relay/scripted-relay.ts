import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { createRelayClient, type RelayClient } from "../../src/relay/client.ts";
import type { QueueRequest } from "../../src/relay/queue-request.ts";
import { type RelayTraits, type TraitsMemory, UNKNOWN_TRAITS } from "../../src/relay/traits.ts";
import { FakeClock } from "../support/fake-clock.ts";

export const KEY = "sk-0123456789abcdef/secret";
export const ENDPOINT = "fal-ai/flux-1/dev";

/** A request as its submit was answered. */
export const REQUEST: QueueRequest = {
  requestId: "abc",
  statusPath: "/fal-ai/flux-1/requests/abc/status",
  responsePath: "/fal-ai/flux-1/requests/abc",
  cancelPath: "/fal-ai/flux-1/requests/abc/cancel",
};

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Script = (received: Received, response: ServerResponse) => void;

export interface ScriptedRelay {
  readonly url: string;
  readonly received: Received[];
  /** TCP connections so far. */
  connections(): number;
  /** Resolves once `count` requests have arrived whole. */
  arrived(count: number): Promise<void>;
}

/** A real server on loopback that answers as the script says. */
export async function startScriptedRelay(t: TestContext, script: Script): Promise<ScriptedRelay> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      received.push(request);
      server.emit("arrived");
      script(request, response);
    });
  });
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  const url = await listen(t, server);
  const arrived = async (count: number) => {
    while (received.length < count) await once(server, "arrived");
  };
  t.after(() => server.closeAllConnections());
  return { url, received, connections: () => connections, arrived };
}

/** A TCP server below HTTP: for connections that end where no HTTP server would end them. */
export async function startTcpServer(t: TestContext, onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    onConnection(socket);
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  return listen(t, server);
}

async function listen(t: TestContext, server: ReturnType<typeof createTcpServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** A script that answers every call the same. */
export function status(body: object, code = 200): Script {
  return (_received, response) => json(response, code, body);
}

export function html(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end(`<!doctype html><title>${status}</title>`);
}

/** A clock that tells which limits were set, so that a test knows in which phase a call is. */
export class LimitClock extends FakeClock {
  readonly limits: number[] = [];
  #onLimit: () => void = () => {};

  override after(ms: number, run: () => void): () => void {
    this.limits.push(ms);
    this.#onLimit();
    return super.after(ms, run);
  }

  /** Resolves once `count` limits were set since the start. */
  async limitsSet(count: number): Promise<void> {
    while (this.limits.length < count) {
      await new Promise<void>((resolve) => {
        this.#onLimit = resolve;
      });
    }
  }
}

export class MemoryTraits implements TraitsMemory {
  current: RelayTraits;
  writes = 0;

  constructor(current: Partial<RelayTraits> = {}) {
    this.current = { ...UNKNOWN_TRAITS, ...current };
  }

  /** Where its requests are, as far as was found out. */
  get where(): Pick<RelayTraits, "hasStatus" | "app"> {
    return { hasStatus: this.current.hasStatus, app: this.current.app };
  }

  read(): RelayTraits {
    return this.current;
  }

  write(traits: RelayTraits): void {
    this.current = traits;
    this.writes += 1;
  }
}

export interface ClientParts {
  readonly scheme?: "Bearer" | "Key";
  readonly clock?: FakeClock;
  readonly traits?: TraitsMemory;
  readonly key?: string;
}

/** A client that is closed with the test. */
export function clientOf(t: TestContext, baseUrl: string, parts: ClientParts = {}): RelayClient {
  const { key = KEY, scheme = "Bearer", clock = new FakeClock(), traits = new MemoryTraits() } = parts;
  const client = createRelayClient({ baseUrl, key, scheme, clock, traits });
  t.after(() => client.close());
  return client;
}
