import assert from "node:assert/strict";
import { test } from "node:test";
import { retryAfterMs } from "../../src/relay/retry-after.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

test("a Retry-After header is read as seconds or as a date, and anything else as silence", () => {
  const cases: [string | string[] | undefined, number | null][] = [
    ["0", 0],
    ["120", 120_000],
    ["0.5", 500],
    [["3", "9"], 3_000],
    ["Sat, 21 Nov 2026 12:00:10 GMT", 10_000],
    ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
    ["-5", null],
    ["soon", null],
    ["", null],
    [undefined, null],
  ];
  for (const [header, expected] of cases) assert.equal(retryAfterMs(header, NOW), expected, String(header));
});
