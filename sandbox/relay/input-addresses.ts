import type { Input } from "./input.ts";

/** A file that the body names. */
export interface InputAddress {
  readonly url: string;
  readonly loc: readonly (string | number)[];
  /** What the file has to be; of "other" ones it is only seen to that they are there. */
  readonly kind: "picture" | "mask" | "other";
}

const ADDRESS = /(^|_)urls?$/;
const PICTURE = /image|photo|picture|frame|face|portrait|garment|sketch|drawing|depth|pose|canny/;
const MASK = /mask/;
const OTHER = /^(url|urls)$|video|audio|voice|sound|music|speech/;
const BARE = /^(image|images|photo|picture|mask|video|audio)$/;
const LOOKS_LIKE_ONE = /^(https?|data):/i;

/** Every file address in a body, wherever it stands: pictures before masks, as those who work with both expect. */
export function inputAddresses(input: Input): InputAddress[] {
  const found = collect(input, ["body"], "");
  return [...found.filter(({ kind }) => kind !== "mask"), ...found.filter(({ kind }) => kind === "mask")];
}

function collect(value: unknown, loc: InputAddress["loc"], name: string): InputAddress[] {
  if (typeof value === "string") {
    const kind = kindFor(name, value);
    return kind === undefined ? [] : [{ url: value, loc, kind }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => collect(item, [...loc, index], name));
  if (typeof value !== "object" || value === null) return [];
  // `{"image": {"url": …}}` says no less than `image_url`.
  return Object.entries(value).flatMap(([key, item]) =>
    collect(item, [...loc, key], key === "url" ? name || key : key),
  );
}

function kindFor(name: string, value: string): InputAddress["kind"] | undefined {
  if (!(ADDRESS.test(name) || (BARE.test(name) && LOOKS_LIKE_ONE.test(value)))) return undefined;
  if (MASK.test(name)) return "mask";
  if (OTHER.test(name)) return "other";
  return PICTURE.test(name) ? "picture" : undefined;
}
