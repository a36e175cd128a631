import assert from "node:assert/strict";
import { test } from "node:test";
import { mean, median, quantile, seeded, spread, times } from "../../bench/figures.ts";

test("a quantile is a sample that was measured, whatever their order", () => {
  const samples = [5, 1, 4, 2, 3];
  assert.equal(median(samples), 3);
  assert.equal(quantile(samples, 0), 1);
  assert.equal(quantile(samples, 0.2), 1);
  assert.equal(quantile(samples, 0.21), 2);
  assert.equal(quantile(samples, 1), 5);
  assert.deepEqual(samples, [5, 1, 4, 2, 3]);
});

test("of a hundred samples one lies beyond the 99 % mark", () => {
  const samples = Array.from({ length: 100 }, (_, index) => index + 1);
  assert.equal(quantile(samples, 0.99), 99);
  assert.equal(quantile(samples, 0.5), 50);
});

test("without samples there is no figure", () => {
  assert.ok(Number.isNaN(median([])));
  assert.ok(Number.isNaN(mean([])));
});

test("several rounds give each figure's least, middle and most", () => {
  assert.deepEqual(spread([3, 1, 2]), { min: 1, median: 2, max: 3 });
  assert.deepEqual(times([[1, 2], [3], [10]])["max ms"], { min: 2, median: 3, max: 10 });
  assert.equal(mean([1, 2, 6]), 3);
});

test("chance is the same at every run and lies between 0 and 1", () => {
  const [one, other] = [seeded(7), seeded(7)];
  const drawn = Array.from({ length: 1_000 }, one);
  assert.deepEqual(drawn, Array.from({ length: 1_000 }, other));
  assert.ok(drawn.every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(mean(drawn) - 0.5) < 0.05);
});
