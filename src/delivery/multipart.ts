import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Upload } from "./upload.ts";

/** A form to send, as often as that takes, with the headers that say where its parts end and how long it is. */
export interface Multipart {
  readonly body: AsyncIterable<Uint8Array>;
  readonly headers: { readonly "content-type": string; readonly "content-length": string };
}

type Part = Uint8Array | { readonly path: string; readonly bytes: number };

const LINE = "\r\n";

/** A message and its files as one form (RFC 7578): files are sent from where they lie, in memory or on the disk. */
export async function multipart(message: object, files: readonly Upload[]): Promise<Multipart> {
  const boundary = `easel-${randomUUID()}`;
  const parts: Part[] = [];
  const part = (head: string, ...content: readonly Part[]) => {
    parts.push(Buffer.from(`--${boundary}${LINE}Content-Disposition: form-data; ${head}${LINE}${LINE}`));
    parts.push(...content, Buffer.from(LINE));
  };
  part(`name="payload_json"`, Buffer.from(JSON.stringify(message)));
  for (const [index, file] of files.entries()) {
    const content = "path" in file ? [{ path: file.path, bytes: (await stat(file.path)).size }] : piecesOf(file.bytes);
    const head = `name="files[${index}]"; filename="${escaped(file.name)}"${LINE}Content-Type: ${file.mime}`;
    part(head, ...content);
  }
  parts.push(Buffer.from(`--${boundary}--${LINE}`));
  const length = parts.reduce((sum, each) => sum + ("path" in each ? each.bytes : each.length), 0);
  return {
    body: { [Symbol.asyncIterator]: () => bytesOf(parts) },
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "content-length": String(length) },
  };
}

function piecesOf(bytes: Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] {
  return bytes instanceof Uint8Array ? [bytes] : bytes;
}

async function* bytesOf(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const part of parts)
    if ("path" in part) yield* createReadStream(part.path);
    else yield part;
}

/** As browsers write names. */
function escaped(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
