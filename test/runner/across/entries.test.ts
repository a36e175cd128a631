import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { pino } from "pino";
import { TASK } from "../../../src/jobs/across/shared-queue.ts";
import { takeEntries } from "../../../src/runner/across/entries.ts";
import { poolOf } from "../../../src/storage/database.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { jobId } from "../../support/job-rows.ts";
import { openFellows, until } from "./fellows.ts";

const LIMIT = { timeout: 60_000 };

test("an entry whose completion a broken connection swallows ends nothing; the next is heard", LIMIT, async (t) => {
  let broken = false;
  const { fellow, put, heard, lines } = await listen(t, () => {
    broken = true;
  });
  const pool = poolOf(fellow.database);
  const { connect } = pool;
  t.mock.method(pool, "connect", (...values: unknown[]) => {
    if (!broken) return Reflect.apply(connect, pool, values);
    const [answer] = values;
    const error = Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNREFUSED" });
    return typeof answer === "function" ? answer(error) : Promise.reject(error);
  });
  await put(1);
  await until(() => lines.some((line) => line.includes("could not be completed")));
  broken = false;
  await put(2);
  await until(() => heard.includes(jobId(2)));
  assert.deepEqual(heard, [1, 2].map(jobId));
});

test("the queue is heard again after its library has stopped listening by itself", LIMIT, async (t) => {
  const { fellow, clock, put, heard, lines, names } = await listen(t, () => {});
  // One of the reasons for which it stops: a newer program changed its tables.
  await until(async () => {
    await sql`select pg_notify('worker:migrate', '{"breaking":true,"migrationNumber":99}')`.execute(fellow.database);
    return lines.some((line) => line.includes("not heard any more"));
  });
  process.exitCode = 0;
  await put(1);
  await until(() => {
    clock.advance(1_000);
    return heard.length === 1;
  });
  assert.equal(new Set(names).size, 2);
});

async function listen(t: TestContext, done: (id: string) => void) {
  // Before the database goes.
  let stop = async () => {};
  t.after(() => stop());
  const { join } = await openFellows(t);
  const fellow = await join();
  const clock = new FakeClock();
  const lines: string[] = [];
  const heard: string[] = [];
  const names: string[] = [];
  const entries = await takeEntries({
    pool: poolOf(fellow.database),
    clock,
    log: pino({ level: "warn" }, { write: (line: string) => void lines.push(line) }),
    task: TASK,
    async heard(id) {
      heard.push(id);
      done(id);
    },
    named: async (name) => void names.push(name),
  });
  stop = entries.stop;
  const put = (number: number) =>
    fellow.queue.due(fellow.database, [{ id: jobId(number), priority: 0, claimed_by: null }], 0);
  return { fellow, clock, put, heard, lines, names };
}
