import { readFile } from "node:fs/promises";
import type { ErrorObject, ValidateFunction } from "ajv";
import { isJson, type Json, objectsOf } from "../json.ts";
import type { CheckedRequest } from "./checked-request.ts";
import type { RuleBreak } from "./findings.ts";
import { OpenApiRoutes, type Operation } from "./openapi-routes.ts";
import { tolerantSchema } from "./openapi-schema.ts";

export type OpenApiCheck = (request: CheckedRequest) => RuleBreak[];

interface Validator {
  compile(schema: object): ValidateFunction;
}

const DOCUMENT = "discord";
const MOST_BREAKS = 5;

/**
 * Reads Discord's OpenAPI document for checks of route, query and body. null when the file is not there or the
 * validator is not installed: then nothing is checked. Schemas are compiled when their route is first used.
 */
export async function loadOpenApiCheck(file: string): Promise<OpenApiCheck | null> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return null;
  const document: unknown = JSON.parse(text);
  const validator = isJson(document) ? await validatorOf(document) : undefined;
  if (!isJson(document) || validator === undefined) return null;
  const routes = new OpenApiRoutes(document);
  const compiled = new Map<string, ValidateFunction[]>();
  return (request) => {
    const match = routes.match(request.method, request.route);
    if (match === undefined) return [];
    if ("unknown" in match) {
      const detail = `${request.method} ${request.route}: Discord's document has no such ${match.unknown}.`;
      return [{ rule: `openapi-${match.unknown}`, detail }];
    }
    const { operation } = match;
    const key = `${operation.method} ${operation.template}`;
    let branches = compiled.get(key);
    if (branches === undefined) {
      branches = branchesOf(operation, document).map((schema) => validator.compile(schema));
      compiled.set(key, branches);
    }
    return [...checkQuery(operation, request), ...checkBody(operation, request, branches)];
  };
}

async function validatorOf(document: Json): Promise<Validator | undefined> {
  try {
    const { Ajv2020 } = await import("ajv/dist/2020.js");
    const formats = await import("ajv-formats");
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    formats.default.default(ajv);
    ajv.addFormat("snowflake", /^\d{1,20}$/);
    ajv.addFormat("nonce", true);
    const schemas = isJson(document["components"]) ? document["components"]["schemas"] : {};
    ajv.addSchema({ $id: DOCUMENT, components: { schemas: tolerantSchema(schemas, document) as object } });
    return { compile: (schema) => ajv.compile(schema) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** A body that may be one of several forms is held against each alone, so that the nearest form can speak. */
function branchesOf(operation: Operation, document: Json): object[] {
  if (operation.body === undefined) return [];
  const tolerant = pointed(tolerantSchema(operation.body, document));
  const branches = isJson(tolerant) ? objectsOf(tolerant["anyOf"]) : [];
  return branches.length > 0 ? branches : [isJson(tolerant) ? tolerant : {}];
}

/** References point into the document's schemas, from whichever schema they stand in. */
function pointed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointed);
  if (!isJson(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      return [key, key === "$ref" && typeof value === "string" ? DOCUMENT + value : pointed(value)];
    }),
  );
}

function checkQuery(operation: Operation, request: CheckedRequest): RuleBreak[] {
  const names = [...new Set(request.query?.keys() ?? [])].filter((name) => !operation.query.has(name));
  return names.map((name) => ({
    rule: "openapi-query",
    detail: `${operation.template}: unknown query field ${name}.`,
  }));
}

function checkBody(operation: Operation, request: CheckedRequest, branches: readonly ValidateFunction[]): RuleBreak[] {
  if (branches.length === 0) return [];
  if (request.body === undefined) {
    if (!operation.bodyRequired || request.files.length > 0) return [];
    return [{ rule: "openapi-body", detail: `${operation.template}: a body is required.` }];
  }
  let nearest: ErrorObject[] | undefined;
  for (const branch of branches) {
    if (branch(request.body)) return [];
    const errors = telling(branch.errors ?? []);
    if (nearest === undefined || errors.length < nearest.length) nearest = errors;
  }
  return (nearest ?? []).slice(0, MOST_BREAKS).map(breakOf);
}

/** Leaves out what only repeats another error: the keywords that carry choices, and the branches of a failed union. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const plain = errors.filter(({ keyword }) => keyword !== "if");
  const unions = plain.filter(({ keyword }) => keyword === "anyOf").map(({ instancePath }) => instancePath);
  return plain.filter((error) => {
    return error.keyword === "anyOf" || !unions.some((union) => error.instancePath.startsWith(union));
  });
}

function breakOf(error: ErrorObject): RuleBreak {
  const path = error.instancePath === "" ? "the body" : error.instancePath.slice(1).replaceAll("/", ".");
  const unknown = error.keyword === "additionalProperties" ? error.params["additionalProperty"] : undefined;
  if (unknown !== undefined) return { rule: "openapi-field", detail: `${path}: unknown field ${String(unknown)}.` };
  const allowed = error.keyword === "enum" ? ` (${String(error.params["allowedValues"])})` : "";
  return { rule: "openapi-body", detail: `${path}: ${error.message ?? error.keyword}${allowed}.` };
}
