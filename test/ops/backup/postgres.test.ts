import assert from "node:assert/strict";
import { systemClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { runTask } from "../../../src/ops/tasks.ts";
import { onPostgres } from "../../support/databases.ts";
import { admit, jobId, newJob, openJobs } from "../../support/job-rows.ts";

onPostgres(
  "backup and restore name PostgreSQL's own tools, and open jobs of a restored one are ended once",
  async (t, on) => {
    assert.ok(typeof on.source === "object");
    const environment = {
      DISCORD_TOKEN: "t",
      RELAY_KEY: "k",
      RELAY_URL: "https://relay.example",
      DATABASE_URL: on.source.url,
    };
    const said: string[] = [];
    const run = async (task: string, ...given: string[]) => {
      said.length = 0;
      return runTask(task, given, {
        outcome: readConfig(environment),
        clock: systemClock,
        print: (text) => void said.push(text),
      });
    };
    const { jobs, database } = await openJobs(t, on);
    await admit(jobs, newJob(1));
    assert.equal(await run("backup", "easel.tar"), 2);
    assert.match(said.join(""), /pg_dump --format=custom/);
    assert.equal(await run("restore", "easel.tar"), 2);
    assert.match(said.join(""), /pg_restore .*\n.*--end-open-jobs/);
    assert.equal((await jobs.find(jobId(1)))?.state, "queued");
    const beat = { name: "worker", role: "worker", queue_name: null, seen_at: Date.now() };
    await database.insertInto("processes").values(beat).execute();
    assert.equal(await run("restore", "--end-open-jobs"), 1);
    assert.match(said.join(""), /^Easel runs on this database/);
    await database.updateTable("processes").set({ seen_at: 0 }).execute();
    assert.equal(await run("restore", "--end-open-jobs"), 0);
    assert.match(said.join(""), /^One job under way|^1 job under way/);
    assert.equal((await jobs.find(jobId(1)))?.state, "uncertain");
    assert.equal((await database.selectFrom("ledger").select("state").executeTakeFirst())?.state, "settled");
    await run("restore", "--end-open-jobs");
    assert.match(said.join(""), /^No job was under way/);
  },
);
