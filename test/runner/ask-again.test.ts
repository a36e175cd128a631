import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { askAgainIn, type UsualDuration } from "../../src/runner/ask-again.ts";

/** What following a job that takes `durationMs` costs: how often it is asked, and how late its end is noticed. */
function follow(durationMs: number, usual: UsualDuration | null): { asks: number; lateMs: number } {
  let now = 0;
  for (let asks = 1; ; asks += 1) {
    now += askAgainIn(now, usual);
    if (now >= durationMs) return { asks, lateMs: now - durationMs };
  }
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

for (const seconds of [10, 60, 600]) {
  test(`a ${seconds} s job costs half of what asking twice a second does, and is noticed as soon`, () => {
    const usual = { early: seconds * 630, median: seconds * 1000, late: seconds * 1430 };
    const durations = Array.from({ length: 1_000 }, (_, index) => seconds * 1000 * (0.7 + 0.6 * (index / 1_000)));
    const followed = durations.map((duration) => follow(duration, usual));
    const twiceASecond = durations.map((duration) => Math.ceil(duration / 500));
    assert.ok(middle(followed.map(({ asks }) => asks)) <= middle(twiceASecond) / 2);
    assert.ok(middle(followed.map(({ lateMs }) => lateMs)) <= 250);
  });
}

test("whatever is known, it is asked at least every eight seconds and never all the time", () => {
  const usual = fc.option(fc.record({ early: fc.nat(1e6), median: fc.nat(1e6), late: fc.nat(1e7) }), { nil: null });
  fc.assert(
    fc.property(fc.nat(1e8), usual, (elapsed, known) => {
      const wait = askAgainIn(elapsed, known);
      assert.ok(wait >= 480 && wait <= 8_000);
    }),
  );
});
