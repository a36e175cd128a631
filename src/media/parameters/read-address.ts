import { lookup } from "node:dns/promises";
import type { Clock } from "../../clock.ts";
import { DownloadFailure } from "../failure.ts";
import { Fetcher } from "../fetch.ts";
import type { FoundParameters } from "./found.ts";
import { readParameters } from "./read.ts";

/** Larger pictures than any model makes. */
const MOST_BYTES = 50 * 1024 * 1024;
/** Where Discord keeps attachments: https://discord.com/developers/docs/reference#signed-attachment-cdn-urls. */
const DISCORD_HOSTS = ["cdn.discordapp.com", "media.discordapp.net"];

export type ReadAtAddress =
  | { readonly ok: true; readonly found: FoundParameters | null }
  /** It could not be fetched; nobody knows what it tells. */
  | { readonly ok: false };

export interface ReadTerms {
  /** Origins that are fetched from besides Discord's own. */
  readonly origins: readonly string[];
  readonly clock: Clock;
  readonly timeLimitMs: number;
}

/** Fetches an attachment of Discord's and reads what it tells of how it was made. Never throws for what the network does. */
export async function readParametersAt(url: string, terms: ReadTerms): Promise<ReadAtAddress> {
  const bytes = await fetchAttachment(url, terms);
  return bytes === null ? { ok: false } : { ok: true, found: await readParameters(bytes) };
}

/** An attachment of Discord's; null where it cannot be fetched. */
export async function fetchAttachment(url: string, { origins, clock, timeLimitMs }: ReadTerms): Promise<Buffer | null> {
  const late = new AbortController();
  const stopClock = clock.after(timeLimitMs, () => late.abort());
  const fetcher = new Fetcher(async (host) => (await lookup(host, { all: true })).map(({ address }) => address));
  const { signal } = late;
  try {
    const terms = {
      url,
      headers: {},
      allowedOrigins: origins,
      allowedHosts: DISCORD_HOSTS,
      maxBytes: MOST_BYTES,
      signal,
    };
    const { chunks } = await fetcher.open(terms);
    const kept: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new DownloadFailure("too_large", { retry: false, detail: "an attachment" });
      kept.push(chunk);
    }
    return Buffer.concat(kept);
  } catch {
    return null;
  } finally {
    stopClock();
    await fetcher.close();
  }
}
