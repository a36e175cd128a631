import assert from "node:assert/strict";
import { test } from "node:test";
import { jobId } from "../../support/job-rows.ts";
import { FAILED, type Fellow, openFellows, straight, until } from "./fellows.ts";

const LIMIT = { timeout: 60_000 };
const ended = async (fellow: Fellow, number: number) => (await fellow.find(number))?.toldAt != null;

test("jobs admitted while nobody runs any wait for whoever comes, in the order of the queue", LIMIT, async (t) => {
  const { join } = await openFellows(t, { places: 1 });
  const begun: string[] = [];
  const gateway = await join();
  const worker = await join(async (job, resumed) => {
    if (job.state === "queued") begun.push(job.id);
    return straight(job, resumed);
  });
  // Mira asks for three, Theo for one: his is his first.
  for (const number of [1, 2, 3]) await gateway.ask(number, "200000000000000001");
  await gateway.ask(4, "200000000000000002");
  await worker.runner.start();
  await until(async () => (await ended(gateway, 3)) && ended(gateway, 4));
  assert.deepEqual(begun, [1, 4, 2, 3].map(jobId));
});

test("three processes together never have more at the relay than one may, and send each job once", LIMIT, async (t) => {
  const { join } = await openFellows(t, { places: 3 });
  let atRelay = 0;
  let most = 0;
  const sent: string[] = [];
  const begunBy = new Set<number>();
  const runners = await Promise.all(
    [0, 1, 2].map((who) =>
      join(async (job, resumed) => {
        if (job.state === "queued") {
          atRelay += 1;
          most = Math.max(most, atRelay);
          begunBy.add(who);
        }
        if (job.state === "submitting") sent.push(job.id);
        // Long enough for others to come in between.
        await new Promise((resolve) => setTimeout(resolve, 3));
        if (job.state === "submitted") atRelay -= 1;
        return straight(job, resumed);
      }),
    ),
  );
  await Promise.all(runners.map(({ runner }) => runner.start()));
  const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
  const [one, two, three] = runners;
  assert.ok(one && two && three);
  for (const number of numbers)
    await ([one, two, three][number % 3] ?? one).ask(number, `20000000000000000${number % 9}`);
  await until(async () => (await Promise.all(numbers.map((number) => ended(one, number)))).every(Boolean));
  assert.ok(most <= 3, `${most} were at the relay`);
  assert.deepEqual(sent.toSorted(), numbers.map(jobId));
  assert.ok(begunBy.size > 1, "only one of them worked");
});

test(
  "what a dead process had in hand goes on elsewhere; what it was just sending is never sent again",
  LIMIT,
  async (t) => {
    const { join } = await openFellows(t);
    const wake = Promise.withResolvers<void>();
    const hung: string[] = [];
    const asleep = await join(async (job, resumed) => {
      if ((job.id === jobId(1) && job.state === "submitted") || (job.id === jobId(2) && job.state === "submitting")) {
        hung.push(job.id);
        await wake.promise;
      }
      return straight(job, resumed);
    });
    await asleep.runner.start();
    for (const number of [1, 2]) await asleep.ask(number);
    await until(() => hung.length === 2);
    const found: string[] = [];
    const other = await join(async (job, resumed) => {
      found.push(`${job.id} ${job.state} ${resumed}`);
      if (job.state !== "submitting") return straight(job, resumed);
      assert.ok(resumed, "a request left a second time");
      return { ...FAILED, state: "uncertain" };
    });
    await other.runner.start();
    await asleep.fallSilent();
    await other.presence.beat();
    await until(async () => (await ended(other, 1)) && ended(other, 2));
    assert.deepEqual(found.filter((line) => line.endsWith("true")).toSorted(), [
      `${jobId(1)} submitted true`,
      `${jobId(2)} submitting true`,
    ]);
    // It only slept: nothing that it says now counts.
    wake.resolve();
    await until(() => asleep.lines.filter((line) => line.includes("went on elsewhere")).length === 2);
    // Nor does it remember what it knew of them.
    for (const number of [1, 2]) assert.ok(asleep.lines.includes(`lost ${jobId(number)}`));
    assert.equal((await other.find(2))?.state, "uncertain");
    const before = asleep.presence.name;
    await asleep.presence.beat();
    assert.notEqual(asleep.presence.name, before);
    assert.ok(asleep.lines.includes("taken for dead"));
  },
);

test("a stop gives back what waits, and another process goes on at once", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  let waits = 0;
  const leaving = await join(async (job, resumed) => {
    if (job.state !== "submitted") return straight(job, resumed);
    waits += 1;
    return { type: "again", inMs: 8_000, failedTry: false };
  });
  await leaving.runner.start();
  await leaving.ask(1);
  await until(() => waits === 1);
  const other = await join();
  await other.runner.start();
  await leaving.stop();
  await until(() => ended(other, 1));
});

