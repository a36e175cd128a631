import { randomUUID } from "node:crypto";
import { lookup } from "node:dns/promises";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { extname, join, relative, resolve as resolvePath, sep } from "node:path";
import type { Clock } from "../clock.ts";
import type { Resolve } from "./address.ts";
import { bytesOfDataAddress } from "./data-address.ts";
import { DownloadFailure, readFault } from "./failure.ts";
import { Fetcher, shown } from "./fetch.ts";
import { inspect } from "./inspect.ts";
import { linkOrCopy, moveIntoPlace, writeAll } from "./safe-file.ts";
import type { MediaOutcome, StoredFile } from "./stored-file.ts";

export interface DownloadRequest {
  /** https at a public address of an allowed host, an allowed origin, or a `data:` address. */
  readonly url: string;
  readonly jobId: string;
  /** The file's name without its ending, which the bytes decide: "0", "input-0". */
  readonly name: string;
  readonly maxBytes: number;
  /** Milliseconds for all of it, redirects included. */
  readonly timeLimitMs: number;
  readonly accept: "image" | "any";
  /** Origins ("http://127.0.0.1:4000") that are fetched from as they are: no https, no public address asked. */
  readonly allowedOrigins: readonly string[];
  /** Names of hosts, each with everything below it; all public ones where absent. Redirects are held to them too. */
  readonly allowedHosts?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A file on its way to a job. */
export interface BorrowedFile {
  /** Where it will lie, relative to the archive. */
  readonly path: string;
  /** Gives it its name: the job is there now. */
  keep(): Promise<void>;
  /** There will be no such job. */
  drop(): Promise<void>;
}

/** Every file a job has, by year and month: pictures as they came, and the inputs they were made from. */
export interface Archive {
  /** Absolute. */
  readonly directory: string;
  /**
   * Fetches a file, looks at it, and only then gives it its name; one that is there already is not fetched again, as its
   * address may be gone by now. Never throws for what the network or the disk does.
   */
  download(request: DownloadRequest): Promise<MediaOutcome<{ file: StoredFile }>>;
  /**
   * A file of another job for one that is about to be: a second link to the bytes, which stay as long as either has them.
   * Null where it is gone. What is neither kept nor dropped, `sweepPartial` removes.
   */
  borrow(path: string, jobId: string, name: string): Promise<BorrowedFile | null>;
  /** The absolute path of a stored file. @throws RangeError when it would lie outside the archive */
  pathOf(relativePath: string): string;
  /** An absolute path for a file that is only needed for a while; `sweepPartial` removes what is left of those. */
  temporaryPath(extension: string): string;
  deleteJob(jobId: string): Promise<void>;
  /** Removes what a crash left half done, and says how many files that were. Only for when nothing is under way. */
  sweepPartial(): Promise<number>;
  /** Ends every download under way and waits for it. */
  close(): Promise<void>;
}

const LONGEST_MONTH_MS = 31 * 24 * 60 * 60_000;
const PARTIAL = ".partial";
const SAFE_NAME = /^[A-Za-z0-9_-]{1,80}$/;

/** Opens the archive, making its directory where it is missing. @throws when that cannot be done */
export async function openArchive(options: {
  readonly directory: string;
  readonly clock: Clock;
  readonly resolve?: Resolve;
}): Promise<Archive> {
  const directory = resolvePath(options.directory);
  await mkdir(join(directory, PARTIAL), { recursive: true });
  return new DiskArchive(directory, options.clock, options.resolve ?? resolveBySystem);
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

class DiskArchive implements Archive {
  readonly directory: string;
  readonly #clock: Clock;
  readonly #fetcher: Fetcher;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(directory: string, clock: Clock, resolve: Resolve) {
    this.directory = directory;
    this.#clock = clock;
    this.#fetcher = new Fetcher(resolve);
  }

  async download(request: DownloadRequest): Promise<MediaOutcome<{ file: StoredFile }>> {
    const work = this.#download(request);
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  async borrow(path: string, jobId: string, name: string): Promise<BorrowedFile | null> {
    const extension = extname(path);
    const target = join(this.#folderOf(safe(jobId), this.#clock.now()), `${safe(name)}${extension}`);
    const partial = this.temporaryPath(extension.slice(1));
    if (!(await linkOrCopy(this.pathOf(path), partial))) return null;
    return {
      path: this.#relative(target),
      keep: () => moveIntoPlace(partial, target),
      drop: () => rm(partial, { force: true }),
    };
  }

  pathOf(relativePath: string): string {
    const path = resolvePath(this.directory, relativePath);
    if (!path.startsWith(this.directory + sep)) throw new RangeError("a path outside the archive");
    return path;
  }

  temporaryPath(extension: string): string {
    return join(this.directory, PARTIAL, `${randomUUID()}.${extension}`);
  }

  async deleteJob(jobId: string): Promise<void> {
    const folder = safe(jobId);
    for (const year of await numberedFolders(this.directory)) {
      for (const month of await numberedFolders(year)) await rm(join(month, folder), { recursive: true, force: true });
    }
  }

  async sweepPartial(): Promise<number> {
    const left = await readdir(join(this.directory, PARTIAL));
    await Promise.all(left.map((name) => rm(join(this.directory, PARTIAL, name), { recursive: true, force: true })));
    return left.length;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#underWay);
    await this.#fetcher.close();
  }

  async #download(request: DownloadRequest): Promise<MediaOutcome<{ file: StoredFile }>> {
    const name = safe(request.name);
    const folder = this.#folderOf(safe(request.jobId), this.#clock.now());
    const partial = this.temporaryPath("part");
    const late = new AbortController();
    const stopClock = this.#clock.after(request.timeLimitMs, () => late.abort());
    const given = request.signal === undefined ? [] : [request.signal];
    const signal = AbortSignal.any([late.signal, this.#closing.signal, ...given]);
    try {
      const kept = await this.#find(request.jobId, name, request.accept);
      if (kept !== null) return { ok: true, file: kept };
      const { bytes, whole } = await this.#fetchInto(partial, request, signal);
      const facts = await inspect(partial, { accept: request.accept, whole });
      signal.throwIfAborted();
      const path = join(folder, `${name}.${facts.extension}`);
      await moveIntoPlace(partial, path);
      return { ok: true, file: { path: this.#relative(path), bytes, ...facts } };
    } catch (fault) {
      await rm(partial, { force: true }).catch(() => {});
      return { ok: false, error: describe(fault, request.url, { late: late.signal.aborted, stopped: signal.aborted }) };
    } finally {
      stopClock();
    }
  }

  async #fetchInto(partial: string, request: DownloadRequest, signal: AbortSignal) {
    signal.throwIfAborted();
    const { url, maxBytes } = request;
    if (/^data:/i.test(url))
      return { bytes: await writeAll(partial, [bytesOfDataAddress(url, maxBytes)], maxBytes), whole: true };
    const { headers = {}, allowedOrigins, allowedHosts = null } = request;
    const opened = this.#fetcher.open({ url, headers, allowedOrigins, allowedHosts, maxBytes, signal });
    const { chunks, length } = await Promise.race([opened, rejectedBy(signal)]);
    return { bytes: await writeAll(partial, chunks, maxBytes), whole: length !== null };
  }

  /** What an earlier try brought. A try may come in the month after the one before it. */
  async #find(jobId: string, name: string, accept: "image" | "any"): Promise<StoredFile | null> {
    const now = this.#clock.now();
    for (const folder of [this.#folderOf(jobId, now), this.#folderOf(jobId, now - LONGEST_MONTH_MS)]) {
      const entry = (await readdir(folder).catch(() => [])).find((each) => each.startsWith(`${name}.`));
      if (entry === undefined) continue;
      const path = join(folder, entry);
      const facts = await inspect(path, { accept, whole: true }).catch(() => null);
      if (facts !== null) return { path: this.#relative(path), bytes: (await stat(path)).size, ...facts };
    }
    return null;
  }

  #relative(path: string): string {
    return relative(this.directory, path).replaceAll(sep, "/");
  }

  #folderOf(jobId: string, time: number): string {
    const date = new Date(time);
    const month = String(date.getUTCMonth() + 1).padStart(2, "0");
    return join(this.directory, String(date.getUTCFullYear()), month, jobId);
  }
}

function describe(fault: unknown, url: string, ended: { late: boolean; stopped: boolean }) {
  if (ended.late) return new DownloadFailure("too_slow", { retry: true, detail: shown(url) }).error;
  if (ended.stopped) return new DownloadFailure("aborted", { retry: true, detail: shown(url) }).error;
  const { error } = readFault(fault);
  return fault instanceof DownloadFailure ? error : { ...error, detail: `${shown(url)}: ${error.detail}` };
}

/** undici looks at a signal only once it is connected, which may never be. */
function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
}

/** Names are made by us; one that could lead elsewhere is a fault of ours. */
function safe(name: string): string {
  if (!SAFE_NAME.test(name)) throw new RangeError(`not a name for the archive: ${JSON.stringify(name)}`);
  return name;
}

async function numberedFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name))
    .map((entry) => join(directory, entry.name));
}
