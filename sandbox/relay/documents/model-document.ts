import type { Price } from "../price.ts";
import { asRecord, follow, type JsonSchema, readSchema } from "./json-schema.ts";

/** A model as its OpenAPI document tells of it. */
export interface ModelDocument {
  readonly endpoint: string;
  /** fal's word for what it does, such as "image-to-video"; empty where the document has none. */
  readonly category: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  readonly price: Price;
  /** The document it was read from, alone. */
  readonly source: unknown;
}

const DEFAULT_PRICE: Price = { usd: 0.01, per: "image" };
const RESULT = /\/requests\/\{[^}]+\}$/;

/** The models in an OpenAPI document, in an entry of fal's catalogue around one, or in a catalogue of many. */
export function readDocuments(value: unknown): ModelDocument[] {
  if (Array.isArray(value)) return value.flatMap(readDocuments);
  const record = asRecord(value);
  if (record === undefined) return [];
  if (Array.isArray(record["models"])) return record["models"].flatMap(readDocuments);
  const openapi = asRecord(record["openapi"]);
  const model = openapi ? readDocument(openapi, record) : readDocument(record, {});
  return model === undefined ? [] : [model];
}

function readDocument(document: Record<string, unknown>, entry: Record<string, unknown>): ModelDocument | undefined {
  const paths = Object.entries(asRecord(document["paths"]) ?? {});
  const submit = paths.find(([path, item]) => asRecord(item)?.["post"] !== undefined && !path.includes("/requests/"));
  if (submit === undefined) return undefined;
  const [path, item] = submit;
  const own = asRecord(asRecord(document["info"])?.["x-fal-metadata"]) ?? {};
  const metadata = asRecord(entry["metadata"]) ?? {};
  const post = asRecord(asRecord(item)?.["post"]);
  const result = paths.find(([address]) => RESULT.test(address) && address.startsWith(path))?.[1];
  const read = (schema: unknown) => readSchema(schema, document);
  const named = [entry["endpoint_id"], own["endpointId"]].find((name) => typeof name === "string" && name !== "");
  const category = [metadata["category"], own["category"]].find((name) => typeof name === "string");
  return {
    endpoint: String(named ?? path).replace(/^\/+|\/+$/g, ""),
    category: String(category ?? ""),
    input: read(jsonContent(post?.["requestBody"], document)),
    output: read(jsonContent(asRecord(asRecord(asRecord(result)?.["get"])?.["responses"])?.["200"], document)),
    price: priceIn(own) ?? priceIn(metadata) ?? DEFAULT_PRICE,
    source: Object.keys(entry).length > 0 ? entry : document,
  };
}

function jsonContent(holder: unknown, document: unknown): unknown {
  const record = asRecord(holder);
  const target = asRecord(follow(record?.["$ref"], document)) ?? record;
  const content = asRecord(target?.["content"]) ?? {};
  return asRecord(content["application/json"] ?? Object.values(content)[0])?.["schema"];
}

/** A price as fal's own list of prices writes it, beside the metadata or in it. */
function priceIn(metadata: Record<string, unknown>): Price | undefined {
  const pricing = asRecord(metadata["pricing"]) ?? metadata;
  const usd = pricing["unit_price"] ?? pricing["price"];
  if (typeof usd !== "number" || !(usd >= 0)) return undefined;
  const unit = String(pricing["unit"] ?? "image").toLowerCase();
  return { usd, per: unit.startsWith("megapixel") ? "megapixel" : unit.startsWith("image") ? "image" : "request" };
}
