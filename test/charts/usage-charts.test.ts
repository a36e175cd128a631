import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { type ChartWords, dayChart, rankChart } from "../../src/charts/usage-charts.ts";
import { pictureOfSvg } from "../../src/media/svg-picture.ts";

const words: ChartWords = { jobs: "Jobs", cost: "Cost", money: (amount) => `$${amount.toFixed(2)}` };
const day = (number: number, jobs: number) => ({ label: `11/${number}`, jobs, cost: jobs / 40 });
/** Writing of fewer units could not be read on a phone, which shows 640 of them on about 300 points. */
const LEAST_FONT = 26;

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? "");

test("a chart by day has two bars for each day with jobs, and the scale of both", async () => {
  const svg = await dayChart([day(19, 4), day(20, 0), day(21, 8)], words);
  const texts = textsOf(svg);
  for (const text of ["Jobs", "Cost", "11/19", "11/21", "$0.20"])
    assert.ok(texts.includes(text), `${text} of ${texts}`);
  for (const color of ["#6b9cff", "#4fc38f"]) assert.equal(svg.split(`fill="${color}"`).length - 1, 3, color);
});

test("a ranking names each line in full and writes its numbers beside the bars", async () => {
  const texts = textsOf(
    await rankChart(
      [
        { label: "FLUX <b>&", jobs: 12, cost: 0.3 },
        { label: "小雨", jobs: 1, cost: 0 },
      ],
      words,
    ),
  );
  assert.deepEqual(
    ["FLUX &lt;b&gt;&amp;", "小雨", "12", "1", "$0.30", "$0.00"].filter((text) => !texts.includes(text)),
    [],
  );
});

test("all writing is large enough for a phone, also with ninety days", async () => {
  const days = Array.from({ length: 90 }, (_, index) => day(index, index % 7));
  for (const svg of [await dayChart(days, words), await rankChart([day(1, 3)], words)]) {
    const sizes = [...svg.matchAll(/font(?:-size)?:\s*(\d+)px/g)].map(([, size]) => Number(size));
    assert.ok(sizes.length > 0);
    assert.ok(Math.min(...sizes) >= LEAST_FONT, `${Math.min(...sizes)}`);
  }
});

test("the picture is a small PNG in which the bars are as high as their numbers", async () => {
  const png = await pictureOfSvg(await dayChart([day(20, 10), day(21, 5)], words));
  assert.ok(png.length < 100_000, `${png.length} bytes`);
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  assert.equal(info.width, 1280);
  const blue = (x: number) => {
    let count = 0;
    for (let y = 0; y < info.height; y += 1) {
      const at = (y * info.width + x) * 3;
      if ((data[at] ?? 0) < 140 && (data[at + 2] ?? 0) > 220) count += 1;
    }
    return count;
  };
  const columns = Array.from({ length: info.width }, (_, x) => blue(x));
  const half = Math.round((232 + info.width) / 2);
  const [first, second] = [Math.max(...columns.slice(0, half)), Math.max(...columns.slice(half))];
  assert.ok(first > 100 && Math.abs(first / second - 2) < 0.1, `${first} and ${second}`);
});
