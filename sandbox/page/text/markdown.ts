import { parseInline } from "./markdown-inline.ts";
import type { Block, Inline, ListItem } from "./markdown-tree.ts";

/** A cursor over the lines of a text. */
interface Lines {
  readonly all: readonly string[];
  at: number;
}

const LIST_LINE = /^(\s*)([-*]|\d{1,9}[.)]) +(\S.*)$/;
const MAX_LIST_DEPTH = 10;

/** Reads the markdown that a chat message may use. Never fails: what is no markup is text. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let rest = source.replace(/\r\n?/g, "\n");
  for (;;) {
    const fence = findFence(rest);
    if (fence === null) break;
    blocks.push(...parseLines(fence.before));
    blocks.push({ kind: "fence", language: fence.language, code: fence.code });
    rest = fence.after;
  }
  blocks.push(...parseLines(rest));
  return blocks;
}

interface Fence {
  before: string;
  language: string;
  code: string;
  after: string;
}

function findFence(text: string): Fence | null {
  const open = text.indexOf("```");
  if (open === -1) return null;
  const close = text.indexOf("```", open + 3);
  if (close === -1) return null;
  const inside = text.slice(open + 3, close);
  if (inside.trim() === "") return null;
  const language = /^([\w+#.-]+)\n/.exec(inside)?.[1] ?? "";
  return {
    before: text.slice(0, open).replace(/\n$/, ""),
    language,
    code: inside.slice(language.length).replace(/^\n/, "").replace(/\n$/, ""),
    after: text.slice(close + 3).replace(/^\n/, ""),
  };
}

function parseLines(text: string): Block[] {
  if (text === "") return [];
  const lines: Lines = { all: text.split("\n"), at: 0 };
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = () => {
    // A blank line beside a heading, list or quote is only its margin; emphasis may span lines.
    const paragraph = plain.join("\n").replace(/^\n+|\n+$/g, "");
    if (paragraph !== "") blocks.push({ kind: "paragraph", content: parseInline(paragraph) });
    plain = [];
  };
  while (lines.at < lines.all.length) {
    const line = lines.all[lines.at] ?? "";
    const block = heading(line, lines) ?? small(line, lines) ?? quote(line, lines) ?? list(line, lines, 0);
    if (block === null) {
      plain.push(line);
      lines.at += 1;
      continue;
    }
    flush();
    blocks.push(block);
  }
  flush();
  return blocks;
}

function heading(line: string, lines: Lines): Block | null {
  const match = /^(#{1,3}) +(\S.*)$/.exec(line);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  lines.at += 1;
  const level = match[1].length as 1 | 2 | 3;
  return { kind: "heading", level, content: parseInline(match[2].replace(/\s+#+\s*$/, "")) };
}

function small(line: string, lines: Lines): Block | null {
  const match = /^-# +(\S.*)$/.exec(line);
  if (match?.[1] === undefined) return null;
  lines.at += 1;
  return { kind: "small", content: parseInline(match[1]) };
}

function quote(line: string, lines: Lines): Block | null {
  if (line.startsWith(">>> ")) {
    const rest = [line.slice(4), ...lines.all.slice(lines.at + 1)].join("\n");
    lines.at = lines.all.length;
    return { kind: "quote", blocks: parseLines(rest) };
  }
  const quoted: string[] = [];
  while (/^>( |$)/.test(lines.all[lines.at] ?? "")) {
    quoted.push((lines.all[lines.at] ?? "").slice(2));
    lines.at += 1;
  }
  if (quoted.length === 0) return null;
  return { kind: "quote", blocks: parseLines(quoted.join("\n")) };
}

function list(line: string, lines: Lines, depth: number): Block | null {
  const first = LIST_LINE.exec(line);
  if (first?.[1] === undefined || first[2] === undefined || depth > MAX_LIST_DEPTH) return null;
  const indent = first[1].length;
  const ordered = /\d/.test(first[2]);
  const items: ListItem[] = [];
  while (lines.at < lines.all.length) {
    const match = LIST_LINE.exec(lines.all[lines.at] ?? "");
    if (match?.[1] === undefined || match[3] === undefined) break;
    const deeper = match[1].length > indent;
    const last = items.at(-1);
    if (match[1].length < indent || (!deeper && /\d/.test(match[2] ?? "") !== ordered)) break;
    const nested = deeper && last !== undefined ? list(lines.all[lines.at] ?? "", lines, depth + 1) : null;
    if (nested !== null) last?.children.push(nested);
    else {
      items.push({ content: parseInline(match[3]), children: [] });
      lines.at += 1;
    }
  }
  return { kind: "list", ordered, start: ordered ? Number.parseInt(first[2], 10) : 1, items };
}

/** The text without its markup, for a screen reader's announcement or a preview. */
export function plainText(source: string): string {
  return parseMarkdown(source).map(blockText).join(" ").replace(/\s+/g, " ").trim();
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
    case "small":
      return inlineText(block.content);
    case "quote":
      return block.blocks.map(blockText).join(" ");
    case "list":
      return block.items
        .map((item) => [inlineText(item.content), ...item.children.map(blockText)].join(" "))
        .join(", ");
    case "fence":
      return block.code;
  }
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes.map(nodeText).join("");
}

function nodeText(node: Inline): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return node.code;
    case "spoiler":
      return "…";
    case "bold":
    case "italic":
    case "underline":
    case "strike":
    case "link":
      return inlineText(node.content);
    case "emoji":
      return `:${node.name}:`;
    case "mention":
      return node.of === "command" ? `/${node.id}` : "";
    case "timestamp":
      return new Date(node.seconds * 1000).toISOString();
  }
}
