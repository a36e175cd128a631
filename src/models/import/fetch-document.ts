/** What the catalogue answered, or why there is nothing to read. */
export type FetchedJson =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly kind: "status"; readonly status: number }
  | { readonly ok: false; readonly kind: "unreachable"; readonly detail: string }
  | { readonly ok: false; readonly kind: "too_large" | "not_json" };

const TIME_LIMIT_MS = 30_000;
/** A catalogue of thousands of models has some hundred megabytes; past that something is wrong. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Fetches a document, or a catalogue of them. Never throws for what the network does. */
export async function fetchDocument(address: string, maxBytes = MAX_BYTES): Promise<FetchedJson> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (!answer.ok) return { ok: false, kind: "status", status: answer.status };
    const text = await readText(answer, maxBytes);
    return text === null ? { ok: false, kind: "too_large" } : parseDocument(text);
  } catch (error) {
    const detail = error instanceof Error ? (causeOf(error) ?? error.message) : String(error);
    return { ok: false, kind: "unreachable", detail };
  }
}

/** Null as soon as there is more, whatever was announced. */
async function readText(answer: Response, maxBytes: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the answer, its connection with it.
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    if (bytes > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

export function parseDocument(text: string): FetchedJson {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch {
    return { ok: false, kind: "not_json" };
  }
}

function causeOf(error: Error): string | undefined {
  return error.cause instanceof Error ? error.cause.message : undefined;
}

/** The address of one model's document at the operator's catalogue. */
export function catalogAddress(template: string, endpoint: string): string {
  return template.replaceAll("{id}", encodeURIComponent(endpoint));
}

/** The endpoint id in what an operator copied: the id itself, or the address of the model's page at fal. */
export function endpointIn(given: string): string | null {
  const page =
    /^https?:\/\/(?:www\.)?fal\.ai\/models\/([\w.-]+(?:\/[\w.-]+)+?)(?:\/(?:api|playground|llms\.txt))?\/?(?:[?#].*)?$/;
  const id = page.exec(given)?.[1] ?? given;
  return /^[\w.-]+(\/[\w.-]+)+$/.test(id) ? id : null;
}
