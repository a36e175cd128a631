import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { addressOf, answerJson, readBody } from "./wire.ts";

/** fal's client gives a stream up after 15 s without an event, which pass in 1.5 s where its time goes 10 times as fast. */
const STATUS_MS = 500;

/** What the relay does with a request. */
export interface Order {
  /** Null: until it is let go. */
  readonly durationMs: number | null;
  readonly files: readonly Buffer[];
}

export interface RelayJob {
  readonly id: string;
  readonly prompt: string;
  readonly acceptedAt: number;
  readonly order: Order;
  finishedAt: number | null;
  /** Questions about its status. */
  asked: number;
  /** When an answer first said that it is done. */
  noticedAt: number | null;
}

/** As little of a relay as the program needs: it holds each request as long as it is told to and then has files for it. */
export class TinyRelay {
  readonly key = "bench-key";
  readonly url: string;
  readonly jobs = new Map<string, RelayJob>();
  readonly #server;
  readonly #orderFor: (prompt: string) => Order;
  readonly #streams = new Map<string, Set<ServerResponse>>();

  private constructor(server: ReturnType<typeof createServer>, orderFor: (prompt: string) => Order) {
    this.#server = server;
    this.#orderFor = orderFor;
    this.url = addressOf(server);
    server.on("request", (request, response) => void this.#answer(request, response));
  }

  static async open(orderFor: (prompt: string) => Order): Promise<TinyRelay> {
    const server = createServer({ keepAliveTimeout: 30_000 });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TinyRelay(server, orderFor);
  }

  /** Ends every request that is held. */
  letGo(): void {
    for (const job of this.jobs.values()) if (job.finishedAt === null && job.order.durationMs === null) this.#end(job);
  }

  forget(): void {
    this.jobs.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "", "http://relay").pathname;
    if (path.startsWith("/files/")) return this.#file(path, response);
    const [, id = "", call] = /\/requests\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    if (id === "") return this.#accept(path, await readBody(request), response);
    const job = this.jobs.get(id);
    if (job === undefined) return answerJson(response, 404, { detail: "Request not found" });
    if (call === "/status") return this.#status(job, response);
    if (call === "/status/stream") return this.#stream(job, response);
    if (call === "/cancel") return answerJson(response, 400, { status: "ALREADY_COMPLETED" });
    if (job.finishedAt === null) return answerJson(response, 400, { detail: "Request is still in progress" });
    const images = job.order.files.map((_, index) => ({
      ...{ url: `${this.url}/files/${id}/${index}.jpg`, width: 1_024, height: 1_024, content_type: "image/jpeg" },
    }));
    answerJson(response, 200, { images, seed: 1, prompt: job.prompt, has_nsfw_concepts: images.map(() => false) });
  }

  /** Takes a request, also one that nobody sent: as if a program had done so before. */
  take(prompt: string): RelayJob {
    const order = this.#orderFor(prompt);
    const fresh = { finishedAt: null, asked: 0, noticedAt: null };
    const job: RelayJob = { id: randomUUID(), prompt, acceptedAt: performance.now(), order, ...fresh };
    this.jobs.set(job.id, job);
    if (order.durationMs !== null) setTimeout(() => this.#end(job), order.durationMs);
    return job;
  }

  #accept(path: string, body: Buffer, response: ServerResponse) {
    const { prompt = "" } = JSON.parse(body.toString() || "{}") as { prompt?: string };
    const { id } = this.take(prompt);
    const app = path.split("/").slice(0, 3).join("/");
    const address = `${this.url}${app}/requests/${id}`;
    answerJson(response, 200, {
      ...{ status: "IN_QUEUE", request_id: id, response_url: address, status_url: `${address}/status` },
      ...{ cancel_url: `${address}/cancel`, queue_position: 0, logs: null, metrics: {} },
    });
  }

  #status(job: RelayJob, response: ServerResponse) {
    job.asked += 1;
    const done = job.finishedAt !== null;
    if (done) job.noticedAt ??= performance.now();
    answerJson(response, done ? 200 : 202, { status: done ? "COMPLETED" : "IN_PROGRESS", logs: null, metrics: {} });
  }

  #stream(job: RelayJob, response: ServerResponse) {
    job.asked += 1;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    const status = `data: ${JSON.stringify({ status: "IN_PROGRESS", request_id: job.id, logs: [] })}\n\n`;
    response.write(status);
    const readers = this.#streams.get(job.id) ?? new Set();
    this.#streams.set(job.id, readers.add(response));
    const alive = setInterval(() => response.write(status), STATUS_MS);
    response.once("close", () => clearInterval(alive));
    if (job.finishedAt !== null) this.#endStreams(job);
  }

  #endStreams(job: RelayJob): void {
    for (const reader of this.#streams.get(job.id) ?? []) {
      reader.end(`data: ${JSON.stringify({ status: "COMPLETED", request_id: job.id, logs: [], metrics: {} })}\n\n`);
      job.noticedAt ??= performance.now();
    }
    this.#streams.delete(job.id);
  }

  #end(job: RelayJob): void {
    job.finishedAt = performance.now();
    this.#endStreams(job);
  }

  #file(path: string, response: ServerResponse) {
    const [, , id = "", name = ""] = path.split("/");
    const bytes = this.jobs.get(id)?.order.files[Number.parseInt(name, 10)];
    if (bytes === undefined) return answerJson(response, 404, { detail: "gone" });
    response.writeHead(200, { "content-type": "image/jpeg", "content-length": String(bytes.length) });
    response.end(bytes);
  }
}
