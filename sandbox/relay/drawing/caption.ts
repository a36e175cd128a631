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
const ADVANCE = 6;

/** The caption over the lower left corner of a picture, as SVG of the picture's own size. */
export function captionSvg({ width, height }: Size): string {
  const dot = Math.max(
    1,
    Math.min(Math.round(Math.min(width, height) / 450), Math.floor(width / (TEXT.length * ADVANCE + 8))),
  );
  const dots = [...TEXT].flatMap((letter, position) =>
    (LETTERS[letter] ?? []).flatMap((row, y) =>
      [...row].flatMap((cell, x) =>
        cell === "#" ? `M${(position * ADVANCE + x) * dot},${y * dot}h${dot}v${dot}h-${dot}z` : [],
      ),
    ),
  );
  const [wide, high] = [(TEXT.length * ADVANCE + 5) * dot, 13 * dot];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <g transform="translate(${3 * dot} ${height - high - 3 * dot})">
      <rect width="${wide}" height="${high}" rx="${2 * dot}" fill="#000" opacity=".45"/>
      <path transform="translate(${3 * dot} ${3 * dot})" d="${dots.join("")}" fill="#fff" opacity=".92"/>
    </g></svg>`;
}
