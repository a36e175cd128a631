import assert from "node:assert/strict";
import { test } from "node:test";
import { CompiledQuery } from "kysely";
import { builtInModels } from "../../src/models/built-in.ts";
import { ModelCatalog } from "../../src/models/catalog.ts";
import { PromptMemory } from "../../src/prompts/prompt-memory.ts";
import { onBothDatabases, type TestDatabase } from "../support/databases.ts";
import { admit, jobId, newJob, openJobs } from "../support/job-rows.ts";

const MIRA = "200000000000000001";
const NILS = "200000000000000002";

async function openMemory(t: { after(run: () => Promise<void>): void }, on?: TestDatabase) {
  const { database, jobs, clock } = await openJobs(t, on);
  let number = 0;
  return {
    database,
    memory: new PromptMemory({ database, models: new ModelCatalog(builtInModels) }),
    async ask(prompt: string, changes: Parameters<typeof newJob>[1] = {}) {
      clock.advance(1_000);
      number += 1;
      await admit(jobs, newJob(number, { input: { prompt }, ...changes }));
      return jobId(number);
    },
  };
}

onBothDatabases(
  "a member's prompts are remembered as they typed them, favourites first, then the newest",
  async (t, on) => {
    const { database, memory, ask } = await openMemory(t, on);
    const first = await ask("a lighthouse");
    const applied = { typed: "a fox --style ink", suffixes: [], preset: null, preferred: [] };
    await ask("a fox, ink", { applied });
    await ask("somebody else's", { userId: NILS });
    await database.insertInto("favourites").values({ user_id: MIRA, job_id: first, picture: 0, at: 1 }).execute();
    const all = (await memory.of(MIRA)).map(({ text, favourite }) => `${favourite ? "★" : ""}${text}`);
    assert.deepEqual(all, ["★a lighthouse", "a fox --style ink", "a lighthouse"]);
    assert.equal(await memory.find(MIRA, first), "a lighthouse");
    assert.equal(await memory.find(NILS, first), null);
  },
);

onBothDatabases(
  "what was deleted or forgotten is remembered no more, nor what a model took that is gone",
  async (t, on) => {
    const { database, memory, ask } = await openMemory(t, on);
    const [deleted, forgotten] = [await ask("deleted"), await ask("forgotten")];
    await ask("of a model that is gone", { model: "acme/gone" });
    await ask("kept");
    await database.updateTable("jobs").set({ deleted_at: 1 }).where("id", "=", deleted).execute();
    await database.updateTable("jobs").set({ forgotten_at: 1, input: "{}" }).where("id", "=", forgotten).execute();
    assert.deepEqual(
      (await memory.of(MIRA)).map(({ text }) => text),
      ["kept"],
    );
    assert.equal(await memory.find(MIRA, deleted), null);
  },
);

test("the newest are found by their index, without a look at anyone else's", async (t) => {
  const { database, memory } = await openMemory(t);
  const { sql, parameters } = memory.recentQuery(MIRA).compile();
  const plan = await database.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  );
  const steps = plan.rows.map(({ detail }) => detail).join("\n");
  assert.match(steps, /USING INDEX prompts_of_member \(user_id=\?\)/);
  assert.doesNotMatch(steps, /TEMP B-TREE/);
});
