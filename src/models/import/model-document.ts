import * as z from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { OpenApiSchema } from "./openapi-schema.ts";

/** A model as its catalogue describes it, before anything is decided about it. */
export interface ModelDocument {
  readonly endpoint: string;
  readonly title: string | null;
  readonly description: string | null;
  /** fal's own word, like "text-to-image". */
  readonly category: string | null;
  /** fal's own words besides, like "upscaling". */
  readonly tags: readonly string[];
  readonly input: OpenApiSchema;
  readonly output: OpenApiSchema;
  /** The entry as it came, to be kept beside the definition. */
  readonly source: JsonObject;
}

export type ReadDocument =
  | { readonly ok: true; readonly document: ModelDocument }
  | { readonly ok: false; readonly endpoint: string; readonly reason: string };

const text = z.string().trim().min(1).nullish().catch(null);
const metadata = z
  .looseObject({ display_name: text, description: text, category: text, tags: z.array(z.string()).catch([]).nullish() })
  .nullish()
  .catch(null);
const entrySchema = z.looseObject({ endpoint_id: text, metadata, openapi: z.unknown() });

/** Everything in a file that describes models: one OpenAPI document, an entry of a catalogue, or a whole catalogue. */
export function readDocuments(json: unknown): readonly ReadDocument[] {
  return entriesOf(json).map(readEntry);
}

function entriesOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  if (!isJsonObject(json)) return [];
  for (const list of ["models", "items", "data"]) if (Array.isArray(json[list])) return json[list];
  return [json];
}

function readEntry(json: unknown): ReadDocument {
  const parsed = entrySchema.safeParse(isJsonObject(json) && "paths" in json ? { openapi: json } : json);
  const entry = parsed.success ? parsed.data : { endpoint_id: null, metadata: null, openapi: undefined };
  const openapi = isJsonObject(entry.openapi) ? entry.openapi : {};
  const submit = submitOf(openapi, entry.endpoint_id ?? null);
  const endpoint = entry.endpoint_id ?? told(openapi) ?? submit?.path ?? "unnamed";
  const refuse = (reason: string) => ({ ok: false, endpoint, reason }) as const;
  if (!/^[\w.-]+(\/[\w.-]+)+$/.test(endpoint)) return refuse(`“${endpoint}” is no endpoint id`);
  if (submit === null) return refuse(whyEmpty(openapi));
  const body = submit.operation["requestBody"];
  const content = isJsonObject(body) && isJsonObject(body["content"]) ? body["content"] : {};
  const json_ = content["application/json"];
  if (!isJsonObject(json_)) {
    const types = Object.keys(content).join(", ");
    return refuse(types === "" ? "the submit has no body in the document" : `the submit takes ${types}, not JSON`);
  }
  const input = inputOf(openapi, json_["schema"]);
  if (input.properties.size === 0) return refuse("the input has no fields in the document");
  const document: ModelDocument = {
    endpoint,
    title: entry.metadata?.display_name ?? null,
    description: entry.metadata?.description ?? about(openapi, "about"),
    category: entry.metadata?.category ?? about(openapi, "category"),
    tags: entry.metadata?.tags ?? [],
    input,
    output: outputOf(openapi, submit),
    source: isJsonObject(json) ? json : {},
  };
  return { ok: true, document };
}

interface Submit {
  /** Without its leading slash. */
  readonly path: string;
  readonly operation: JsonObject;
}

function submitOf(openapi: JsonObject, endpoint: string | null): Submit | null {
  const paths = isJsonObject(openapi["paths"]) ? openapi["paths"] : {};
  const submits = Object.entries(paths).flatMap(([path, item]): Submit[] => {
    const operation = isJsonObject(item) ? item["post"] : undefined;
    return isJsonObject(operation) ? [{ path: path.replace(/^\/+|\/+$/g, ""), operation }] : [];
  });
  return submits.find(({ path }) => path === endpoint) ?? submits.find(({ path }) => !path.includes("{")) ?? null;
}

/** A union of whole bodies is read as one body with every branch's fields, of which only what all want is required. */
function inputOf(openapi: JsonObject, raw: JsonValue | undefined): OpenApiSchema {
  const schema = new OpenApiSchema(openapi, raw);
  const { forms } = schema;
  if (forms.length <= 1) return forms[0] ?? schema;
  const [first, ...others] = forms.map(({ required }) => required);
  const properties = Object.assign({}, ...forms.map(({ keywords }) => keywords["properties"]));
  const required = [...(first ?? [])].filter((name) => others.every((names) => names.has(name)));
  return new OpenApiSchema(openapi, { type: "object", properties, required });
}

/** The queue's documents tell the output at the request's own address, others as the answer of the submit. */
function outputOf(openapi: JsonObject, submit: Submit): OpenApiSchema {
  const paths = isJsonObject(openapi["paths"]) ? openapi["paths"] : {};
  const result = Object.entries(paths).find(([path]) => /\/requests\/\{\w+\}(\/response)?\/?$/.test(path))?.[1];
  const operation = isJsonObject(result) && isJsonObject(result["get"]) ? result["get"] : submit.operation;
  return new OpenApiSchema(openapi, answerSchema(operation));
}

function answerSchema(operation: JsonObject): JsonValue | undefined {
  const responses = isJsonObject(operation["responses"]) ? operation["responses"] : {};
  const answer = responses["200"] ?? responses["201"] ?? responses["default"];
  const content = isJsonObject(answer) && isJsonObject(answer["content"]) ? answer["content"] : {};
  const json = content["application/json"];
  return isJsonObject(json) ? json["schema"] : undefined;
}

function about(openapi: JsonObject, name: string): string | null {
  const info = isJsonObject(openapi["info"]) ? openapi["info"] : {};
  const falMetadata = isJsonObject(info["x-fal-metadata"]) ? info["x-fal-metadata"] : {};
  const value = falMetadata[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function told(openapi: JsonObject): string | null {
  return about(openapi, "endpointId");
}

/** The catalogue says so itself where it could not produce a model's document. */
function whyEmpty(openapi: JsonObject): string {
  const error = isJsonObject(openapi["error"]) ? openapi["error"]["message"] : undefined;
  return typeof error === "string" ? `the catalogue has no document: ${error}` : "the document has no submit (POST)";
}
