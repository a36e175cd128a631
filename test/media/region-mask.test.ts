import assert from "node:assert/strict";
import { suite, test } from "node:test";
import sharp from "sharp";
import { type MaskRegion, regionMask } from "../../src/media/region-mask.ts";

const [WIDTH, HEIGHT] = [101, 60];

/** How bright the corners, the middles of the sides and the middle are: left to right, row by row. */
async function brightness(region: MaskRegion): Promise<string> {
  const mask = sharp(await regionMask(region, WIDTH, HEIGHT));
  assert.equal((await mask.metadata()).channels, 1);
  const { data, info } = await mask.toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height, info.channels], [WIDTH, HEIGHT, 1]);
  const at = (x: number, y: number) => (data[y * WIDTH + x] === 255 ? "#" : data[y * WIDTH + x] === 0 ? "." : "?");
  return [1, HEIGHT / 2, HEIGHT - 2].map((y) => [1, 49, WIDTH - 2].map((x) => at(x, y)).join("")).join(" ");
}

suite("a mask of a region is white where something is painted anew", () => {
  const cases: [MaskRegion, string][] = [
    ["left", "##. ##. ##."],
    ["right", "..# ..# ..#"],
    ["top", "### ... ..."],
    ["bottom", "... ### ###"],
    ["center", "... .#. ..."],
    ["background", "### #.# ###"],
  ];
  for (const [region, expected] of cases) test(region, async () => assert.equal(await brightness(region), expected));
});
