import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { failed, type Verdict } from "../../src/jobs/verdict.ts";
import { type MemberLimits, WINDOW_NAMES, WINDOWS } from "../../src/policy/member-limits.ts";
import { type DatabaseSource, openDatabase } from "../../src/storage/database.ts";
import { emptyTables } from "../support/databases.ts";
import { file, jobId, request, result } from "../support/job-rows.ts";
import { GUILD, MODERATOR, openLimits, wantedOf } from "../support/limits.ts";

const HOUR_MS = 3_600_000;
const MEMBERS = ["200000000000000001", "200000000000000002"] as const;

type Event =
  | { readonly does: "ask"; readonly member: 0 | 1; readonly count: number }
  | { readonly does: "ask together" | "ask as a batch"; readonly counts: readonly number[] }
  | { readonly does: "end"; readonly which: number; readonly as: "delivered" | "failed" | "withheld" }
  | { readonly does: "move the clock"; readonly hours: number }
  | { readonly does: "restart" };

const member = fc.constantFrom(0 as const, 1 as const);
const count = fc.integer({ min: 1, max: 4 });
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant("ask" as const), member, count }) },
  fc.record({
    does: fc.constantFrom("ask together" as const, "ask as a batch" as const),
    counts: fc.array(count, { minLength: 2, maxLength: 6 }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("end" as const),
      which: fc.nat(30),
      as: fc.constantFrom("delivered" as const, "failed" as const, "withheld" as const),
    }),
  },
  // Also backwards: a machine's clock is set right at times.
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("move the clock" as const), hours: fc.integer({ min: -30, max: 40 }) }),
  },
  fc.constant({ does: "restart" as const }),
);
const limits = fc.record(
  {
    imagesPerHour: fc.integer({ min: 0, max: 5 }),
    imagesPerDay: fc.integer({ min: 0, max: 8 }),
    imagesPerWeek: fc.integer({ min: 0, max: 12 }),
  },
  { requiredKeys: [] },
);

/** What a member had, by the test's own book. */
interface Booked {
  readonly number: number;
  readonly userId: string;
  readonly at: number;
  readonly count: number;
  state: "open" | "delivered" | "failed" | "withheld";
}

const UP_TO_GENERATED: Verdict[] = [
  { type: "submitting", inputs: [] },
  { type: "submitted", request },
  { type: "generated", result },
];
const ENDS: Record<Exclude<Booked["state"], "open">, Verdict[]> = {
  delivered: [...UP_TO_GENERATED, { type: "saved", files: [file] }, { type: "delivered" }],
  failed: [failed({ kind: "relay_busy", charged: "no" })],
  withheld: [
    ...UP_TO_GENERATED,
    { type: "saved", files: Array(4).fill({ ...file, withheld: true }) },
    { type: "delivered" },
  ],
};

/** No stretch of a window's length may hold more images than its quota; what ended for nothing does not count. */
function holds(book: readonly Booked[], quotas: MemberLimits): void {
  const counting = book.filter(({ state }) => state === "open" || state === "delivered");
  for (const last of counting) {
    for (const window of WINDOW_NAMES) {
      const quota = quotas[window];
      if (typeof quota !== "number") continue;
      const inside = counting.filter(
        ({ at, userId }) => userId === last.userId && at > last.at - WINDOWS[window] && at <= last.at,
      );
      const images = inside.reduce((sum, each) => sum + each.count, 0);
      assert.ok(images <= quota, `${images} images in one ${window} of ${quota}`);
    }
  }
}

/** The guild through restarts and clock changes, on one database. */
async function play(source: DatabaseSource, quotas: MemberLimits, plan: readonly Event[]): Promise<void> {
  let now = Date.UTC(2026, 10, 21, 12);
  const clock = { now: () => now, after: () => () => {} };
  const on = { open: () => openDatabase(source) };
  let stores = await openLimits({ on, clock });
  await stores.policies.change(GUILD, MODERATOR, (settings) => ({
    ...settings,
    limits: { everyone: quotas, roles: {} },
  }));
  const book: Booked[] = [];
  let number = 0;
  const ask = async (userId: string, images: number) => {
    number += 1;
    const own = number;
    const { admitted } = await stores.admissions.admit(wantedOf(own, { userId, count: images }));
    if (admitted) book.push({ number: own, userId, at: now, count: images, state: "open" });
  };
  /** All or none of them. */
  const askAsBatch = async (userId: string, counts: readonly number[]) => {
    const wanted = counts.map((images) => {
      number += 1;
      return { number, images, wanted: wantedOf(number, { userId, count: images }) };
    });
    const { admitted } = await stores.admissions.admitAll(
      wanted.map((each) => each.wanted),
      async () => true,
    );
    if (!admitted) return;
    for (const each of wanted) book.push({ number: each.number, userId, at: now, count: each.images, state: "open" });
  };
  for (const event of plan) {
    if (event.does === "ask as a batch") await askAsBatch(MEMBERS[1], event.counts);
    if (event.does === "ask") await ask(MEMBERS[event.member], event.count);
    if (event.does === "ask together") await Promise.all(event.counts.map((each) => ask(MEMBERS[0], each)));
    if (event.does === "move the clock") now += event.hours * HOUR_MS;
    if (event.does === "restart") {
      await stores.database.destroy();
      stores = await openLimits({ on, clock });
    }
    const booked = event.does === "end" ? book[event.which % Math.max(book.length, 1)] : undefined;
    if (event.does === "end" && booked?.state === "open") {
      let job = await stores.jobs.find(jobId(booked.number));
      for (const verdict of ENDS[event.as]) {
        assert.ok(job);
        job = await stores.jobs.record(job, verdict, true);
      }
      booked.state = event.as;
    }
    holds(book, quotas);
  }
  await stores.database.destroy();
}

async function plays(source: () => Promise<DatabaseSource>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(limits, fc.array(events, { minLength: 5, maxLength: 30 }), async (quotas, plan) =>
      play(await source(), quotas, plan),
    ),
    { numRuns },
  );
}

test("no sequence of requests, ends, restarts and clock changes passes a quota (SQLite)", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-quota-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  let played = 0;
  await plays(async () => {
    played += 1;
    return join(directory, `${played}.db`);
  }, 60);
});

test("no sequence of requests, ends, restarts and clock changes passes a quota (PostgreSQL)", () =>
  plays(emptyTables, 12));
