import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { askedOf } from "../support/batches.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** The disk refuses what comes next, once it was committed; a cancel, too, where it is not `cancels`. */
async function refuseOnce(t: TestContext, { bot }: Studio, cancels: "cancels" | "no cancels") {
  const file = join(bot.config.dataDir, "easel.db");
  const handle = await open(file);
  await handle.close();
  const refuse = async () => {
    if (cancels === "no cancels") {
      const database = new DatabaseSync(file);
      database.exec(
        "create trigger no_cancels before update of cancel_requested_at on jobs begin select raise(abort, 'EIO'); end",
      );
      database.close();
    }
    throw new Error("EIO: fdatasync");
  };
  t.mock.method(Object.getPrototypeOf(handle), "datasync", refuse, { times: 1 });
}

function jobsOf({ bot }: Studio) {
  const database = new DatabaseSync(join(bot.config.dataDir, "easel.db"), { readOnly: true });
  const rows = database.prepare("select state, told_at is not null as told from jobs").all();
  database.close();
  return rows.map(({ state, told }) => `${state}${told === 1 ? "" : ", not told"}`);
}

for (const cancels of ["cancels", "no cancels"] as const) {
  test(`who reads that a job could not be stored gets and pays none; ${cancels} are written down then`, async (t) => {
    const studio = await openStudio(t, { database: "sqlite", relay: { speed: 4 } });
    const { mira, relay, seen, until } = studio;
    await refuseOnce(t, studio, cancels);
    await mira.command("flux", { prompt: "a fox" });
    await seen(mira, /could not/);
    await until("the end of it", () => jobsOf(studio).every((job) => job === "canceled"));
    assert.deepEqual(jobsOf(studio), ["canceled"]);
    assert.equal(relay.ledger().accepted, 0);
    assert.match((await mira.transcript()).join("\n"), /could not/);
  });

  test(`who reads that a batch could not be made gets and pays none; ${cancels} are written down then`, async (t) => {
    const studio = await openStudio(t, { database: "sqlite", relay: { speed: 4 } });
    const { mira, relay, seen, until } = studio;
    await mira.command("flux", { prompt: "a {red|green} fox", private: true });
    await seen(mira, /\[Make 2\]/);
    await refuseOnce(t, studio, cancels);
    await mira.press(await askedOf(mira), "Make 2");
    await seen(mira, /Something went wrong/);
    await until("the end of it", () => jobsOf(studio).every((job) => job === "canceled"));
    assert.deepEqual(jobsOf(studio), ["canceled", "canceled"]);
    assert.equal(relay.ledger().accepted, 0);
  });
}
