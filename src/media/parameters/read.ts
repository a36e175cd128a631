import { isUtf8 } from "node:buffer";
import { sharp } from "../sharp.ts";
import { textsInExif } from "./exif-comment.ts";
import { type FoundParameters, readSettingsText } from "./found.ts";
import { readGeneratorJson } from "./found-json.ts";
import { textsInXmp } from "./xmp.ts";

/** A workflow of thousands of nodes still fits. */
const MOST_LETTERS = 2_000_000;
/** People share the text alone, too, and so do we. */
const MOST_PLAIN_BYTES = 100_000;
const KEYWORDS = ["parameters", "invokeai_metadata", "prompt"];

/** What a picture's bytes tell of how it was made, whoever wrote it; null where they tell nothing or are no picture. */
export async function readParameters(bytes: Buffer): Promise<FoundParameters | null> {
  if (bytes.length <= MOST_PLAIN_BYTES && isUtf8(bytes)) return readSettingsText(bytes.toString());
  const texts = (await textsOf(bytes)).filter(({ length }) => length <= MOST_LETTERS);
  for (const text of texts) {
    // ComfyUI's WebP texts begin with their name.
    const json = text.replace(/^(?:prompt|workflow)\s*:/i, "");
    const found = readGeneratorJson(json) ?? readSettingsText(text);
    if (found !== null) return found;
  }
  const [comment] = texts.filter((text) => !/^(?:workflow\s*:)?\s*[{[]/.test(text));
  return comment === undefined ? null : { form: "comment", prompt: comment.trim(), negative: "", settings: {} };
}

async function textsOf(bytes: Buffer): Promise<string[]> {
  if (bytes.length === 0) return [];
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (header === null) return [];
  const comments = (header.comments ?? []).filter(({ keyword }) => KEYWORDS.includes(keyword.toLowerCase()));
  const fromExif = header.exif === undefined ? [] : textsInExif(header.exif);
  const fromXmp = header.xmp === undefined ? [] : textsInXmp(header.xmp);
  return [...comments.map(({ text }) => text), ...fromExif, ...fromXmp].filter((text) => text.trim() !== "");
}
