import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { catalogAddress, endpointIn } from "../../models/import/fetch-document.ts";

export type ReadSource =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly sentence: string };

const TIME_LIMIT_MS = 30_000;
/** A catalogue of thousands of models has some hundred megabytes; past that something is wrong. */
const MAX_BYTES = 512 * 1024 * 1024;

/** What an operator named: a file, an address, or an endpoint id that the catalogue is asked for. */
export async function readSource(given: string, catalogUrl: string): Promise<ReadSource> {
  if (existsSync(given)) return parse(await readFile(given, "utf8"), given);
  const endpoint = endpointIn(given);
  if (endpoint !== null) return fetchJson(catalogAddress(catalogUrl, endpoint));
  if (/^https?:\/\//.test(given)) return fetchJson(given);
  const sentence = `“${given}” is neither a file here nor an endpoint id like fal-ai/flux/dev nor an address.`;
  return { ok: false, sentence };
}

async function fetchJson(address: string): Promise<ReadSource> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (!answer.ok)
      return { ok: false, sentence: `${address} answered ${answer.status}. Check the id, or CATALOG_URL.` };
    const announced = Number(answer.headers.get("content-length") ?? 0);
    if (announced > MAX_BYTES) return { ok: false, sentence: `${address} answers with far more than a catalogue.` };
    return parse(await answer.text(), address);
  } catch (error) {
    const detail = error instanceof Error ? (causeOf(error) ?? error.message) : String(error);
    return { ok: false, sentence: `${address} cannot be reached (${detail}). Save the document and import the file.` };
  }
}

function parse(text: string, from: string): ReadSource {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch {
    return { ok: false, sentence: `${from} is not JSON. An OpenAPI document or a catalogue of them is wanted.` };
  }
}

function causeOf(error: Error): string | undefined {
  return error.cause instanceof Error ? error.cause.message : undefined;
}
