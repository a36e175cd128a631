import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  catalogAddress,
  endpointIn,
  type FetchedJson,
  fetchDocument,
  parseDocument,
} from "../../models/import/fetch-document.ts";

export type ReadSource =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly sentence: string };

/** What an operator named: a file, an address, or an endpoint id that the catalogue is asked for. */
export async function readSource(given: string, catalogUrl: string): Promise<ReadSource> {
  if (existsSync(given)) return told(parseDocument(await readFile(given, "utf8")), given);
  const endpoint = endpointIn(given);
  const address = endpoint === null ? given : catalogAddress(catalogUrl, endpoint);
  if (/^https?:\/\//.test(address)) return told(await fetchDocument(address), address);
  const sentence = `“${given}” is neither a file here nor an endpoint id like fal-ai/flux/dev nor an address.`;
  return { ok: false, sentence };
}

function told(read: FetchedJson, from: string): ReadSource {
  return read.ok ? read : { ok: false, sentence: sentenceOf(read, from) };
}

function sentenceOf(read: Extract<FetchedJson, { ok: false }>, from: string): string {
  switch (read.kind) {
    case "status":
      return `${from} answered ${read.status}. Check the id, or CATALOG_URL.`;
    case "too_large":
      return `${from} answers with far more than a catalogue.`;
    case "unreachable":
      return `${from} cannot be reached (${read.detail}). Save the document and import the file.`;
    case "not_json":
      return `${from} is not JSON. An OpenAPI document or a catalogue of them is wanted.`;
  }
}
