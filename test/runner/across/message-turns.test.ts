import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { MessageTurns } from "../../../src/jobs/across/message-turns.ts";
import { jobId } from "../../support/job-rows.ts";
import { type Fellow, openFellows, straight, until } from "./fellows.ts";

const LIMIT = { timeout: 60_000 };
const turnsOf = ({ database, presence }: Fellow) => {
  // The wait between two looks is of the machine's time.
  const clock = { now: Date.now, after: (ms: number, run: () => void) => stopOf(setTimeout(run, ms)) };
  return new MessageTurns({ database, clock, presence });
};
const stopOf = (timer: NodeJS.Timeout) => () => clearTimeout(timer);

test(
  "an edit that must arrive waits for another process's, and passing ones are left out meanwhile",
  LIMIT,
  async (t) => {
    const { join } = await openFellows(t);
    const [one, other] = [turnsOf(await join()), turnsOf(await join())];
    const done: string[] = [];
    const under = Promise.withResolvers<void>();
    const first = one.must("page", async () => {
      await under.promise;
      done.push("first");
    });
    // Until the turn is taken.
    await until(async () => {
      let left = true;
      await other.may("page", async () => {
        left = false;
      });
      return left;
    });
    const last = other.must("page", async () => void done.push("last"));
    await sleep(20);
    under.resolve();
    await Promise.all([first, last]);
    assert.deepEqual(done, ["first", "last"]);
    await one.may("page", async () => void done.push("passing"));
    assert.deepEqual(done.at(-1), "passing");
  },
);

test("the turn of a process that died is taken over", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const [dead, living] = [await join(), await join()];
  void turnsOf(dead).must("page", () => new Promise(() => {}));
  const turns = turnsOf(living);
  const taken = () => living.database.selectFrom("message_turns").select("process").execute();
  await until(async () => (await taken())[0]?.process === dead.presence.name);
  await dead.fallSilent();
  await living.presence.buryTheSilent();
  assert.equal(await turns.must("page", async () => "edited"), "edited");
});

test(
  "a process shows where a job is while it waits or is its own, and not when another has it or it has ended",
  LIMIT,
  async (t) => {
    const { join } = await openFellows(t);
    const gateway = await join();
    const hold = Promise.withResolvers<void>();
    const worker = await join(async (job, resumed) => {
      if (job.state === "submitted") await hold.promise;
      return straight(job, resumed);
    });
    const shows = async (who: Fellow) => {
      let shown = false;
      await turnsOf(who).mayOf(jobId(1), async () => {
        shown = true;
      });
      return shown;
    };
    await gateway.ask(1);
    assert.ok(await shows(gateway));
    await worker.runner.start();
    await until(async () => (await gateway.find(1))?.state === "submitted");
    assert.deepEqual([await shows(gateway), await shows(worker)], [false, true]);
    hold.resolve();
    await until(async () => (await gateway.find(1))?.toldAt != null);
    assert.deepEqual([await shows(gateway), await shows(worker)], [false, false]);
  },
);

test("what a step shows before a long wait is said, although nobody has the job by then", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const gateway = await join();
  const worker = await join(async (job, resumed) =>
    job.state === "submitted" ? { type: "again", inMs: 60_000, failedTry: true } : straight(job, resumed),
  );
  await gateway.ask(1);
  await worker.runner.start();
  await until(async () => {
    const row = await gateway.database.selectFrom("jobs").select(["claimed_by", "attempts"]).executeTakeFirst();
    return row?.claimed_by === null && row.attempts === 1;
  });
  let shown = 0;
  for (const who of [worker, gateway])
    await turnsOf(who).mayOf(jobId(1), async () => {
      shown += 1;
    });
  assert.equal(shown, 2);
});

test("nobody is buried by one who was silent itself: then the database answered none of them", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const [one, other] = [await join(), await join()];
  const there = async () => (await one.database.selectFrom("processes").select("name").execute()).length;
  // No beat of its own in all that time: the clock goes on in one step, as after a sleep.
  await one.presence.beat();
  one.skip(60_000);
  await other.fallSilent();
  await one.presence.beat();
  assert.equal(await there(), 2);
  await one.presence.beat();
  assert.equal(await there(), 1);
});

test("a beat that is never answered is followed by the next", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const { presence, clock, lines } = await join();
  let beats = 0;
  const { beat } = presence;
  t.mock.method(presence, "beat", () => {
    beats += 1;
    return beats === 1 ? new Promise<void>(() => {}) : beat.call(presence);
  });
  await until(() => {
    clock.advance(1_000);
    return beats > 1;
  });
  assert.ok(lines.includes("unheard"));
});

test("a turn that could not be given back is given back later, and the edit stands", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const [fellow, other] = [await join(), await join()];
  const { database } = fellow;
  const deleteFrom = t.mock.method(database, "deleteFrom", () => {
    deleteFrom.mock.restore();
    throw new Error("Connection terminated unexpectedly");
  });
  assert.equal(await turnsOf(fellow).must("page", async () => "edited"), "edited");
  assert.equal(await turnsOf(other).must("page", async () => "after it"), "after it");
});

test("whoever waited out the patience takes the turn, and nobody waits after it", LIMIT, async (t) => {
  const { join } = await openFellows(t);
  const [hung, fellow] = [await join(), await join()];
  void turnsOf(hung).must("page", () => new Promise(() => {}));
  const taken = () => fellow.database.selectFrom("message_turns").select("process").execute();
  await until(async () => (await taken()).length === 1);
  const { database, presence, clock } = fellow;
  const turns = new MessageTurns({ database, presence, clock });
  let done = false;
  const edit = turns.must("page", async () => {
    done = true;
  });
  await until(() => {
    clock.advance(1_000);
    return done;
  });
  await edit;
  assert.deepEqual(await taken(), []);
});
