import fc from "fast-check";

/** What breaks programs: markup, mentions, direction marks, halves of characters, nothing visible. */
const NASTY = [
  "@everyone <@1290000000000000201> <@&1290000000000000101> <#1290000000000000301> @here",
  "**bold** __under__ ~~gone~~ ||spoiler|| `code` > quote # title - list 1. one",
  "```ts\nconst a = `b`;\n```",
  "[link](https://example.com) <https://example.com> https://example.com discord.gg/abc",
  "</flux:1290000000000000001> <t:1700000000:R> <:name:1290000000000000001> :smile:",
  "\u202Ereversed\u202C \u2066isolated\u2069 \u200Fright",
  "\0 \u0007 \u001B[31m \u007F \uFEFF \u2028 \u2029",
  "\uD83D",
  "\uDE00 half",
  "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇺🇳",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́",
  "黄昏的灯塔，海面上有雾。",
  "غروب الشمس فوق المنارة",
  "\\\\\\`\\*",
  "{detail} {field} $& $1 %s",
  "\u3164\u200B\u00AD",
  "   \n\t  ",
  "",
];

const piece = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("*", "`", "\n", "@", "😀", "字", "\uD83D", "﷽"),
);

/** Any text a person or a relay may send, up to 6,000 UTF-16 units: often a few pieces, often one of them all over. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
  fc
    .tuple(piece, fc.nat(6_000))
    .map(([one, length]) => one.repeat(Math.ceil(length / Math.max(1, one.length))).slice(0, length)),
);
