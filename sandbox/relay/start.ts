import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import { Faults } from "./faults.ts";
import { type Ledger, makeLedger } from "./ledger.ts";
import { ModelWork } from "./model-work.ts";
import { Models } from "./models.ts";
import { RelayQueue } from "./queue.ts";
import { type RecordedRequest, RequestRecord } from "./recorded-request.ts";
import type { QueueRequest } from "./request.ts";
import { resultNow } from "./request-calls.ts";
import { answerHttp } from "./router.ts";
import { LiveSettings, type RelaySettings } from "./settings.ts";
import { Signing } from "./webhooks/signing.ts";
import { type MadeCall, type PendingCall, Webhooks } from "./webhooks/webhooks.ts";

export interface RelayOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  readonly clock: Clock;
  /** Keeps the queue over restarts; closed by whoever opened it. */
  readonly store: Store;
  /** Where results lie until they expire; made when it is missing. */
  readonly filesDirectory: string;
  /** Where further models' OpenAPI documents are put, as NAME.openapi.json; it need not be there yet. */
  readonly modelsDirectory?: string;
  readonly settings?: Partial<RelaySettings>;
  readonly key?: string;
}

export interface SandboxRelay {
  /** Without a slash at its end. */
  readonly url: string;
  /** The key that is let in. */
  readonly key: string;
  readonly settings: LiveSettings;
  readonly faults: Faults;
  ledger(): Ledger;
  /** Every queue request it ever took, former processes' included, oldest first. */
  taken(): QueueRequest[];
  /** Every HTTP request received, oldest first, without those of the admin surface. */
  requests(): RecordedRequest[];
  /** Every call to an address that a submit named, oldest first. */
  calls(): MadeCall[];
  /** Closes every connection and waits until nothing is written any more; what ran goes on after the next start. */
  stop(): Promise<void>;
}

const DEFAULT_KEY = "sandbox-relay-key";

/** Starts the relay and takes up what its store holds. Rejects with the error of `listen` when the port is taken. */
export async function startRelay(options: RelayOptions): Promise<SandboxRelay> {
  const { port, host = "127.0.0.1", clock, store, filesDirectory, key = DEFAULT_KEY } = options;
  await mkdir(filesDirectory, { recursive: true });
  const settings = new LiveSettings(options.settings);
  const faults = new Faults();
  const record = new RequestRecord();
  const models = new Models(store.collection<unknown>("relay-models"), options.modelsDirectory);
  const work = new ModelWork(settings, filesDirectory, models);
  const requestsKept = store.collection<QueueRequest>("relay-queue");
  const queue = new RelayQueue(requestsKept, settings, clock, work, (request) => webhooks.finished(request));
  const server = createServer();
  await listen(server, port, host);
  const url = addressOf(server);
  const ledger = () => makeLedger(queue.all(), models);
  const requests = () => record.list();
  const ownUrl = () => url;
  const signing = new Signing(store.collection("relay-signing"));
  const place = {
    key,
    settings,
    faults,
    record,
    models,
    queue,
    clock,
    filesDirectory,
    ownUrl,
    ledger,
    requests,
    signing,
  };
  const webhooks = new Webhooks({
    pending: store.collection<PendingCall>("relay-webhooks"),
    settings,
    clock,
    signing,
    result: (requestId) => resultNow(requestId, place),
  });
  server.on("request", (incoming, response) => void answerHttp(incoming, response, place));
  webhooks.start();
  queue.start();
  const stop = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await Promise.all([closed, queue.stop(), webhooks.stop()]);
  };
  const calls = () => webhooks.made();
  return { url, key, settings, faults, ledger, taken: () => queue.all(), requests, calls, stop };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The relay listens on no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
