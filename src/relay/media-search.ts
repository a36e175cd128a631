import type { MediaKind, ResultMedia } from "./result.ts";

/** Parts of an answer that repeat what was asked, or speak of the request and not of its output. */
const NOT_OUTPUT = new Set(
  "request input inputs payload prompt response_url status_url cancel_url logs error detail".split(" "),
);
/** Deeper than any model's output; keeps a hostile answer from exhausting the stack. */
const MAX_DEPTH = 8;
const MAX_MEDIA = 64;

const ADDRESS = /^(https?:\/\/|data:[a-z]+\/)\S+$/i;

/** Every file an output names, in the output's order: known shapes and unknown ones are read the same way. */
export function findMedia(output: unknown, origin: string): ResultMedia[] {
  const found: ResultMedia[] = [];
  search(output, "", 0);
  return found;

  function search(value: unknown, name: string, depth: number): void {
    if (depth > MAX_DEPTH || found.length >= MAX_MEDIA) return;
    if (typeof value === "string") add(value, name, {});
    else if (Array.isArray(value)) {
      for (const each of value) search(each, name, depth + 1);
    } else if (isRecord(value)) {
      if (typeof value.url === "string" && isAddress(value.url, true)) add(value.url, name, value);
      else searchFields(value, depth);
    }
  }

  function searchFields(value: Readonly<Record<string, unknown>>, depth: number): void {
    for (const [field, inner] of Object.entries(value)) {
      if (!NOT_OUTPUT.has(field)) search(inner, field, depth + 1);
    }
  }

  function add(url: string, name: string, facts: Readonly<Record<string, unknown>>): void {
    if (found.length >= MAX_MEDIA || !isAddress(url, facts.url === url)) return;
    const contentType = textOf(facts.content_type) ?? dataType(url);
    found.push({
      kind: kindOf(contentType, name, url),
      url: url.startsWith("/") ? origin + url : url,
      width: countOf(facts.width),
      height: countOf(facts.height),
      contentType,
      fileName: textOf(facts.file_name),
      bytes: countOf(facts.file_size),
    });
  }
}

/** A path alone counts only where the field is called `url`: relays may serve files from their own host. */
function isAddress(text: string, underUrl: boolean): boolean {
  return (ADDRESS.test(text) && URL.canParse(text)) || (underUrl && /^\/[^/\s]\S*$/.test(text));
}

const KINDS: readonly [MediaKind, RegExp, RegExp][] = [
  ["image", /image|picture|mask/i, /\.(png|jpe?g|webp|gif|avif|bmp|tiff?)$/i],
  ["video", /video/i, /\.(mp4|webm|mov|mkv|m4v)$/i],
  ["audio", /audio|speech|music/i, /\.(mp3|wav|ogg|flac|m4a|aac|opus)$/i],
];

/** By content type, then by the field's name, then by the address's ending. */
function kindOf(contentType: string | null, name: string, url: string): MediaKind {
  const family = contentType?.split("/")[0]?.toLowerCase();
  const path = url.startsWith("data:") ? "" : url.replace(/[?#].*$/s, "");
  const kind =
    KINDS.find(([kind]) => kind === family) ??
    KINDS.find(([, names]) => names.test(name)) ??
    KINDS.find(([, , endings]) => endings.test(path));
  return kind?.[0] ?? "file";
}

function dataType(url: string): string | null {
  return /^data:([a-z]+\/[a-z0-9.+-]+)/i.exec(url)?.[1] ?? null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function countOf(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
