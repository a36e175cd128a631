import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { askAgainIn, firstAskAfter, spaced, type UsualDuration } from "../../src/runner/ask-again.ts";
import { usualAmong } from "../../src/runner/usual-duration.ts";

interface Way {
  readonly waitMs: number;
  readonly runMs: number;
}

interface Followed {
  readonly asks: number;
  readonly lateMs: number;
  /** What the job is remembered to have taken. */
  readonly tookMs: number;
}

const SUBSCRIBE_MS = 500;

/** Follows one request from its submit on, as the follow step does; the last question is the one that finds it done. */
function follow({ waitMs, runMs }: Way, usual: UsualDuration | null, streamed = false): Followed {
  const doneAt = waitMs + runMs;
  let startedAt: number | null = null;
  let now = firstAskAfter({ usual, expected: false });
  for (let asks = 1; ; asks += 1) {
    if (now >= doneAt) return { asks, lateMs: now - doneAt, tookMs: now - (startedAt ?? 0) };
    const waits = now < waitMs;
    if (!waits) startedAt ??= now;
    const elapsedMs = now - (startedAt ?? 0);
    if (streamed && !waits && elapsedMs >= (usual?.early ?? 0)) {
      return { asks: asks + 1, lateMs: 0, tookMs: doneAt - (startedAt ?? 0) };
    }
    now += askAgainIn({ elapsedMs, usual: waits ? null : usual, expected: false });
  }
}

/** `subscribe` of fal's client asks at once, and every half second from then on. */
function subscribe({ waitMs, runMs }: Way): Pick<Followed, "asks" | "lateMs"> {
  const asks = Math.ceil((waitMs + runMs) / SUBSCRIBE_MS) + 1;
  return { asks, lateMs: (asks - 1) * SUBSCRIBE_MS - waitMs - runMs };
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const together = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

/** Chance that is the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Many jobs of one model, one after the other, each with what was learned of those before. */
function simulate(seconds: number, streamed = false, jobs = 2_000) {
  const chance = dice(seconds);
  const learned: number[] = [];
  const ours: Followed[] = [];
  const theirs: Pick<Followed, "asks" | "lateMs">[] = [];
  for (let job = 0; job < jobs; job += 1) {
    const way = { waitMs: 300 + 600 * chance(), runMs: seconds * 1000 * (0.7 + 0.6 * chance()) };
    const followed = follow(way, usualAmong(learned), streamed);
    learned.unshift(followed.tookMs);
    learned.splice(20);
    ours.push(followed);
    theirs.push(subscribe(way));
  }
  const of = (all: Pick<Followed, "asks" | "lateMs">[]) => ({
    asks: together(all.map(({ asks }) => asks)) / jobs,
    lateMs: middle(all.map(({ lateMs }) => lateMs)),
  });
  return { ours: of(ours), theirs: of(theirs) };
}

for (const seconds of [10, 60, 600]) {
  test(`jobs of about ${seconds} s cost half of what asking twice a second does, and are noticed as soon`, (t) => {
    const { ours, theirs } = simulate(seconds);
    t.diagnostic(JSON.stringify({ ours, theirs }));
    assert.ok(ours.asks <= theirs.asks / 2, `${ours.asks} questions, not ${theirs.asks / 2}`);
    assert.ok(ours.lateMs <= theirs.lateMs, `${ours.lateMs} ms late, not ${theirs.lateMs}`);
  });
}

test("a stream, opened when the job is likely to be done, saves most of the questions that are left", (t) => {
  for (const seconds of [10, 60, 600]) {
    const [asked, streamed] = [simulate(seconds).ours.asks, simulate(seconds, true).ours.asks];
    t.diagnostic(`${seconds} s: ${streamed} requests, ${asked} without`);
    assert.ok(streamed < asked * 0.75, `${streamed} requests, ${asked} without`);
  }
});

test("jobs of about 2 s cost less than asking twice a second does, and are noticed as soon", (t) => {
  const { ours, theirs } = simulate(2);
  t.diagnostic(JSON.stringify({ ours, theirs }));
  assert.ok(ours.asks < theirs.asks);
  assert.ok(ours.lateMs <= theirs.lateMs + 10);
});

test("whatever is known, it is asked at least every eight seconds and never all the time", () => {
  const usual = fc.option(fc.record({ early: fc.nat(1e6), median: fc.nat(1e6), late: fc.nat(1e7) }), { nil: null });
  fc.assert(
    fc.property(fc.nat(1e8), usual, (elapsedMs, known) => {
      const wait = askAgainIn({ elapsedMs, usual: known, expected: false });
      assert.ok(wait >= 480 && wait <= 8_000);
      const first = firstAskAfter({ usual: known, expected: false });
      assert.ok(first >= 480 && first <= 2_000);
    }),
  );
});

test("while a call is expected, it is asked a few times at most, and never forgotten", () => {
  const usual = { early: 42_000, median: 60_000, late: 78_000 };
  let [now, asks] = [0, 0];
  for (; now < usual.late; asks += 1) now += askAgainIn({ elapsedMs: now, usual, expected: true });
  assert.ok(asks <= 5, `${asks} questions`);
  fc.assert(
    fc.property(fc.nat(1e8), fc.boolean(), (elapsedMs, known) => {
      const wait = askAgainIn({ elapsedMs, usual: known ? usual : null, expected: true });
      assert.ok(wait >= 2_000 && wait <= 60_000);
    }),
  );
});

test("the more jobs there are, the rarer each is asked about: no more than 400 questions a second", () => {
  assert.equal(spaced(480, 100), 480);
  assert.equal(spaced(480, 1_000), 2_500);
  assert.equal(spaced(8_000, 1_000), 8_000);
  // At once is at once: its member cancelled it, or there is news.
  assert.equal(spaced(0, 10_000), 0);
});
