import * as z from "zod";
import { findDirectives } from "./prompt-wishes.ts";

const place = z.enum(["submit", "status", "result", "cancel", "file"]);
const common = {
  at: place,
  /** How many calls it meets; "always" until it is cleared. */
  times: z.union([z.int().positive(), z.literal("always")]).default(1),
  /** Only calls for this endpoint id. */
  endpoint: z.string().optional(),
};
const delay = z.int().min(0).max(3_600_000);

const schema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("slow"), headersMs: delay.default(5000), bodyMs: delay.default(0) }),
  z.strictObject({ ...common, kind: z.literal("hang") }),
  z.strictObject({
    ...common,
    kind: z.literal("error"),
    /** Some relays answer 200 and say in the body what went wrong. */
    status: z.int().min(200).max(599).default(500),
    shape: z.enum(["json", "html", "openai", "empty"]).default("json"),
  }),
  z.strictObject({ ...common, kind: z.literal("rate-limited"), retryAfterSeconds: z.int().min(0).optional() }),
  z.strictObject({ ...common, kind: z.literal("out-of-balance") }),
  z.strictObject({ ...common, kind: z.literal("reset-before") }),
  z.strictObject({ ...common, kind: z.literal("reset-after") }),
  z.strictObject({ ...common, kind: z.literal("malformed") }),
  z.strictObject({ ...common, kind: z.literal("truncated") }),
  z.strictObject({ ...common, kind: z.literal("wrong-type"), contentType: z.string().default("text/html") }),
  z.strictObject({ ...common, kind: z.literal("unknown-status"), word: z.string().default("PAUSED") }),
  z.strictObject({ ...common, kind: z.literal("expired") }),
  z.strictObject({
    ...common,
    kind: z.literal("missing"),
    status: z.union([z.literal(404), z.literal(405)]).default(404),
  }),
  /** Announced as this long, or (`told: false`) only found to be so by whoever reads on. */
  z.strictObject({
    ...common,
    kind: z.literal("huge"),
    bytes: z.int().positive().default(200_000_000),
    told: z.boolean().default(true),
  }),
  /** The bytes of something else, under the picture's own content type. */
  z.strictObject({
    ...common,
    kind: z.literal("other-file"),
    what: z.enum(["text", "web page", "archive", "nothing"]).default("text"),
  }),
  /** IN_QUEUE again, although it was further already. */
  z.strictObject({ ...common, kind: z.literal("status-back") }),
  z.strictObject({ ...common, kind: z.literal("unfinished") }),
  z.strictObject({ ...common, kind: z.literal("missing-fields"), fields: z.array(z.string()).min(1) }),
  /** Every field stands twice; readers take the second, which says the same. */
  z.strictObject({ ...common, kind: z.literal("doubled-fields") }),
]);

export const FAULT_KINDS: readonly string[] = schema.options.map(({ shape }) => shape.kind.value);

export type Place = z.output<typeof place>;
export type Fault = z.output<typeof schema>;
export type NewFault = z.input<typeof schema>;

export type FaultAdded = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** What the next calls meet: faults that were added, then those that the prompt of the request asks for. */
export class Faults {
  #added: { readonly fault: Fault; left: number }[] = [];
  readonly #metByPrompt = new Map<string, number>();

  /** Takes a fault as written in code or sent to the admin surface; a wrong one is refused with what is wrong. */
  add(fault: NewFault | unknown): FaultAdded {
    const parsed = schema.safeParse(fault);
    if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
    const { times } = parsed.data;
    this.#added.push({ fault: parsed.data, left: times === "always" ? Number.POSITIVE_INFINITY : times });
    return { ok: true };
  }

  clear(): void {
    this.#added = [];
    this.#metByPrompt.clear();
  }

  list(): { readonly fault: Fault; readonly left: number | "always" }[] {
    return this.#added.map(({ fault, left }) => ({ fault, left: Number.isFinite(left) ? left : "always" }));
  }

  /** The fault this call meets, if any; counts it as met. */
  take(at: Place, endpoint: string | undefined, prompt: string): Fault | undefined {
    const entry = this.#added.find(
      ({ fault }) => fault.at === at && (fault.endpoint === undefined || fault.endpoint === endpoint),
    );
    if (entry === undefined) return this.#fromPrompt(at, prompt);
    entry.left -= 1;
    if (entry.left <= 0) this.#added = this.#added.filter((other) => other !== entry);
    return entry.fault;
  }

  #fromPrompt(at: Place, prompt: string): Fault | undefined {
    for (const directive of findDirectives(prompt)) {
      const fault = parseDirective(directive);
      if (fault?.at !== at) continue;
      const key = `${at} ${prompt}`;
      const met = this.#metByPrompt.get(key) ?? 0;
      if (fault.times !== "always" && met >= fault.times) continue;
      this.#metByPrompt.set(key, met + 1);
      return fault;
    }
    return undefined;
  }
}

const WORDS: Readonly<Record<string, Omit<NewFault, "times"> & Record<string, unknown>>> = {
  "429": { at: "submit", kind: "rate-limited", retryAfterSeconds: 3 },
  "429 bare": { at: "submit", kind: "rate-limited" },
  html: { at: "submit", kind: "error", status: 502, shape: "html" },
  openai: { at: "submit", kind: "error", status: 500, shape: "openai" },
  balance: { at: "submit", kind: "out-of-balance" },
  hang: { at: "submit", kind: "hang" },
  "reset before": { at: "submit", kind: "reset-before" },
  "reset after": { at: "submit", kind: "reset-after" },
  malformed: { at: "result", kind: "malformed" },
  truncated: { at: "file", kind: "truncated" },
  "wrong type": { at: "file", kind: "wrong-type" },
  "unknown status": { at: "status", kind: "unknown-status" },
  expired: { at: "file", kind: "expired" },
  missing: { at: "status", kind: "missing" },
  huge: { at: "file", kind: "huge" },
  "other file": { at: "file", kind: "other-file" },
  "status back": { at: "status", kind: "status-back" },
  unfinished: { at: "result", kind: "unfinished" },
};

/** The words for faults in prompts, apart from bare HTTP statuses. */
export const PROMPT_FAULTS: readonly string[] = Object.keys(WORDS);

/** Reads `<fault> [at <place>] [x<times>]`, as in "sandbox: 503 at status x2". Without a count it is always met. */
function parseDirective(directive: string): Fault | undefined {
  const match = /^(.+?)(?:\s+at\s+(\w+))?(?:\s+x(\d+))?$/.exec(directive);
  if (match === null) return undefined;
  const [, words = "", at, times] = match;
  const named =
    /^[45]\d\d$/.test(words) && words !== "429" ? { at: "submit", kind: "error", status: Number(words) } : WORDS[words];
  if (named === undefined) return undefined;
  const parsed = schema.safeParse({ ...named, ...(at ? { at } : {}), times: times ? Number(times) : "always" });
  return parsed.success ? parsed.data : undefined;
}
