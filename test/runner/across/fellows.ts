import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { systemClock } from "../../../src/clock.ts";
import { Claims } from "../../../src/jobs/across/claims.ts";
import { DatabaseClock } from "../../../src/jobs/across/database-clock.ts";
import { Presence } from "../../../src/jobs/across/presence.ts";
import { SharedQueue } from "../../../src/jobs/across/shared-queue.ts";
import type { Job } from "../../../src/jobs/job.ts";
import { JobStore } from "../../../src/jobs/job-store.ts";
import type { Verdict } from "../../../src/jobs/verdict.ts";
import { AcrossRunner } from "../../../src/runner/across/across-runner.ts";
import { prepareEntries } from "../../../src/runner/across/entries-schema.ts";
import type { OpenJob } from "../../../src/runner/steps/step.ts";
import { openDatabase, poolOf } from "../../../src/storage/database.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { admit, jobId, newJob, request } from "../../support/job-rows.ts";
import { freshPostgres } from "../../support/postgres.ts";

export type Step = (job: OpenJob, resumed: boolean) => Promise<Verdict>;
export type Fellow = Awaited<ReturnType<typeof openFellow>>;

const SILENT_MS = 60_000;

/** Several processes' worth of runners on one PostgreSQL, each with connections and a clock of its own. */
export async function openFellows(t: TestContext, { places = 4 }: { places?: number } = {}) {
  const { url, drop } = await freshPostgres();
  const fellows: Fellow[] = [];
  t.after(async () => {
    for (const fellow of fellows) await fellow.stop();
    await drop();
  });
  return {
    /** One that is there; it runs jobs once it is started. With `aheadMs` on a machine whose clock is so much ahead. */
    async join(step: Step = straight, aheadMs?: number): Promise<Fellow> {
      const fellow = await openFellow(url, places, step, aheadMs);
      fellows.push(fellow);
      return fellow;
    },
  };
}

async function openFellow(url: string, places: number, step: Step, aheadMs: number | undefined) {
  const database = await openDatabase({ url });
  const pool = poolOf(database);
  await prepareEntries(pool);
  const fake = new FakeClock();
  let slept = 0;
  const clock = {
    now: () => fake.now() + slept,
    after: (ms: number, run: () => void) => fake.after(ms, run),
    advance: (ms: number) => fake.advance(ms),
  };
  const machine = { now: () => Date.now() + (aheadMs ?? 0), after: systemClock.after };
  const time = aheadMs === undefined ? undefined : new DatabaseClock(machine);
  const shared = time ?? clock;
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  const queue = new SharedQueue({ database, clock: shared, places });
  const tell = (what: string) => void lines.push(what);
  const own = aheadMs === undefined ? clock : machine;
  const presence = new Presence({ database, queue, clock: own, time, role: "worker", newName: randomUUID, tell });
  const claims = new Claims({ database, clock: shared, queue });
  const jobs = new JobStore(database, shared, queue);
  const shown: (readonly Job[])[] = [];
  const showPlaces = (waiting: readonly Job[]) => void shown.push(waiting);
  const lost = ({ id }: Job) => void lines.push(`lost ${id}`);
  const turn = async () => {};
  const runner = new AcrossRunner({
    store: jobs,
    pool,
    queue,
    claims,
    presence,
    clock,
    log,
    step,
    showPlaces,
    lost,
    turn,
  });
  await presence.enter();
  let stopped = false;
  return {
    database,
    clock,
    lines,
    queue,
    presence,
    jobs,
    runner,
    shown,
    /** Time passes without anything that falls due in it: the process sleeps. */
    skip(ms: number): void {
      slept += ms;
    },
    /** Of a job by that number, from admission to its reply. */
    async ask(number: number, userId = "200000000000000001"): Promise<void> {
      await admit(jobs, newJob(number, { origin: { ...newJob(number).origin, userId } }));
      await jobs.acknowledged(jobId(number), "600000000000000001");
    },
    find: (number: number) => jobs.find(jobId(number)),
    /** As if it had not shown for a minute that it lives. */
    async fallSilent(): Promise<void> {
      await database
        .updateTable("processes")
        .set(({ eb }) => ({ seen_at: eb("seen_at", "-", SILENT_MS) }))
        .where("name", "=", presence.name)
        .execute();
    },
    async stop(): Promise<void> {
      if (stopped) return;
      stopped = true;
      await runner.stop(0);
      await presence.leave();
      await database.destroy();
    },
  };
}

/** The shortest way of a job: it fails at the relay. */
export const straight: Step = async ({ state }) => {
  if (state === "queued") return { type: "submitting", inputs: [] };
  if (state === "submitting") return { type: "submitted", request };
  return state === "submitted" ? FAILED : { type: "told" };
};

export const FAILED: Verdict = {
  type: "stopped",
  state: "failed",
  failure: { kind: "generation_failed", charged: "no", field: null, detail: null },
};

/** Waits until it is so; the test's time limit ends it otherwise. */
export async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await check())) await sleep(10);
}
