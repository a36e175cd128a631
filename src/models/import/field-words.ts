import type { FieldText } from "../../texts/fields.ts";
import { knownFields, knownPictureFields } from "../../texts/imported-fields.ts";
import type { Localized } from "../../texts/localized.ts";
import type { Output } from "../definition.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";

/** Discord's bound for a description. */
const DESCRIPTION_MAX = 100;

/** Our words for a property that means the same in every model; undefined for all others. */
export function knownText(property: string, output: Output): FieldText | undefined {
  return ownText(knownFields, property) ?? (output === "images" ? ownText(knownPictureFields, property) : undefined);
}

function ownText(texts: Readonly<Record<string, FieldText>>, property: string): FieldText | undefined {
  return Object.hasOwn(texts, property) ? texts[property] : undefined;
}

/** What a property does, by the document the operator brought, in one phrase; its name where that says nothing. */
export function phraseOf(property: string, schema: OpenApiSchema): Localized {
  const said = schema.text("description") ?? schema.forms.map((form) => form.text("description")).find(Boolean);
  return { "en-US": shortPhrase(said ?? "") || humanized(property) };
}

/** The first sentences that fit, without the marks of a document's formatting. */
export function shortPhrase(text: string, maxLength = DESCRIPTION_MAX): string {
  const plain = text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/[`*]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const [first = plain] = plain.match(/^.+?[.!?](?= [A-Z])/) ?? [];
  const phrase = plain.length <= maxLength ? plain : first;
  return cutAtWord(phrase.replace(/[.\s]+$/, ""), maxLength);
}

export function cutAtWord(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "");
  const words = start.replace(/[\s,.;:]+\S*$/, "");
  return `${words.length > maxLength / 2 ? words : start}…`;
}

function humanized(property: string): string {
  const words = property.replaceAll(/[_.-]+/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
