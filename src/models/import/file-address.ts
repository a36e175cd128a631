import type { FileType } from "../definition.ts";
import { isJsonObject } from "../json-value.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";

const WORDS: readonly (readonly [FileType, RegExp])[] = [
  ["video", /video|clip|footage|movie/],
  ["audio", /audio|voice|speech|music|song|sound|vocal/],
  [
    "image",
    /image|img|picture|photo|mask|frame|face|portrait|logo|screenshot|depth_map|sketch|scribble|poster|garment/,
  ],
];
const ENDINGS: readonly (readonly [FileType, RegExp])[] = [
  ["image", /\.(png|jpe?g|webp|gif|avif|bmp|tiff?)$/],
  ["video", /\.(mp4|mov|webm|mkv|m4v)$/],
  ["audio", /\.(mp3|wav|ogg|m4a|aac|flac|opus)$/],
];
/** Addresses that are no files of a member's: where weights, settings or the relay's own calls lie. */
const NOT_A_FILE =
  /weights?|lora|checkpoint|safetensors|hugging\s?face|webhook|callback|config|model[ _]url|website|web ?page|repo/i;
const SAYS_ADDRESS = /\b(ur[li]s?|base64|data ur[il]|https?)\b/i;

/** What kind of file a property holds the address of; null for anything else. Judged by name, examples and description, in this order. */
export function fileTypeOfAddress(name: string, schema: OpenApiSchema): FileType | null {
  const forms = schema.forms;
  if (forms.some((form) => isFileObject(form))) return kindOf(name, schema) ?? "file";
  if (forms.length === 0 || !forms.every((form) => form.types.join() === "string" && form.values === undefined))
    return null;
  const description = schema.text("description") ?? "";
  const fromUi = uiKind(schema);
  if (fromUi !== null) return fromUi;
  const byName = /(^|_)ur[il]s?$/i.test(name);
  const byFormat = forms.some((form) => /^ur[il]$/.test(form.text("format") ?? ""));
  const byExample = exampleKind(schema);
  const bySaying = SAYS_ADDRESS.test(description) && kindIn(name) !== null && namesTheFile(name);
  if (!byName && !byFormat && byExample === null && !bySaying) return null;
  const named = kindIn(name);
  if (NOT_A_FILE.test(name) && named === null) return null;
  if (named !== null) return named;
  if (byExample !== null) return byExample;
  if (NOT_A_FILE.test(description)) return null;
  return kindIn(description.toLowerCase()) ?? "file";
}

/** A file as an object of its own: `{ url, content_type, file_name … }`. */
export function isFileObject(schema: OpenApiSchema): boolean {
  if (schema.types.join() !== "object") return false;
  const { properties } = schema;
  const rest = [...properties.keys()].filter((name) => name !== "url");
  return properties.has("url") && rest.every((name) => FILE_FACTS.has(name));
}

const FILE_FACTS = new Set(
  "content_type file_name file_size file_data width height duration fps num_frames".split(" "),
);

function kindOf(name: string, schema: OpenApiSchema): FileType | null {
  return kindIn(name) ?? kindIn((schema.text("title") ?? "").toLowerCase()) ?? exampleKind(schema);
}

/** The last word of a name decides: "image_audio_url" is audio, "mask_image_url" a picture. */
function kindIn(text: string): FileType | null {
  let best: { type: FileType; at: number } | null = null;
  for (const [type, words] of WORDS) {
    const at = [...text.toLowerCase().matchAll(new RegExp(words, "g"))].at(-1)?.index ?? -1;
    if (at >= 0 && (best === null || at > best.at)) best = { type, at };
  }
  return best?.type ?? null;
}

/** "input_image" names a file, "image_style" something about one. */
function namesTheFile(name: string): boolean {
  const last =
    name
      .toLowerCase()
      .replace(/_?\d+$/, "")
      .split("_")
      .at(-1) ?? "";
  return WORDS.some(([, words]) => new RegExp(`^(${words.source})s?$`).test(last));
}

function exampleKind(schema: OpenApiSchema): FileType | null {
  const texts = [...schema.examples, schema.default].filter((value): value is string => typeof value === "string");
  for (const text of texts) {
    if (!/^https?:\/\//.test(text)) continue;
    const path = text.toLowerCase().replace(/[?#].*$/s, "");
    const found = ENDINGS.find(([, endings]) => endings.test(path));
    if (found !== undefined) return found[0];
  }
  return null;
}

/** fal's own hint for its playground: `ui: { field: "image" }`. */
function uiKind(schema: OpenApiSchema): FileType | null {
  for (const { keywords } of [schema, ...schema.forms]) {
    const { ui, _fal_ui_field: own } = keywords;
    const said = isJsonObject(ui) ? ui["field"] : own;
    if (said === "image" || said === "video" || said === "audio" || said === "file") return said;
  }
  return null;
}
