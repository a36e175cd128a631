import type { UploadedFile } from "../attachment-files.ts";
import { isJson, type Json } from "../json.ts";
import { PersonError } from "./person-error.ts";

export interface PersonUploads {
  body: Json;
  /** By the name under which the request refers to them. */
  files: Map<string, UploadedFile>;
}

/** JSON, or multipart with `payload_json` and one part for each file. */
export async function readPersonRequest(raw: Request): Promise<PersonUploads> {
  const files = new Map<string, UploadedFile>();
  let body: unknown;
  if ((raw.headers.get("content-type") ?? "").startsWith("multipart/form-data")) {
    const form = await raw.formData().catch(() => Promise.reject(new PersonError("The form cannot be read.")));
    for (const [field, value] of form.entries()) {
      if (typeof value === "string") body = field === "payload_json" ? parse(value) : body;
      else files.set(field, { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
    }
  } else body = parse(await raw.text());
  if (!isJson(body)) throw new PersonError("The request must be a JSON object.");
  return { body, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PersonError("The request is not valid JSON.");
  }
}
