import assert from "node:assert/strict";
import { test } from "node:test";
import { rounded, tableOf } from "../../bench/table.ts";

test("a table has every column once, and says what was promised and whether it holds", () => {
  const table = tableOf([
    { what: "one", values: { ms: 1.2345, jobs: 3 }, promise: { text: "< 2 ms", kept: true } },
    {
      what: "two",
      values: { ms: { min: 1, median: 2, max: 31.77 }, note: "slow" },
      promise: { text: "< 2 ms", kept: false },
    },
    { what: "three", values: { ms: { min: 2, median: 2, max: 2 } } },
  ]);
  assert.deepEqual(table.split("\n"), [
    "|  | ms | jobs | note | promised |",
    "| --- | --- | --- | --- | --- |",
    "| one | 1.23 | 3 |  | < 2 ms: kept |",
    "| two | 2 (1–31.8) |  | slow | < 2 ms: **not kept** |",
    "| three | 2 |  |  |  |",
  ]);
});

test("figures have three digits, and none where nothing was measured", () => {
  assert.deepEqual([0.0123456, 9.999, 123.4, 20_000.4, Number.NaN].map(rounded), ["0.0123", "10", "123", "20000", "–"]);
});
