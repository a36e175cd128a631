/** What a picture tells of how it was made. */
export interface FoundParameters {
  /** Which tool's form it is written in. */
  readonly form: "settings text" | "ComfyUI" | "InvokeAI" | "comment";
  readonly prompt: string;
  readonly negative: string;
  /** Under the names of the settings text: "Seed", "Steps", "CFG scale", "Size", "Model". */
  readonly settings: Readonly<Record<string, string>>;
}

const NAME = /^\w[\w ()/.-]{0,60}$/;
const NEGATIVE = "Negative prompt:";
/** The last line is a prompt's unless it names one of these. */
const TELLING = ["Seed", "Steps", "Size", "Model"];

/** Reads the text that Stable Diffusion web UIs and we write: prompt, negative prompt, and a line of settings. */
export function readSettingsText(text: string): FoundParameters | null {
  const lines = text.trim().split(/\r?\n/);
  const settings = readSettings(lines.at(-1) ?? "");
  if (settings === null) return null;
  const body = lines.slice(0, -1);
  const split = body.findIndex((line) => line.startsWith(NEGATIVE));
  const [prompt, negative] = split < 0 ? [body, []] : [body.slice(0, split), body.slice(split)];
  return {
    form: "settings text",
    prompt: prompt.join("\n").trim(),
    negative: negative.join("\n").slice(NEGATIVE.length).trim(),
    settings,
  };
}

/** "Steps: 28, Model: \"a, b\"": a value with a comma stands in JSON's quotes. */
function readSettings(line: string): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (let at = 0; at < line.length; ) {
    const colon = line.indexOf(":", at);
    const name = line.slice(at, colon).trim();
    if (colon < 0 || !NAME.test(name)) break;
    const { value, end } = readValue(line, colon + 1);
    found[name] = value;
    at = end;
  }
  return TELLING.some((name) => Object.hasOwn(found, name)) ? found : null;
}

function readValue(line: string, from: number): { value: string; end: number } {
  const comma = line.indexOf(",", from);
  const plainEnd = comma < 0 ? line.length : comma;
  const quote = line.indexOf('"', from);
  if (quote < 0 || line.slice(from, quote).trim() !== "")
    return { value: line.slice(from, plainEnd).trim(), end: plainEnd + 1 };
  let close = quote + 1;
  while (close < line.length && line[close] !== '"') close += line[close] === "\\" ? 2 : 1;
  const after = line.indexOf(",", close);
  return { value: unquoted(line.slice(quote, close + 1)), end: after < 0 ? line.length : after + 1 };
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
