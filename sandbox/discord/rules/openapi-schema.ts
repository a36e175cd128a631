import { isJson, type Json, objectsOf } from "../json.ts";

/**
 * Fields that Discord takes and its document of July 2026 leaves out: `nsfw` on commands, what discord.js sends with
 * every message, `file_types` (August 2026), `animated` on an emoji.
 */
const UNLISTED = [
  "nsfw",
  "tts",
  "nonce",
  "enforce_nonce",
  "file_types",
  "animated",
  "sticker_ids",
  "default_permission",
];

/** The document says integer; Discord's documentation says text. */
const TEXT_TOO = { default_member_permissions: ["integer", "string", "null"] } as const;

/**
 * Rewrites the document's schemas so that a validator says what is wrong in one sentence: unions whose branches have
 * a `type` become a choice by that type, lists of constants become an enum, and unknown fields are found.
 */
export function tolerantSchema(value: unknown, document: Json): unknown {
  if (Array.isArray(value)) return value.map((each) => tolerantSchema(each, document));
  if (!isJson(value)) return value;
  const rewritten = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, tolerantSchema(each, document)]),
  );
  const union = objectsOf(value["oneOf"] ?? value["anyOf"]);
  if (union.length > 0) return { ...withoutUnion(rewritten), ...unionSchema(union, document) };
  if (value["format"] === "snowflake") return { type: ["string", "integer"], format: "snowflake" };
  if (isJson(rewritten["properties"]) && rewritten["additionalProperties"] === undefined) {
    rewritten["properties"] = tolerantFields(rewritten["properties"]);
    rewritten["additionalProperties"] = false;
  }
  return rewritten;
}

function tolerantFields(fields: Json): Json {
  const tolerant: Json = { ...Object.fromEntries(UNLISTED.map((field) => [field, {}])), ...fields };
  for (const [field, type] of Object.entries(TEXT_TOO)) {
    if (field in fields) tolerant[field] = { type };
  }
  return tolerant;
}

const withoutUnion = ({ oneOf: _one, anyOf: _any, ...rest }: Json): Json => rest;

function unionSchema(union: readonly Json[], document: Json): Json {
  const branches = union.filter((branch) => branch["type"] !== "null");
  const nullable = branches.length < union.length;
  const tags = branches.map((branch) => tagsOf(branch, document));
  if (branches.every((branch) => "const" in branch)) {
    return { enum: [...branches.map((branch) => branch["const"]), ...(nullable ? [null] : [])] };
  }
  const [only, ...others] = branches.map((branch) => tolerantSchema(branch, document));
  let choice: Json;
  if (others.length === 0 && isJson(only)) choice = only;
  else if (tags.every((each) => each.length > 0)) choice = taggedSchema(branches, tags);
  else choice = { anyOf: [only, ...others] };
  return nullable ? { if: { type: "null" }, else: choice } : choice;
}

function taggedSchema(branches: readonly Json[], tags: readonly unknown[][]): Json {
  return {
    type: "object",
    required: ["type"],
    properties: { type: { enum: tags.flat() } },
    allOf: branches.map((branch, at) => ({
      if: { required: ["type"], properties: { type: { enum: tags[at] } } },
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
      then: branch,
    })),
  };
}

/** The values that a branch's `type` may have; none when the branch is not told by its type. */
function tagsOf(branch: Json, document: Json): unknown[] {
  const schema = resolve(branch, document);
  const fields = isJson(schema["properties"]) ? schema["properties"] : {};
  const type = isJson(fields["type"]) ? fields["type"] : {};
  return Array.isArray(type["enum"]) ? type["enum"] : [];
}

/** Follows a reference within the document. */
function resolve(schema: Json, document: Json): Json {
  const reference = schema["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/")) return schema;
  let found: unknown = document;
  for (const step of reference.slice(2).split("/")) found = isJson(found) ? found[step] : undefined;
  return isJson(found) ? found : {};
}
