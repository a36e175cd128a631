import { createHash } from "node:crypto";

/** Discord's bound for the name of a command or an option. */
const NAME_MAX = 32;
const NOT_LEGAL = /[^-_\p{L}\p{N}]+/gu;

/** A legal option name for a property: "image_url" → "image", "loras[].Scale" → "loras_scale". `spare` is kept free for a suffix. */
export function optionNameOf(property: string, spare = 0): string {
  const words = property
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .replace(NOT_LEGAL, "_")
    .replace(/^_+|_+$/g, "");
  return cutName(words === "" ? "field" : words, NAME_MAX - spare, "_");
}

/** Without the word that says an address stands there; several in the singular, because their options are numbered. */
export function fileOptionNameOf(property: string, several: boolean): string {
  const name = property.replace(/_?(data_)?(ur[il])(s?)$/i, "");
  const base = name === "" ? "file" : name;
  // The longest suffix of a file's options is "_links".
  return optionNameOf(several ? base.replace(/(?<![su])s$/i, "") : base, "_links".length);
}

/** The first of a name's spellings that is not taken yet: itself, then numbered. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${cutName(name, NAME_MAX - "_links".length - 3, "_")}_${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** The task every model of the first category has: left away where nothing else is meant. */
const USUAL_TASK = /-text-to-image$/;
const SHORT_TASKS: Readonly<Record<string, string>> = {
  "text-to-image": "t2i",
  "image-to-image": "i2i",
  "text-to-video": "t2v",
  "image-to-video": "i2v",
  "video-to-video": "v2v",
  "reference-to-video": "r2v",
  "text-to-speech": "tts",
  "text-to-audio": "t2a",
  "speech-to-text": "stt",
};

/**
 * A legal command name for an endpoint. It depends on the endpoint alone as long as nobody has the name already;
 * then on nothing but the endpoint either, through a mark that is its own.
 */
export function commandNameOf(endpoint: string, isTaken: (name: string) => boolean): string {
  const legal = (text: string) =>
    text.toLowerCase().replace(NOT_LEGAL, "-").replace(/_/g, "-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "");
  const own = legal(endpoint.replace(/^fal-ai\//, ""));
  const candidates = [own.replace(USUAL_TASK, ""), own, legal(endpoint)];
  const fitting = candidates.map(shortened).find((name) => !isTaken(name));
  if (fitting !== undefined) return fitting;
  const mark = createHash("sha256").update(endpoint).digest("hex").slice(0, 4);
  return `${cutName(shortened(own.replace(USUAL_TASK, "")), NAME_MAX - 5, "-")}-${mark}`;
}

function shortened(name: string): string {
  if (name.length <= NAME_MAX) return name;
  let short = name;
  for (const [task, letters] of Object.entries(SHORT_TASKS)) short = short.replace(task, letters);
  return cutName(short, NAME_MAX, "-");
}

/** Cuts between words where that leaves more than half. */
function cutName(name: string, maxLength: number, between: "-" | "_"): string {
  if (name.length <= maxLength) return name;
  const start = name.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, "");
  const atWord = name[maxLength] === between ? start : start.slice(0, Math.max(0, start.lastIndexOf(between)));
  return (atWord.length > maxLength / 2 ? atWord : start).replace(/[-_]+$/, "");
}
