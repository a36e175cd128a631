import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import type { Upload } from "./upload.ts";

/** A form as `fetch` takes it, with the header that says where its parts end. */
export interface Multipart {
  readonly body: Uint8Array<ArrayBuffer> | Blob;
  readonly headers: { readonly "content-type": string };
}

const LINE = "\r\n";

/**
 * A message and its files as one form (RFC 7578). What is in memory is sent in one piece, which costs a third of
 * FormData's small ones; as soon as a file lies on the disk, all comes from there as it is sent.
 */
export async function multipart(message: object, files: readonly Upload[]): Promise<Multipart> {
  const boundary = `easel-${randomUUID()}`;
  const parts: (Uint8Array | Blob)[] = [];
  const part = (head: string, content: Uint8Array | Blob) => {
    parts.push(Buffer.from(`--${boundary}${LINE}Content-Disposition: form-data; ${head}${LINE}${LINE}`));
    parts.push(content, Buffer.from(LINE));
  };
  part(`name="payload_json"`, Buffer.from(JSON.stringify(message)));
  for (const [index, file] of files.entries()) {
    const content = "path" in file ? await openAsBlob(file.path) : file.bytes;
    const head = `name="files[${index}]"; filename="${escaped(file.name)}"${LINE}Content-Type: ${file.mime}`;
    part(head, content);
  }
  parts.push(Buffer.from(`--${boundary}--${LINE}`));
  return { body: joined(parts), headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}

function joined(parts: readonly (Uint8Array | Blob)[]): Uint8Array<ArrayBuffer> | Blob {
  const inMemory = parts.filter((part) => part instanceof Uint8Array);
  if (inMemory.length < parts.length) return new Blob(parts.map(forBlob));
  const body = new Uint8Array(inMemory.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of inMemory) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

/** Blobs are not made of memory that others may share. */
function forBlob(part: Uint8Array | Blob): Uint8Array<ArrayBuffer> | Blob {
  return part instanceof Uint8Array ? new Uint8Array(part) : part;
}

/** As browsers write names. */
function escaped(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
