import type { ModelDefinition, ModelInput } from "../models/definition.ts";

/** Addresses of LoRAs are texts, too, but not for anyone to read. */
const NOT_WORDS = /(^|\.)(loras|.*_url|path)(\.|$)/;

/** What a member wrote in words, by field name. */
export function readableTexts(definition: ModelDefinition, input: ModelInput): { field: string; text: string }[] {
  return definition.fields.flatMap(({ kind, name, path }) => {
    const text = input[name];
    return kind === "text" && typeof text === "string" && !NOT_WORDS.test(path) ? [{ field: name, text }] : [];
  });
}
