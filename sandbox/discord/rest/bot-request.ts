import type { HttpBindings } from "@hono/node-server";
import type { UploadedFile } from "../attachment-files.ts";
import { refusal } from "../errors.ts";
import type { Json } from "../json.ts";
import { objectOf } from "../json.ts";
import { MAX_REQUEST_BYTES } from "../wire.ts";

/** A file of a multipart request; `field` is "files[0]" and so on. */
export interface UploadedPart extends UploadedFile {
  field: string;
}

/** A request of the bot, read but not yet judged. */
export interface BotRequest {
  method: string;
  /** As in Discord's documentation, without /api/v10, ids in place. */
  route: string;
  query: URLSearchParams;
  body: unknown;
  files: UploadedPart[];
}

export interface BotEnv {
  Variables: { request: BotRequest };
  Bindings: HttpBindings;
}

export const jsonBody = (request: BotRequest): Json => objectOf(request.body);

/** Reads the body: JSON, or multipart with `payload_json` and files. Throws Discord's refusals 40005 and 50109. */
export async function readBotRequest(raw: Request, method: string, route: string): Promise<BotRequest> {
  const bytes = await readBytes(raw);
  const type = raw.headers.get("content-type") ?? "";
  const line = { method, route, query: new URL(raw.url).searchParams };
  if (bytes.length === 0) return { ...line, body: undefined, files: [] };
  if (type.startsWith("multipart/form-data")) return { ...line, ...(await readMultipart(bytes, type)) };
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return { ...line, body: Object.fromEntries(new URLSearchParams(bytes.toString("utf8"))), files: [] };
  }
  return { ...line, body: parseJson(bytes.toString("utf8")), files: [] };
}

/** What is too much is still read to its end, so that the client hears the answer instead of a broken pipe. */
async function readBytes(raw: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of raw.body ?? []) {
    size += chunk.length;
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (size > MAX_REQUEST_BYTES) throw refusal.tooLarge();
  return Buffer.concat(chunks);
}

async function readMultipart(bytes: Buffer, type: string): Promise<{ body: unknown; files: UploadedPart[] }> {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
    .formData()
    .catch(() => Promise.reject(refusal.invalidJson()));
  const files: UploadedPart[] = [];
  let body: unknown;
  for (const [field, value] of form.entries()) {
    if (typeof value !== "string") {
      files.push({ field, name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
    } else if (field === "payload_json") body = parseJson(value);
    else body = { ...objectOf(body), [field]: value };
  }
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal.invalidJson();
  }
}
