import * as z from "zod";

/** One entry of fal's `detail` list (https://docs.fal.ai/errors). */
export interface DetailEntry {
  /** "image_urls.0"; null where the entry names no field. */
  readonly field: string | null;
  readonly message: string;
  readonly type: string | null;
  readonly context: Readonly<Record<string, string | number | boolean>>;
}

/** What an error answer says, whichever shape it has. */
export interface ErrorBody {
  readonly entries: readonly DetailEntry[];
  /** Stable words, the most telling first, in lower case. */
  readonly words: readonly string[];
  /** fal's word for a request that ended outside its model ("client_cancelled"). */
  readonly errorType: string | null;
  /** A status told in the body ({ error: { code: 429 } }): gateways answer 200 or 500 for it. */
  readonly toldStatus: number | null;
  readonly message: string;
}

const scalar = z.union([z.string(), z.number(), z.bigint()]);
const word = z
  .union([scalar.transform(String), z.null()])
  .optional()
  .catch(null);

const entrySchema = z.looseObject({
  loc: z.union([z.array(scalar), scalar.transform((step) => [step])]).catch([]),
  msg: word,
  message: word,
  type: word,
  ctx: z.record(z.string(), z.unknown()).catch({}),
});

const schema = z.looseObject({
  detail: z.unknown().optional(),
  error: z.unknown().optional(),
  message: word,
  msg: word,
  code: word,
  type: word,
  error_type: word,
});

/** Reads fal's shapes (`detail` as a list or a sentence) and the OpenAI shape (`error` with message, type, code). */
export function readErrorBody(json: unknown): ErrorBody | null {
  const outer = schema.safeParse(json);
  if (!outer.success) return null;
  const inner = schema.safeParse(outer.data.error);
  const sources = inner.success ? [inner.data, outer.data] : [outer.data];
  const entries = sources.flatMap((from) => readEntries(from.detail));
  const words = sources.flatMap((from) => [from.code, from.error_type, from.type]).filter(isWord);
  const sentences = [outer.data.error, ...sources.flatMap((from) => [from.detail, from.message, from.msg])];
  const message = entries[0]?.message ?? sentences.find(isWord);
  if (entries.length === 0 && words.length === 0 && message === undefined) return null;
  return {
    entries,
    words: [...entries.map((entry) => entry.type).filter(isWord), ...words].map((each) => each.toLowerCase()),
    errorType: sources.map((from) => from.error_type).find(isWord) ?? null,
    toldStatus: words.map(Number).find((code) => Number.isInteger(code) && code >= 400 && code <= 599) ?? null,
    message: message ?? "",
  };
}

function readEntries(detail: unknown): DetailEntry[] {
  const list = Array.isArray(detail) ? detail : isObject(detail) ? [detail] : [];
  return list.flatMap((each) => {
    const entry = entrySchema.safeParse(each);
    if (!entry.success)
      return typeof each === "string" ? [{ field: null, message: each, type: null, context: {} }] : [];
    const { loc, msg, message, type, ctx } = entry.data;
    return [{ field: fieldOf(loc), message: msg ?? message ?? "", type: type ?? null, context: plainValues(ctx) }];
  });
}

/** fal counts from the request: ["body", "image_urls", 0]. */
function fieldOf(loc: readonly (string | number | bigint)[]): string | null {
  const steps = loc[0] === "body" ? loc.slice(1) : loc;
  return steps.length === 0 ? null : steps.join(".");
}

function plainValues(context: Record<string, unknown>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(context).flatMap(([name, value]) => {
      if (typeof value === "bigint") return [[name, value.toString()]];
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [[name, value]]
        : [];
    }),
  );
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