test("a stop sends nothing any more: what waited to be sent goes out once, from another process", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  let stopped: Promise<void> | null = null;
  const sentByLeaving: string[] = [];
  const leaving = await join(async (job, resumed) => {
    if (job.state === "submitting") sentByLeaving.push(job.id);
    // The stop comes while it is prepared.
    stopped ??= leaving.stop();
    await new Promise(setImmediate);
    return straight(job, resumed);
  });
  await leaving.runner.start();
  await leaving.ask(1);
  await until(() => stopped !== null);
  const sent: string[] = [];
  const other = await join(async (job, resumed) => {
    if (job.state === "submitting") sent.push(`${job.id} ${resumed}`);
    return straight(job, resumed);
  });
  await other.runner.start();
  await until(() => ended(other, 1));
  await stopped;
  assert.deepEqual([sentByLeaving, sent], [[], [`${jobId(1)} false`]]);
  assert.equal((await other.find(1))?.state, "failed");
});

test("a cancel reaches the process that has the job in hand, while it waits", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  let waits = 0;
  const worker = await join(async (job, resumed) => {
    if (job.state !== "submitted" || job.cancelRequestedAt !== null) return straight(job, resumed);
    waits += 1;
    return { type: "again", inMs: 8_000, failedTry: false };
  });
  const gateway = await join();
  await worker.runner.start();
  await gateway.ask(1);
  await until(() => waits === 1);
  assert.ok(await gateway.jobs.requestCancel(jobId(1)));
  await until(() => ended(gateway, 1));
});

test("while a relay wants no more requests nobody sends one, and others' keys are asked on", LIMIT, async (t) => {
  const { join } = await openFellows(t, { places: 4 });
  const tries: string[] = [];
  let refusals = 1;
  const worker = await join(async (job, resumed) => {
    if (job.state === "submitting") tries.push(job.id);
    if (job.state === "submitting" && job.payer === null && refusals > 0) {
      refusals -= 1;
      return { type: "requeued", inMs: 0, restMs: 3_600_000 };
    }
    return straight(job, resumed);
  });
  await worker.runner.start();
  await worker.ask(1);
  await until(async () => (await worker.database.selectFrom("relay_rests").select("payer").execute()).length === 1);
  await worker.ask(2);
  await until(async () => (await worker.queue.next(worker.database, 10)).length === 0);
  assert.deepEqual(tries, [jobId(1)]);
  await worker.database.updateTable("relay_rests").set({ until: 0 }).execute();
  await worker.queue.callForgotten();
  await until(async () => (await ended(worker, 1)) && ended(worker, 2));
});

test("a job whose entry got lost is called again, once", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const worker = await join();
  await worker.ask(1);
  await worker.queue.due(worker.database, [{ id: jobId(1), priority: 0, claimed_by: null }], 0);
  const { sql } = await import("kysely");
  await sql`select graphile_worker.remove_job(${jobId(1)})`.execute(worker.database);
  await worker.runner.start();
  await worker.queue.callForgotten();
  await worker.queue.callForgotten();
  await until(() => ended(worker, 1));
  assert.equal((await worker.find(1))?.state, "failed");
});

test("a job that its row says is in hand, and nobody walks, goes on", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const worker = await join();
  await worker.ask(1);
  // As a claim leaves it that was committed while its answer was lost.
  await worker.database.updateTable("jobs").set({ claimed_by: worker.presence.name }).execute();
  await worker.runner.start();
  await until(async () => {
    worker.clock.advance(3_000);
    return ended(worker, 1);
  });
});

test("what is due is due on machines whose clocks differ by hours", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const hour = 3_600_000;
  const [early, late] = [await join(straight, -hour), await join(straight, hour)];
  await early.runner.start();
  await late.ask(1);
  await until(() => ended(late, 1));
});

test("after a relay's rest the next is called, though the one that met it waits longer", LIMIT, async (t) => {
  const { join } = await openFellows(t, { places: 1 });
  let refusals = 1;
  const worker = await join(async (job, resumed) => {
    if (job.state !== "submitting" || refusals === 0) return straight(job, resumed);
    refusals -= 1;
    await worker.ask(2);
    return { type: "requeued", inMs: 3_600_000, restMs: 300 };
  });
  await worker.runner.start();
  await worker.ask(1);
  // Nobody looks for forgotten ones: its clock stands still.
  await until(() => ended(worker, 2));
});
