import { createServer, type Server, type ServerResponse } from "node:http";
import type { Watched } from "../../watching.ts";
import type { Metrics } from "./metrics.ts";

export interface OpsServer {
  readonly port: number;
  /** From now on it can be ready. */
  show(watched: Watched): void;
  stop(): Promise<void>;
}

export interface OpsPortTaken {
  readonly kind: "ops_port_taken";
  readonly port: number;
}

/**
 * For the operator's own network: /healthz (the process answers), /readyz (it can serve people), /metrics (Prometheus).
 * Nothing it tells is secret, and it takes no input. @throws OpsPortTaken
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
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? ({ kind: "ops_port_taken", port } satisfies OpsPortTaken) : error),
    );
    server.listen(port, () => resolve());
  });
}
