import type { Output } from "../definition.ts";
import { isFileObject } from "./file-address.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";

const FAMILIES: readonly (readonly [Output, RegExp])[] = [
  ["video", /video|animation|clip/],
  ["images", /image|picture|photo|mask|texture|map$|svg/],
  ["audio", /audio|voice|speech|music|song|sound|stem/],
];
/** Parts of an answer that speak of the request. */
const ABOUT_REQUEST =
  /^(prompt|seeds?|timings?|has_nsfw_concepts|request_id|logs|metrics|actual_prompt|revised_prompt)$/;

/** What a finished request carries, by the form of its answer; the category decides where that says nothing. */
export function mapOutput(answer: OpenApiSchema, category: string | null): Output {
  const properties = [...answer.properties].filter(([name]) => !ABOUT_REQUEST.test(name));
  const files = properties.filter(([, schema]) => holdsFiles(schema));
  for (const name of [...files.map(([name]) => name), ...addressNames(properties)]) {
    const family = FAMILIES.find(([, words]) => words.test(name.toLowerCase()));
    if (family !== undefined) return family[0];
  }
  if (files.length > 0) return byCategory(category) ?? "files";
  if (properties.some(([, schema]) => schema.forms.some(({ types }) => types.join() === "string"))) return "text";
  if (properties.length > 0) return "json";
  return byCategory(category) ?? "json";
}

function holdsFiles(schema: OpenApiSchema): boolean {
  return schema.forms.some((form) => {
    if (form.types.join() === "array") return holdsFiles(form.items) || form.items.forms.length === 0;
    return isFileObject(form) || form.properties.has("url");
  });
}

/** Files by their address alone: "video_url". */
function addressNames(properties: readonly (readonly [string, OpenApiSchema])[]): string[] {
  return properties
    .map(([name]) => name)
    .filter((name) => /_ur[il]s?$/.test(name) || /^(images?|videos?|audios?)$/.test(name));
}

function byCategory(category: string | null): Output | null {
  const made = (category ?? "").split("-to-").at(-1) ?? "";
  if (made === "3d") return "files";
  if (/image/.test(made)) return "images";
  if (/video/.test(made)) return "video";
  if (/audio|speech|music/.test(made)) return "audio";
  if (/text|llm|json|vision/.test(made)) return "text";
  return null;
}
