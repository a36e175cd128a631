const HIDDEN = "[secret]";

/** Fields whose value is a secret wherever they stand, also inside JSON that is quoted in a text. */
const NAMES = "(?:[a-z]+[_-]?)*?(?:token|key|authorization|password|secret)";
const FIELD = new RegExp(`"(${NAMES})":"(?:[^"\\\\]|\\\\.)*"`, "gi");
const QUOTED_FIELD = new RegExp(`(\\\\+")(${NAMES})\\1(\\s*:\\s*)\\1.*?\\1`, "gi");

/** What a secret looks like where nothing names it: each pattern, and what is written instead. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // An interaction's token stands in the path of its routes; for 15 minutes it writes in our name.
  [/(\/webhooks\/\d+\/)[^/?"\s\\]+/g, `$1${HIDDEN}`],
  [/(\/interactions\/\d+\/)[^/?"\s\\]+/g, `$1${HIDDEN}`],
  // The same token anywhere else: "interaction:" in base64.
  [/aW50ZXJhY3Rpb246[\w-]+/g, HIDDEN],
  [/\b(Bearer\s+)[^\s"\\,;)]{4,}/gi, `$1${HIDDEN}`],
  [/\b((?:Key|Bot)\s+)[^\s"\\,;)]{16,}/g, `$1${HIDDEN}`],
  // A bot's token: its id, a time and a signature, in base64.
  [/[\w-]{18,}\.[\w-]{6,7}\.[\w-]{25,}/g, HIDDEN],
  // Keys of fal's form, and of most gateways'.
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:[0-9a-z]{16,}/gi, HIDDEN],
  [/\bsk-[\w-]{12,}/g, HIDDEN],
  [/(\/\/)[^/?#\s"@\\]+(@)/g, `$1${HIDDEN}$2`],
  // Signed addresses open a file to whoever has them.
  [/([?&](?:hm|sig|signature|x-amz-signature|x-goog-signature|token|key)=)[^&"\s\\]+/gi, `$1${HIDDEN}`],
];

/** Takes the secrets out of one line of JSON, by name, by shape and, for those that are `known`, to the letter. */
export function withoutSecrets(line: string, known: readonly string[]): string {
  const named = line.replace(FIELD, `"$1":"${HIDDEN}"`).replace(QUOTED_FIELD, `$1$2$1$3$1${HIDDEN}$1`);
  const shaped = SHAPES.reduce((text, [shape, instead]) => text.replace(shape, instead), named);
  return known.flatMap(spellings).reduce((text, secret) => text.replaceAll(secret, HIDDEN), shaped);
}

/** A secret as it is, inside JSON and inside an address. An empty one would match everywhere. */
function spellings(secret: string): string[] {
  return secret === "" ? [] : [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])];
}
