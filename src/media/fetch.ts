import type { LookupFunction } from "node:net";
import { isIPv6 } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { checkWritten, type Resolve } from "./address.ts";
import { DownloadFailure, readFault } from "./failure.ts";
import { isPublicAddress } from "./public-address.ts";

export interface FetchTerms {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowedOrigins: readonly string[];
  readonly allowedHosts: readonly string[] | null;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface Fetched {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes as announced; null where the answer does not say, so that its end cannot be told from a lost connection. */
  readonly length: number | null;
}

const MAX_REDIRECTS = 3;
const CONNECT_MS = 10_000;

/** Fetches files: from allowed origins as they are, from allowed hosts only by https and at public addresses. */
export class Fetcher {
  readonly #trusted = new Agent({ allowH2: false, connect: { timeout: CONNECT_MS } });
  readonly #public: Agent;

  constructor(resolve: Resolve) {
    // The check stands where the connection is made: a name may resolve differently a moment after it was looked at.
    this.#public = new Agent({ allowH2: false, connect: { timeout: CONNECT_MS, lookup: publicLookup(resolve) } });
  }

  /** @throws DownloadFailure, or whatever undici throws */
  async open(terms: FetchTerms): Promise<Fetched> {
    let url = terms.url;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await this.#ask(url, terms);
      const location = answer.statusCode >= 300 && answer.statusCode < 400 ? answer.headers.location : undefined;
      if (typeof location !== "string") return accept(answer, url, terms.maxBytes);
      discard(answer);
      if (!URL.canParse(location, url))
        throw new DownloadFailure("unreachable", { retry: false, detail: `${shown(url)} redirects nowhere` });
      url = new URL(location, url).href;
    }
    throw new DownloadFailure("unreachable", { retry: false, detail: `${shown(terms.url)} redirects too often` });
  }

  async close(): Promise<void> {
    await Promise.all([this.#trusted.destroy(), this.#public.destroy()]);
  }

  async #ask(url: string, terms: FetchTerms): Promise<Dispatcher.ResponseData> {
    const trusted = URL.canParse(url) && terms.allowedOrigins.includes(new URL(url).origin);
    const problem = trusted ? null : (checkWritten(url) ?? checkHost(url, terms.allowedHosts));
    if (problem !== null) {
      const host = URL.canParse(url) ? new URL(url).host : "";
      throw new DownloadFailure("forbidden_host", { retry: false, host, detail: `${shown(url)}: ${problem}` });
    }
    const sameOrigin = new URL(url).origin === new URL(terms.url).origin;
    return request(url, {
      dispatcher: trusted ? this.#trusted : this.#public,
      headers: { accept: "*/*", ...(sameOrigin ? terms.headers : {}) },
      signal: terms.signal,
    });
  }
}

/** Each host stands for itself and everything below it. */
function checkHost(url: string, allowed: readonly string[] | null): "not_allowed" | null {
  const host = new URL(url).hostname.replace(/\.+$/, "");
  const fits = allowed === null || allowed.some((each) => host === each || host.endsWith(`.${each}`));
  return fits ? null : "not_allowed";
}

function accept(answer: Dispatcher.ResponseData, url: string, maxBytes: number): Fetched {
  const status = answer.statusCode;
  const length = lengthOf(answer);
  const facts = { status, detail: `${shown(url)}: status ${status}` };
  const failure =
    status === 401 || status === 403 || status === 404 || status === 410
      ? new DownloadFailure("expired", { ...facts, retry: false })
      : status !== 200
        ? new DownloadFailure("unreachable", { ...facts, retry: status === 408 || status === 429 || status >= 500 })
        : length !== null && length > maxBytes
          ? new DownloadFailure("too_large", {
              ...facts,
              retry: false,
              detail: `${shown(url)}: ${length} bytes announced`,
            })
          : null;
  if (failure === null) return { chunks: chunksOf(answer, url), length };
  discard(answer);
  throw failure;
}

/** The body's bytes; its early end is a truncated file. */
async function* chunksOf(answer: Dispatcher.ResponseData, url: string): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.body;
  } catch (fault) {
    const { detail } = readFault(fault).error;
    throw new DownloadFailure("truncated", {
      retry: true,
      status: answer.statusCode,
      detail: `${shown(url)}: ${detail}`,
    });
  }
}

function lengthOf(answer: Dispatcher.ResponseData): number | null {
  const header = answer.headers["content-length"];
  return typeof header === "string" && /^\d+$/.test(header) ? Number(header) : null;
}

/** Ends an answer nobody reads, its connection with it. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on("error", () => {}).destroy();
}

/** An address for the log: without its query, which may be a signature. */
export function shown(url: string): string {
  if (url.startsWith("data:")) return "data address";
  if (!URL.canParse(url)) return "unreadable address";
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function publicLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined)
          return done(Object.assign(new Error(`no address for ${host}`), { code: "ENOTFOUND" }), "");
        if (!addresses.every(isPublicAddress)) {
          return done(
            new DownloadFailure("forbidden_host", {
              retry: false,
              host,
              detail: `${host} leads into a private network`,
            }),
            "",
          );
        }
        const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
        return options.all ? done(null, found) : done(null, first, isIPv6(first) ? 6 : 4);
      },
      (fault: Error) => done(fault, ""),
    );
  };
}
