import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { WebSocketServer } from "ws";
import type { Gateway } from "./gateway/gateway.ts";
import { isFromHere } from "./loopback-only.ts";
import type { EventFeed } from "./person/event-feed.ts";

export interface Listening {
  /** Host and port. */
  address: string;
  stop(): Promise<void>;
}

/** One port for everything: the API, the page, and both kinds of socket. Rejects with EADDRINUSE for a port in use. */
export async function serve(
  app: Hono,
  { gateway, feed }: { gateway: Gateway; feed: EventFeed },
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const sockets = new WebSocketServer({ noServer: true });
  // Clients reach the gateway under whatever path they like; only the page's events have one of their own.
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isFromHere(request.headers)) {
      socket.destroy();
      return;
    }
    const url = new URL(request.url ?? "/", "http://localhost");
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (url.pathname === "/sandbox/api/events") feed.accept(accepted, url.searchParams.get("user") ?? "");
      else gateway.accept(accepted, url.searchParams);
    });
  });
  await listen(server, port, host);
  return {
    address: `${host}:${portOf(server)}`,
    async stop() {
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === "object" && bound !== null ? bound.port : 0;
}
