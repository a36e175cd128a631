import type { Output, Purpose } from "../definition.ts";
import type { ModelDocument } from "./model-document.ts";

/** What the catalogue's words say of models whose forms are alike: pictures that come out of a picture alone. */
const WORDS: readonly (readonly [Purpose, RegExp])[] = [
  ["upscale", /\bup-?scal|super[- ]?resolution|\benlarge/i],
  ["cut_out", /background[- ]?remov|remov\w* (the |a |an )?(image )?backgrounds?\b|\bmatting\b|\bcut-?outs?\b/i],
  ["vary", /\bvariations?\b/i],
];
const MASKS = /^masks?(_image|_url)?$/;

/** What members would use a model for that makes a picture of a picture alone; nothing where its form says it. */
export function mapPurpose(document: ModelDocument, output: Output): { readonly purpose?: Purpose } {
  const { required, properties } = document.input;
  const takesImage = [...properties.keys()].some((name) => /^(image|input_image)(_url)?$/.test(name));
  if (output !== "images" || !takesImage || required.has("prompt")) return {};
  const words = [document.title, document.description, ...document.tags].join("\n");
  const named = WORDS.find(([, pattern]) => pattern.test(words))?.[0];
  if (named !== undefined) return { purpose: named };
  return [...document.output.properties.keys()].some((name) => MASKS.test(name)) ? { purpose: "cut_out" } : {};
}
