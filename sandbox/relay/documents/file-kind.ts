import type { JsonSchema } from "./json-schema.ts";

export type FileKind = "picture" | "video" | "sound" | "mesh" | "text";

const WORDS: readonly (readonly [FileKind, RegExp])[] = [
  ["video", /video|clip|movie|animation|webm|mp4/],
  ["sound", /audio|sound|speech|music|song|voice|vocal|instrumental|stem|wav|mp3/],
  ["mesh", /mesh|glb|gltf|3d|point_?cloud|splat/],
  ["picture", /image|picture|photo|thumbnail|mask|frame|preview|cover|texture|normal|depth|sprite|svg|png|jpe?g/],
  ["text", /text|caption|subtitle|transcript|json|log|srt|vtt|txt|config|lora|weights|archive|zip/],
];

/** Whether an object is a file, as fal's `File`, `Image` and `Video` are: it has its address in it. */
export function isFile(name: string, schema: JsonSchema): boolean {
  const { type, properties, items, title = name } = schema;
  if (type !== undefined || properties !== undefined || items !== undefined) return properties?.["url"] !== undefined;
  // Named, but nowhere described.
  return /(file|image|video|audio)s?$/i.test(title);
}

/** Whether a text is the address of a file. */
export function isAddress(name: string, schema: JsonSchema): boolean {
  if (![schema.type].flat().includes("string")) return false;
  return /(^|_)urls?$/.test(name) || /^ur[il]$/.test(schema.format ?? "") || /^(image|video|audio)s?$/.test(name);
}

/** What kind of file is meant, by the field's name, then by its schema, then by what the model does at all. */
export function fileKind(name: string, schema: JsonSchema, category: string): FileKind {
  const own = kindIn(name) ?? kindIn(schema.title === "File" ? "" : (schema.title ?? ""));
  if (own !== undefined) return own;
  const has = (property: string) => schema.properties?.[property] !== undefined;
  if (has("fps") || has("num_frames")) return "video";
  if (has("width") && has("height")) return "picture";
  if (has("sample_rate") || has("duration")) return "sound";
  return kindIn(category.split("-to-").at(-1) ?? "") ?? kindIn(schema.description ?? "") ?? "text";
}

function kindIn(words: string): FileKind | undefined {
  return WORDS.find(([, pattern]) => pattern.test(words.toLowerCase()))?.[0];
}
