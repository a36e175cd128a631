import { rm, stat } from "node:fs/promises";
import { extname } from "node:path";
import type { Clock } from "../../clock.ts";
import type { Resolve } from "../address.ts";
import type { Archive, BorrowedFile, DownloadRequest, LocalFile } from "../archive.ts";
import { bytesOfDataAddress } from "../data-address.ts";
import { DownloadFailure, ifDown, isDown, readFault } from "../failure.ts";
import { Fetcher, shown } from "../fetch.ts";
import { inspect } from "../inspect.ts";
import { outlineOf } from "../outline.ts";
import { writeAll } from "../safe-file.ts";
import type { MediaOutcome, StoredFile } from "../stored-file.ts";
import type { FileStore, NearStore } from "./file-store.ts";
import { FreshFiles } from "./fresh-files.ts";
import type { Scratch } from "./scratch.ts";

const LONGEST_MONTH_MS = 31 * 24 * 60 * 60_000;
const SAFE_NAME = /^[A-Za-z0-9_-]{1,80}$/;

/** A file on this machine that nobody has looked at, or one that is kept already. */
type Brought =
  | { readonly from: string; readonly bytes: number; readonly whole: boolean }
  | { readonly file: StoredFile };

/** Brings files to this machine, looks at them, and gives those that are good to a store. */
export class KeepingArchive implements Archive {
  readonly #store: FileStore;
  readonly #scratch: Scratch;
  readonly #clock: Clock;
  readonly #fetcher: Fetcher;
  readonly #fresh = new FreshFiles();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(rooms: { store: FileStore; scratch: Scratch; clock: Clock; resolve: Resolve }) {
    this.#store = rooms.store;
    this.#scratch = rooms.scratch;
    this.#clock = rooms.clock;
    this.#fetcher = new Fetcher(rooms.resolve);
  }

  async download(request: DownloadRequest): Promise<MediaOutcome<{ file: StoredFile }>> {
    return this.#untilClosed(this.#download(request));
  }

  async borrow(path: string, jobId: string, name: string): Promise<BorrowedFile | null> {
    const extension = extname(path);
    const target = `${folderOf(safe(jobId), this.#clock.now())}/${safe(name)}${extension}`;
    const partial = this.temporaryPath(extension.slice(1));
    if (!(await this.#store.copy(path, partial))) return null;
    await this.#scratch.touch(partial);
    return {
      path: target,
      keep: () => this.#store.put(partial, target),
      drop: () => rm(partial, { force: true }),
    };
  }

  async local(path: string): Promise<LocalFile | null> {
    return this.#store.local(path, this.temporaryPath(extname(path).slice(1)));
  }

  inMemory(path: string): Buffer | null {
    return this.#fresh.bytesOf(path);
  }

  async settle(jobId: string): Promise<void> {
    await this.#fresh.settle(jobId).catch((fault) => {
      throw readFault(fault);
    });
  }

  async sizeOf(path: string): Promise<number | null> {
    return this.#store.sizeOf(path);
  }

  temporaryPath(extension: string): string {
    return this.#scratch.path(extension);
  }

  async deleteJob(jobId: string): Promise<void> {
    await this.#fresh.overFor(jobId);
    await this.#store.deleteJob(safe(jobId));
    await this.#scratch.forget(jobId);
  }

  sweepPartial(untouchedForMs = 0): Promise<number> {
    return this.#scratch.sweep(untouchedForMs);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#underWay);
    await this.#fetcher.close();
    this.#store.close();
  }

  async #download(request: DownloadRequest): Promise<MediaOutcome<{ file: StoredFile }>> {
    const { jobId, accept, url } = request;
    const name = safe(request.name);
    const folder = folderOf(safe(jobId), this.#clock.now());
    const partial = this.temporaryPath("part");
    const late = new AbortController();
    const stopClock = this.#clock.after(request.timeLimitMs, () => late.abort());
    const given = request.signal === undefined ? [] : [request.signal];
    const signal = AbortSignal.any([late.signal, this.#closing.signal, ...given]);
    try {
      await this.#fresh.overFor(jobId, name);
      const kept = await this.#find(jobId, name, accept).catch(ifDown);
      if (kept !== null && !(kept instanceof DownloadFailure)) return { ok: true, file: kept };
      const brought = await this.#bring(partial, request, signal).catch((fault) => {
        // It may be there already, and its address gone since.
        throw kept ?? fault;
      });
      if ("file" in brought) return { ok: true, file: brought.file };
      const { from, bytes, whole } = brought;
      const facts = await inspect(from, { accept, whole });
      const path = `${folder}/${name}.${facts.extension}`;
      await this.#put(from, path, { request, down: kept, signal });
      return { ok: true, file: { path, bytes, ...facts } };
    } catch (fault) {
      await rm(partial, { force: true }).catch(() => {});
      return { ok: false, error: describe(fault, url, { late: late.signal.aborted, stopped: signal.aborted }) };
    } finally {
      stopClock();
      // Else Node keeps the joined signal, and all that listens to it, for as long as the archive is open.
      late.abort();
    }
  }

  /** What a bucket does not take now is held on this machine: nobody knows how long its address lives. */
  async #put(
    from: string,
    path: string,
    { request, down, signal }: { request: DownloadRequest; down: DownloadFailure | null; signal: AbortSignal },
  ): Promise<void> {
    try {
      if (down !== null) throw down;
      signal.throwIfAborted();
      await this.#store.put(from, path, signal);
    } catch (fault) {
      if (isDown(fault)) await this.#scratch.hold(from, request.jobId, request.name);
      throw fault;
    }
  }

  /** The file on this machine: held since an earlier try, or fetched. */
  async #bring(partial: string, request: DownloadRequest, signal: AbortSignal): Promise<Brought> {
    signal.throwIfAborted();
    const held = this.#scratch.heldPath(request.jobId, request.name);
    const facts = await stat(held).catch(() => null);
    if (facts !== null) return { from: held, bytes: facts.size, whole: true };
    return this.#fetchInto(partial, request, signal);
  }

  async #fetchInto(partial: string, request: DownloadRequest, signal: AbortSignal): Promise<Brought> {
    const { url, maxBytes } = request;
    if (/^data:/i.test(url)) {
      const bytes = await writeAll(partial, [bytesOfDataAddress(url, maxBytes)], maxBytes);
      return { from: partial, bytes, whole: true };
    }
    const { headers = {}, allowedOrigins, allowedHosts = null } = request;
    const opened = this.#fetcher.open({ url, headers, allowedOrigins, allowedHosts, maxBytes, signal });
    const { chunks, length } = await Promise.race([opened, rejectedBy(signal)]);
    const { near } = this.#store;
    if (request.early === true && near !== null && length !== null && this.#fresh.reserve(length))
      return this.#takeEarly(partial, request, { chunks, length, near });
    return { from: partial, bytes: await writeAll(partial, chunks, maxBytes), whole: length !== null };
  }

  /** Looks at a file in memory; where that is enough, the disk's confirmation need not be waited for. */
  async #takeEarly(
    partial: string,
    { jobId, name, maxBytes }: DownloadRequest,
    { chunks, length, near }: { chunks: AsyncIterable<Uint8Array>; length: number; near: NearStore },
  ): Promise<Brought> {
    let kept = false;
    try {
      const bytes = await collect(chunks, length);
      const outline = outlineOf(bytes);
      if (outline === null) return { from: partial, bytes: await writeAll(partial, [bytes], maxBytes), whole: true };
      const path = `${folderOf(jobId, this.#clock.now())}/${name}.${outline.extension}`;
      await writeAll(partial, [bytes], bytes.length, { confirmed: false });
      await near.place(partial, path);
      const stored = this.#untilClosed(near.confirm(path));
      this.#fresh.add(path, { jobId, name, bytes, stored });
      kept = true;
      return { file: { path, bytes: length, ...outline } };
    } finally {
      if (!kept) this.#fresh.giveBack(length);
    }
  }

  async #untilClosed<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** What an earlier try brought. A try may come in the month after the one before it. */
  async #find(jobId: string, name: string, accept: "image" | "any"): Promise<StoredFile | null> {
    const now = this.#clock.now();
    const folders = [folderOf(jobId, now), folderOf(jobId, now - LONGEST_MONTH_MS)];
    const path = await this.#store.find(jobId, folders, name);
    const file = path === null ? null : await this.local(path);
    if (path === null || file === null) return null;
    try {
      const facts = await inspect(file.path, { accept, whole: true }).catch(() => null);
      return facts && { path, bytes: (await stat(file.path)).size, ...facts };
    } finally {
      await file.release();
    }
  }
}

function describe(fault: unknown, url: string, ended: { late: boolean; stopped: boolean }) {
  if (ended.late) return new DownloadFailure("too_slow", { retry: true, detail: shown(url) }).error;
  if (ended.stopped) return new DownloadFailure("aborted", { retry: true, detail: shown(url) }).error;
  const { error } = readFault(fault);
  return fault instanceof DownloadFailure ? error : { ...error, detail: `${shown(url)}: ${error.detail}` };
}

async function collect(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > length)
      throw new DownloadFailure("truncated", { retry: true, detail: "more bytes than announced" });
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at < length) throw new DownloadFailure("truncated", { retry: true, detail: "fewer bytes than announced" });
  return bytes;
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

function folderOf(jobId: string, time: number): string {
  const date = new Date(time);
  const month = String(date.getUTCMonth() + 1).padStart(2, "0");
  return `${date.getUTCFullYear()}/${month}/${jobId}`;
}
