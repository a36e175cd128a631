import assert from "node:assert/strict";
import { commandForm } from "../../../src/commands/registration.ts";
import { relayBody } from "../../../src/models/body.ts";
import type { Field, ModelDefinition, ModelInput } from "../../../src/models/definition.ts";
import { importModel } from "../../../src/models/import/import-model.ts";
import { readDocuments } from "../../../src/models/import/model-document.ts";
import { entryOf } from "./documents.ts";

export const RESULT = {
  type: "object",
  properties: { images: { type: "array", items: { $ref: "#/components/schemas/Image" } } },
};
const IMAGE = {
  type: "object",
  properties: { url: { type: "string" }, width: { type: "integer" }, height: { type: "integer" } },
};

export function definitionOf(entry: object, known: readonly ModelDefinition[] = []): ModelDefinition {
  const [read] = readDocuments(entry);
  assert.ok(read?.ok, JSON.stringify(read));
  const mapped = importModel(read.document, { form: commandForm, known, reserved: new Set(["generate"]) });
  assert.ok(mapped.ok, JSON.stringify(mapped));
  return mapped.definition;
}

/** The definition of a model with these properties, of which `required` must be given. */
export function model(properties: object, required: readonly string[] = [], schemas = {}): ModelDefinition {
  const input = { type: "object", required, properties };
  return definitionOf(entryOf("acme/test", "image-to-image", input, RESULT, { Image: IMAGE, ...schemas }));
}

export function field(definition: ModelDefinition, name: string): Field {
  const found = definition.fields.find((each) => each.name === name);
  assert.ok(found, `${name} is none of ${definition.fields.map((each) => each.name).join(", ")}`);
  return found;
}

export const bodyOf = (definition: ModelDefinition, input: ModelInput) =>
  relayBody(definition, input, (image) => ("url" in image ? image.url : image.source));
export const link = (url: string) => ({ source: "link", url }) as const;
