import { createServer, type Server, type ServerResponse } from "node:http";
import type { Metrics, Readings } from "./metrics.ts";

/** What the program can say of itself once it has started. */
export interface Watched extends Readings {
  /** Why it cannot do its work now, in a few words; null when it can. */
  readonly unready: () => Promise<string | null>;
}

export interface OpsServer {
  readonly port: number;
  /** From now on it can be ready. */
  show(watched: Watched): void;
  stop(): Promise<void>;
}

/**
 * For the operator's own network: /healthz (the process answers), /readyz (it can serve people), /metrics (Prometheus).
 * Nothing it tells is secret, and it takes no input. @throws when the port is taken
 */
export async function startOpsServer(options: {
  readonly port: number;
  readonly metrics: Metrics;
}): Promise<OpsServer> {
  const { metrics } = options;
  let watched: Watched | null = null;
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? "/", "http://ops").pathname, response).catch(() =>
      tell(response, 500, "failed"),
    );
  });
  async function answer(path: string, response: ServerResponse): Promise<void> {
    switch (path) {
      case "/healthz":
        return tell(response, 200, "alive");
      case "/readyz": {
        const why = watched === null ? "starting" : await watched.unready();
        return tell(response, why === null ? 200 : 503, why ?? "ready");
      }
      case "/metrics":
        return tell(response, 200, await metrics.text(watched), metrics.contentType);
      default:
        return tell(response, 404, "there are /healthz, /readyz and /metrics");
    }
  }
  await listening(server, options.port);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    show(shown) {
      watched = shown;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function tell(response: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "content-type": type }).end(text.endsWith("\n") ? text : `${text}\n`);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve());
  });
}
