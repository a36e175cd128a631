import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Clock } from "../../clock.ts";
import { learn, type TraitsMemory } from "../traits.ts";
import type { CallAddresses } from "./call-address.ts";
import { isFresh, isSignedBy, readSigned } from "./signature.ts";
import type { SigningKeys } from "./signing-keys.ts";

export interface CallReceiverOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly addresses: CallAddresses;
  readonly keys: SigningKeys;
  readonly traits: TraitsMemory;
  readonly clock: Clock;
  /** The relay is done with this job's request; its id where the call was signed. */
  readonly called: (jobId: string, requestId: string | null) => Promise<unknown>;
  /** Somebody knew a job's address, but the call does not hold. */
  readonly refused: (why: Refusal) => void;
}

export type Refusal = "too large" | "signature not whole" | "too old" | "not signed" | "signed by another" | "no keys";

export interface CallReceiver {
  readonly port: number;
  stop(): Promise<void>;
}

export interface WebhookPortTaken {
  readonly kind: "webhook_port_taken";
  readonly port: number;
}

/** A call brings the whole result, with pictures inside where they were asked for; it is only hashed, never kept. */
const MAX_BYTES = 32 * 1024 * 1024;
const STATUS: Readonly<Record<Refusal, number>> = {
  "too large": 413,
  "signature not whole": 401,
  "too old": 401,
  "not signed": 401,
  "signed by another": 401,
  "no keys": 503,
};
const SOCKET_LIMITS = { requestTimeout: 15_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 };
const MOST_CONNECTIONS = 256;

/**
 * Where the relay calls when a request is done. The only thing of ours that the internet reaches: it reads no body,
 * tells nothing, and a call only makes us ask the relay earlier than we would have. @throws WebhookPortTaken
 */
export async function startCallReceiver(options: CallReceiverOptions): Promise<CallReceiver> {
  const server = createServer(SOCKET_LIMITS, (request, response) => {
    answer(request, response, options).catch(() => response.writableEnded || end(response, 503));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, options.port);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: CallReceiverOptions): Promise<void> {
  const called = options.addresses.read(request.url?.split("?")[0] ?? "");
  if (called !== null && "reach" in called && request.method === "GET") return end(response, 200, called.reach);
  if (called === null || !("job" in called) || request.method !== "POST") return end(response, 404);
  const proof = await prove(request, options);
  if ("refused" in proof) {
    options.refused(proof.refused);
    return end(response, STATUS[proof.refused]);
  }
  // A call for a job that needs none any more is taken, too: the relay shall not go on calling.
  await options.called(called.job, proof.requestId);
  end(response, 200);
}

type Proof = { readonly requestId: string | null } | { readonly refused: Refusal };

/** What is signed must be signed well; without a signature the address alone is the proof, unless this relay signs. */
async function prove(request: IncomingMessage, { keys, traits, clock }: CallReceiverOptions): Promise<Proof> {
  const digest = await digestOf(request);
  if (digest === null) return { refused: "too large" };
  const signed = readSigned(request.headers);
  if (signed === null) return { refused: "signature not whole" };
  const known = traits.read();
  if (signed === "unsigned") {
    // Where its calls were given up for lost it may have stopped signing, too.
    const mustSign = known.signsCalls === true && known.callsBack !== false;
    return mustSign ? { refused: "not signed" } : { requestId: null };
  }
  if (!isFresh(signed, clock.now())) return { refused: "too old" };
  const fits = await keys.fits((each) => isSignedBy(each, signed, digest));
  if (fits === null) return { refused: "no keys" };
  if (!fits) return { refused: "signed by another" };
  learn(traits, { signsCalls: true });
  return { requestId: signed.requestId };
}

/** SHA-256 of the body in hex; null where it is too large. */
async function digestOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BYTES) return null;
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const part of request) {
    const chunk = Buffer.from(part);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return null;
    hash.update(chunk);
  }
  return hash.digest("hex");
}

function end(response: ServerResponse, status: number, text = ""): void {
  // What was not read of a refused body ends with its connection.
  const headers = { "content-type": "text/plain; charset=utf-8", ...(status === 200 ? {} : { connection: "close" }) };
  response.writeHead(status, headers).end(text);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? ({ kind: "webhook_port_taken", port } satisfies WebhookPortTaken) : error),
    );
    server.listen(port, () => resolve());
  });
}
