import type { Inline, TimestampStyle } from "./markdown-tree.ts";

interface Found {
  node: Inline;
  /** Characters of the source that the node stands for. */
  length: number;
}

type Rule = (rest: string, before: string) => Found | null;

/** Deep nesting is somebody testing us: from here on text stays text. */
const MAX_DEPTH = 8;

const SPECIAL = /[\\`*_~|<[@h]/;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD_END = /[\p{L}\p{N}]$/u;

/** Reads one paragraph's worth of text: emphasis, code, links, mentions, timestamps. */
export function parseInline(source: string, depth = 0): Inline[] {
  const nodes: Inline[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const skip = rest.search(SPECIAL);
    if (skip !== 0) {
      appendText(nodes, skip === -1 ? rest : rest.slice(0, skip));
      at += skip === -1 ? rest.length : skip;
      continue;
    }
    const found = firstMatch(rest, source.slice(0, at), depth);
    if (found === null) appendText(nodes, rest.slice(0, 1));
    else if (found.node.kind === "text") appendText(nodes, found.node.text);
    else nodes.push(found.node);
    at += found?.length ?? 1;
  }
  return nodes;
}

function firstMatch(rest: string, before: string, depth: number): Found | null {
  for (const rule of RULES) {
    const found = rule(rest, before);
    if (found !== null) return found;
  }
  return depth >= MAX_DEPTH ? null : emphasis(rest, before, depth);
}

function appendText(nodes: Inline[], text: string): void {
  const last = nodes.at(-1);
  if (last?.kind === "text") last.text += text;
  else nodes.push({ kind: "text", text });
}

const escaped: Rule = (rest) =>
  rest.startsWith("\\") && PUNCTUATION.test(rest.slice(1, 2))
    ? { node: { kind: "text", text: rest.slice(1, 2) }, length: 2 }
    : null;

const code: Rule = (rest) => {
  const match = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest);
  if (match === null) return null;
  const inside = match[2] ?? "";
  // A code span that must hold a backtick is padded with spaces, as in CommonMark.
  const trimmed = /^ .*` *$|^ *`.* $/.test(inside) ? inside.trim() : inside;
  return { node: { kind: "code", code: trimmed }, length: match[0].length };
};

const timestamp: Rule = (rest) => {
  const match = /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/.exec(rest);
  if (match === null) return null;
  const style = (match[2] ?? "f") as TimestampStyle;
  return { node: { kind: "timestamp", seconds: Number(match[1]), style }, length: match[0].length };
};

const mention: Rule = (rest) => {
  const everyone = /^@(everyone|here)\b/.exec(rest);
  if (everyone?.[1] !== undefined)
    return { node: { kind: "mention", of: "everyone", id: everyone[1] }, length: everyone[0].length };
  const command = /^<\/([^:>]{1,100}):\d{1,20}>/.exec(rest);
  if (command?.[1] !== undefined)
    return { node: { kind: "mention", of: "command", id: command[1] }, length: command[0].length };
  const match = /^<(@!?|@&|#)(\d{1,20})>/.exec(rest);
  if (match?.[2] === undefined) return null;
  const of = match[1] === "@&" ? "role" : match[1] === "#" ? "channel" : "user";
  return { node: { kind: "mention", of, id: match[2] }, length: match[0].length };
};

const emoji: Rule = (rest) => {
  const match = /^<a?:(\w{2,32}):(\d{1,20})>/.exec(rest);
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { node: { kind: "emoji", name: match[1], id: match[2] }, length: match[0].length };
};

const namedLink: Rule = (rest) => {
  const match = /^\[((?:[^[\]\\]|\\.)+)\]\(<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"]*")?\)/.exec(rest);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return {
    node: { kind: "link", address: match[2], content: parseInline(match[1], MAX_DEPTH) },
    length: match[0].length,
  };
};

const bareLink: Rule = (rest, before) => {
  if (WORD_END.test(before)) return null;
  const match = /^(<?)(https?:\/\/[^\s<>]+)(>?)/.exec(rest);
  const address = match?.[2];
  if (match === null || address === undefined) return null;
  if (match[1] === "<" && match[3] === ">") return link(address, match[0].length);
  if (match[1] === "<") return null;
  const clean = trimAddress(address);
  return link(clean, clean.length);
};

function link(address: string, length: number): Found {
  return { node: { kind: "link", address, content: [{ kind: "text", text: address }] }, length };
}

/** A sentence's own full stop or bracket is not part of the address in it. */
function trimAddress(address: string): string {
  const clean = address.replace(/[.,:;"'!?*_~|]+$/, "");
  const unbalanced = clean.endsWith(")") && clean.split("(").length < clean.split(")").length;
  return unbalanced ? trimAddress(clean.slice(0, -1)) : clean;
}

const RULES: readonly Rule[] = [escaped, code, timestamp, mention, emoji, namedLink, bareLink];

const MARKS = [
  { open: "**", kind: "bold" },
  { open: "__", kind: "underline" },
  { open: "~~", kind: "strike" },
  { open: "||", kind: "spoiler" },
  { open: "*", kind: "italic" },
  { open: "_", kind: "italic" },
] as const;

function emphasis(rest: string, before: string, depth: number): Found | null {
  for (const mark of MARKS) {
    if (!rest.startsWith(mark.open)) continue;
    if (mark.open === "_" && WORD_END.test(before)) continue;
    const inside = closing(rest, mark.open);
    if (inside === null) continue;
    const content = parseInline(inside, depth + 1);
    return { node: { kind: mark.kind, content }, length: inside.length + 2 * mark.open.length };
  }
  return null;
}

/** The text up to the mark that closes `rest`'s first one; null when there is none, or nothing stands between. */
function closing(rest: string, mark: string): string | null {
  const single = mark.length === 1;
  if (single && /^\s/.test(rest.slice(1))) return null;
  for (let at = mark.length; at < rest.length; at++) {
    const character = rest.charAt(at);
    if (character === "\\" || character === "`") {
      const here = rest.slice(at);
      at += ((escaped(here, "") ?? code(here, ""))?.length ?? 1) - 1;
      continue;
    }
    if (!rest.startsWith(mark, at)) continue;
    const run = runLength(rest, at);
    // `*a **b** c*`: a single star inside a double one belongs to the double one.
    if (single && run === 2) {
      at += 1;
      continue;
    }
    const end = single ? at : at + Math.max(0, run - mark.length);
    if (end === mark.length) return null;
    if (single && /\s$/.test(rest.slice(0, end))) continue;
    if (mark === "_" && /^[\p{L}\p{N}]/u.test(rest.slice(end + 1))) continue;
    return rest.slice(mark.length, end);
  }
  return null;
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === text.charAt(at) && end < text.length) end += 1;
  return end - at;
}
