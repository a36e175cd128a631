import { type FailureType, isFailureType } from "./errors.ts";

/** What a prompt can ask of the run itself, written as `sandbox: <wish>`; differences.md lists them for people. */
export interface Wishes {
  /** How many times longer than usual it runs. */
  readonly slowness: number;
  readonly heldInQueueMs: number;
  readonly flagged: boolean;
  readonly longSeed: boolean;
  /** Goes by the prompt and the pictures alone, as a relay may. */
  readonly deafToSettings: boolean;
  /** Makes the files as large as files of photographs. */
  readonly grainy: boolean;
  readonly failure: FailureType | undefined;
}

const SLOWNESS = 10;
const DEFAULT_HOLD_SECONDS = 30;

const PROMPTS = ["prompt", "text", "gen_text", "input", "script", "lyrics", "query"];

/** The prompt of a body that may be anything; models of speech call it their text. */
export function promptOf(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const fields = new Map<string, unknown>(Object.entries(body));
  return PROMPTS.map((name) => fields.get(name)).find((value) => typeof value === "string") ?? "";
}

/** The parts of a prompt after each `sandbox:`, up to a comma, a semicolon, a full stop or the line's end. */
export function findDirectives(prompt: string): string[] {
  return [...prompt.matchAll(/sandbox:\s*([^,;.\n]+)/gi)].map((match) => (match[1] ?? "").trim().toLowerCase());
}

export function readWishes(prompt: string): Wishes {
  const directives = findDirectives(prompt);
  const hold = directives.map((words) => /^queue(?:\s+(\d+))?$/.exec(words)).find((match) => match !== null);
  const failure = directives.map((words) => failureNamed(words)).find((type) => type !== undefined);
  return {
    slowness: directives.includes("slow") ? SLOWNESS : 1,
    heldInQueueMs: hold ? Number(hold[1] ?? DEFAULT_HOLD_SECONDS) * 1000 : 0,
    flagged: directives.includes("nsfw"),
    longSeed: directives.includes("long seed"),
    deafToSettings: directives.includes("ignore settings"),
    grainy: directives.includes("grain"),
    failure,
  };
}

function failureNamed(words: string): FailureType | undefined {
  if (words === "refused") return "content_policy_violation";
  const name = words.replace(/^fail\s+/, "").replaceAll(" ", "_");
  return words.startsWith("fail") && isFailureType(name) ? name : undefined;
}
