import type { Size } from "../field-specs.ts";

/** Letters of five by seven dots: a machine without fonts must show the caption too. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  a: [".....", ".....", ".###.", "....#", ".####", "#...#", ".####"],
  b: ["#....", "#....", "####.", "#...#", "#...#", "#...#", "####."],
  d: ["....#", "....#", ".####", "#...#", "#...#", "#...#", ".####"],
  e: [".....", ".....", ".###.", "#...#", "#####", "#....", ".###."],
  g: [".....", ".####", "#...#", "#...#", ".####", "....#", ".###."],
  h: ["#....", "#....", "####.", "#...#", "#...#", "#...#", "#...#"],
  n: [".....", ".....", "####.", "#...#", "#...#", "#...#", "#...#"],
  o: [".....", ".....", ".###.", "#...#", "#...#", "#...#", ".###."],
  r: [".....", ".....", "#.##.", "##..#", "#....", "#....", "#...."],
  s: [".....", ".....", ".####", "#....", ".###.", "....#", "####."],
  t: [".#...", ".#...", "####.", ".#...", ".#...", ".#..#", "..##."],
  w: [".....", ".....", "#...#", "#...#", "#.#.#", "#.#.#", ".#.#."],
  x: [".....", ".....", "#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
  y: [".....", "#...#", "#...#", "#...#", ".####", "....#", ".###."],
  ",": [".....", ".....", ".....", ".....", ".##..", "..#..", ".#..."],
};
const TEXT = "drawn by the sandbox, not generated";
/** Where there is no room for the whole. */
const SHORT_TEXT = "drawn";
const ADVANCE = 6;
const PADDING = 5;
const HIGH = 13;
/** Beside and below the caption. */
const MARGIN = 3;

/** A part of a picture. */
export interface Area extends Size {
  readonly left: number;
  readonly top: number;
}

/** The caption over the lower left corner of a picture, or of a part of it, as SVG of the picture's own size. */
export function captionSvg({ width, height }: Size, area: Area = { left: 0, top: 0, width, height }): string {
  const text = area.width >= widthOf(TEXT) + 2 * MARGIN || area.width === width ? TEXT : SHORT_TEXT;
  const dot = Math.max(
    1,
    Math.min(Math.round(Math.min(width, height) / 450), Math.floor(area.width / (text.length * ADVANCE + 8))),
  );
  const dots = [...text].flatMap((letter, position) =>
    (LETTERS[letter] ?? []).flatMap((row, y) =>
      [...row].flatMap((cell, x) =>
        cell === "#" ? `M${(position * ADVANCE + x) * dot},${y * dot}h${dot}v${dot}h-${dot}z` : [],
      ),
    ),
  );
  const [left, top] = [area.left + MARGIN * dot, area.top + area.height - (HIGH + MARGIN) * dot];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <g transform="translate(${left} ${top})">
      <rect width="${widthOf(text) * dot}" height="${HIGH * dot}" rx="${2 * dot}" fill="#000" opacity=".45"/>
      <path transform="translate(${3 * dot} ${3 * dot})" d="${dots.join("")}" fill="#fff" opacity=".92"/>
    </g></svg>`;
}

function widthOf(text: string): number {
  return text.length * ADVANCE + PADDING;
}
