import { createHmac } from "node:crypto";
import { createReadStream, rmSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { APIAttachment } from "discord-api-types/v10";
import sharp from "sharp";
import type { Clock } from "../clock.ts";
import { isJson } from "./json.ts";
import type { AttachmentRow } from "./rows.ts";
import type { Snowflakes } from "./snowflakes.ts";
import type { State } from "./state.ts";

/** Stands before a path in stored messages; the address is signed anew whenever a message is read. */
const UNSIGNED = "sandbox-cdn:";
const ADDRESS_LIFE_SECONDS = 24 * 60 * 60;

export interface UploadedFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** The bytes of attachments and their addresses, which expire like Discord's: `ex`, `is` and a signature `hm`. */
export class AttachmentFiles {
  readonly #directory: string;
  readonly #state: State;
  readonly #ids: Snowflakes;
  readonly #clock: Clock;
  readonly #secret: string;
  #origin = "";

  constructor(deps: { directory: string; state: State; ids: Snowflakes; clock: Clock; secret: string }) {
    this.#directory = deps.directory;
    this.#state = deps.state;
    this.#ids = deps.ids;
    this.#clock = deps.clock;
    this.#secret = deps.secret;
  }

  /** The port is known only once the server listens. */
  serveFrom(origin: string): void {
    this.#origin = origin;
  }

  /** Writes the bytes before anyone hears of them. `folder` is `attachments/<channel>` or `ephemeral-attachments/<application>`. */
  async save(folder: string, file: UploadedFile, description?: string): Promise<APIAttachment> {
    const id = this.#ids.next();
    const name = cleanName(file.name);
    const path = `/${folder}/${id}/${name}`;
    await mkdir(this.#directory, { recursive: true });
    const target = this.#fileOf(id);
    await writeFile(`${target}.part`, file.bytes);
    await rename(`${target}.part`, target);
    const contentType = file.type === "" || file.type === "application/octet-stream" ? typeOf(name) : file.type;
    this.#state.attachments.set(id, { id, path, name, contentType, size: file.bytes.length });
    const measured = await measure(file.bytes);
    return {
      id,
      filename: name,
      size: file.bytes.length,
      url: UNSIGNED + path,
      proxy_url: UNSIGNED + path,
      content_type: contentType,
      ...(measured === undefined ? {} : { ...measured, placeholder: "", placeholder_version: 1 }),
      ...(description === undefined ? {} : { description }),
      ...(name === file.name ? {} : { title: file.name.replace(/\.[^.]*$/, "") }),
    };
  }

  /** Its address leads nowhere from now on. */
  remove(id: string): void {
    this.#state.attachments.delete(id);
    rmSync(this.#fileOf(id), { force: true });
  }

  /** Gives every stored address in a message the signature of this moment. */
  sign<T>(value: T): T {
    return this.#walk(value) as T;
  }

  /** A new signature for one of our addresses, expired or not; undefined for a foreign one. */
  refresh(address: string): string | undefined {
    if (!URL.canParse(address)) return undefined;
    const url = new URL(address);
    const known = this.#state.attachments.values().some((row) => row.path === decodeURI(url.pathname));
    return url.origin === this.#origin && known ? this.#signed(decodeURI(url.pathname)) : undefined;
  }

  /** The stored path behind one of our own signed addresses. */
  unsign(address: string): string | undefined {
    if (!address.startsWith(`${this.#origin}/`) || !URL.canParse(address)) return undefined;
    return UNSIGNED + decodeURI(new URL(address).pathname);
  }

  open(path: string, query: URLSearchParams): { row: AttachmentRow; bytes: Readable } | undefined {
    const row = this.#state.attachments.values().find((each) => each.path === path);
    const expires = Number.parseInt(query.get("ex") ?? "", 16);
    const genuine = this.#signature(path, query.get("ex") ?? "", query.get("is") ?? "") === query.get("hm");
    if (row === undefined || !genuine || !(expires > this.#clock.now() / 1000)) return undefined;
    return { row, bytes: createReadStream(this.#fileOf(row.id)) };
  }

  #walk(value: unknown): unknown {
    if (typeof value === "string")
      return value.startsWith(UNSIGNED) ? this.#signed(value.slice(UNSIGNED.length)) : value;
    if (Array.isArray(value)) return value.map((each) => this.#walk(each));
    if (!isJson(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.#walk(each)]));
  }

  #signed(path: string): string {
    const issued = Math.floor(this.#clock.now() / 1000);
    const is = issued.toString(16);
    const ex = (issued + ADDRESS_LIFE_SECONDS).toString(16);
    return `${this.#origin}${encodeURI(path)}?ex=${ex}&is=${is}&hm=${this.#signature(path, ex, is)}`;
  }

  #signature(path: string, ex: string, is: string): string {
    return createHmac("sha256", this.#secret).update(`${path}?${ex}&${is}`).digest("hex");
  }

  #fileOf(id: string): string {
    return join(this.#directory, id);
  }
}

/** Discord keeps letters, digits, dot, dash and underscore of a name. */
export function cleanName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "");
  return clean === "" || clean === "_" ? "unknown" : clean;
}

async function measure(bytes: Buffer): Promise<{ width: number; height: number } | undefined> {
  const metadata = await sharp(bytes)
    .metadata()
    .catch(() => undefined);
  if (metadata === undefined) return undefined;
  return { width: metadata.autoOrient.width, height: metadata.autoOrient.height };
}

const TYPES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
  mp4: "video/mp4",
  webm: "video/webm",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
};

function typeOf(name: string): string {
  return TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
