import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseMarkdown, plainText } from "../../../../sandbox/page/text/markdown.ts";
import type { Block, Inline } from "../../../../sandbox/page/text/markdown-tree.ts";

const text = (words: string): Inline => ({ kind: "text", text: words });

/** The content of a text that is a single paragraph. */
function paragraph(source: string): Inline[] {
  const blocks = parseMarkdown(source);
  assert.equal(blocks.length, 1, `one block expected: ${JSON.stringify(blocks)}`);
  const [first] = blocks;
  assert.ok(first?.kind === "paragraph");
  return first.content;
}

describe("a message's markdown", () => {
  it("reads emphasis, nested and side by side", () => {
    assert.deepEqual(paragraph("**bold** and *italic*"), [
      { kind: "bold", content: [text("bold")] },
      text(" and "),
      { kind: "italic", content: [text("italic")] },
    ]);
    assert.deepEqual(paragraph("***both***"), [
      { kind: "bold", content: [{ kind: "italic", content: [text("both")] }] },
    ]);
    assert.deepEqual(
      paragraph("__under__ ~~gone~~ ||hidden||").map((node) => node.kind),
      ["underline", "text", "strike", "text", "spoiler"],
    );
  });

  it("leaves stars and underscores inside words and sums alone", () => {
    assert.deepEqual(paragraph("3 * 4 * 5"), [text("3 * 4 * 5")]);
    assert.deepEqual(paragraph("a snake_case_name"), [text("a snake_case_name")]);
    assert.deepEqual(paragraph("unclosed **bold"), [text("unclosed **bold")]);
  });

  it("takes a backslash's character for itself", () => {
    assert.deepEqual(paragraph("\\*\\*not bold\\*\\*"), [text("**not bold**")]);
    assert.deepEqual(paragraph("C:\\new"), [text("C:\\new")]);
    assert.deepEqual(paragraph("\\<@123\\>"), [text("<@123>")]);
  });

  it("shows code as it was written", () => {
    assert.deepEqual(paragraph("`**code**`"), [{ kind: "code", code: "**code**" }]);
    assert.deepEqual(parseMarkdown("before\n```ts\nconst a = '**';\n```\nafter"), [
      { kind: "paragraph", content: [text("before")] },
      { kind: "fence", language: "ts", code: "const a = '**';" },
      { kind: "paragraph", content: [text("after")] },
    ]);
  });

  it("reads headings of three levels and subtext, but no heading without a space", () => {
    const kinds = parseMarkdown("# one\n## two\n### three\n-# small\n#none").map((block) =>
      block.kind === "heading" ? `heading ${block.level}` : block.kind,
    );
    assert.deepEqual(kinds, ["heading 1", "heading 2", "heading 3", "small", "paragraph"]);
  });

  it("gathers quoted lines, and with three marks all that follows", () => {
    const quote = parseMarkdown("> one\n> two\nthree")[0];
    assert.deepEqual(quote, { kind: "quote", blocks: [{ kind: "paragraph", content: [text("one\ntwo")] }] });
    const rest = parseMarkdown(">>> one\ntwo\nthree");
    assert.equal(rest.length, 1);
    assert.equal(rest[0]?.kind, "quote");
  });

  it("nests lists by indentation and keeps an ordered list's first number", () => {
    const [list] = parseMarkdown("- a\n  - b\n- c");
    assert.ok(list?.kind === "list");
    assert.equal(list.items.length, 2);
    assert.equal(list.items[0]?.children[0]?.kind, "list");
    const [ordered] = parseMarkdown("4. four\n5. five");
    assert.ok(ordered?.kind === "list");
    assert.deepEqual([ordered.ordered, ordered.start, ordered.items.length], [true, 4, 2]);
  });

  it("reads links and leaves a sentence's own punctuation out of them", () => {
    assert.deepEqual(paragraph("[here](https://example.com/a)"), [
      { kind: "link", address: "https://example.com/a", content: [text("here")] },
    ]);
    assert.deepEqual(paragraph("(see https://example.com/a_(b))."), [
      text("(see "),
      { kind: "link", address: "https://example.com/a_(b)", content: [text("https://example.com/a_(b)")] },
      text(")."),
    ]);
    assert.deepEqual(paragraph("[x](javascript:alert(1))"), [text("[x](javascript:alert(1))")]);
  });

  it("reads mentions, emoji and timestamps", () => {
    assert.deepEqual(paragraph("<@12> <@&34> <#56> </flux:78> <:sun:90> <t:1795000000:R> @everyone"), [
      { kind: "mention", of: "user", id: "12" },
      text(" "),
      { kind: "mention", of: "role", id: "34" },
      text(" "),
      { kind: "mention", of: "channel", id: "56" },
      text(" "),
      { kind: "mention", of: "command", id: "flux" },
      text(" "),
      { kind: "emoji", name: "sun", id: "90" },
      text(" "),
      { kind: "timestamp", seconds: 1795000000, style: "R" },
      text(" "),
      { kind: "mention", of: "everyone", id: "everyone" },
    ]);
  });

  it("loses no letter of any text", () => {
    const letters = (block: Block[]) => JSON.stringify(block).replace(/[^\p{L}]/gu, "");
    const word = fc.stringMatching(/^[XYZ]{1,4}$/);
    const mark = fc.constantFrom("*", "**", "_", "`", "||", "~~", "\n", "> ", "- ", "# ", " ", "\\", "```");
    fc.assert(
      fc.property(fc.array(fc.oneof(word, mark), { maxLength: 25 }), (parts) => {
        const source = parts.join("");
        const count = (value: string) => value.replace(/[^XYZ]/g, "").length;
        assert.equal(count(letters(parseMarkdown(source))), count(source));
      }),
    );
  });

  it("reads a very long text without hanging", () => {
    const blocks = parseMarkdown("*_~|`<[".repeat(600));
    assert.ok(blocks.length > 0);
  });

  it("gives its bare words for a preview, with what is hidden left hidden", () => {
    assert.equal(plainText("## Title\n> **a** ||b||\n- `c`"), "Title a … c");
  });
});
