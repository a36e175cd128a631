import assert from "node:assert/strict";
import { sql } from "kysely";
import { onBothDatabases } from "../support/databases.ts";
import { admit, file, jobId, newJob, openJobs, request, result } from "../support/job-rows.ts";

const ID = jobId(1);

async function saved(...[t, on]: Parameters<typeof openJobs>) {
  const { jobs } = await openJobs(t, on);
  await admit(jobs, newJob(1));
  await jobs.acknowledged(ID, "600000000000000001");
  let job = await jobs.find(ID);
  assert.ok(job);
  job = await jobs.record(job, { type: "submitting", inputs: [] }, true);
  job = await jobs.record(job, { type: "submitted", request }, true);
  job = await jobs.record(job, { type: "generated", result }, true);
  return { jobs, job: await jobs.record(job, { type: "saved", files: [file] }, true) };
}

onBothDatabases("pictures that refuse to go are the job's as before, and go the next time", async (t, on) => {
  const { jobs, job } = await saved(t, on);
  const refused = jobs.deletePictures(ID, () => Promise.reject(new Error("the bucket is shut")));
  await assert.rejects(refused, /the bucket is shut/);
  assert.deepEqual(await jobs.find(ID), job);
  await jobs.deletePictures(ID, async () => {});
  const deleted = await jobs.find(ID);
  assert.deepEqual(deleted?.state === "saved" ? deleted.files : null, []);
});

onBothDatabases("no file goes where its row cannot be written", async (t, on) => {
  const { jobs, job } = await saved(t, on);
  const other = await on.open();
  if (on.kind === "postgres")
    await sql`create rule full_disk as on update to jobs do instead select 1 / 0`.execute(other);
  else await sql`create trigger full_disk before update on jobs begin select raise(abort, 'full'); end`.execute(other);
  let went = false;
  const refused = jobs.deletePictures(ID, async () => {
    went = true;
  });
  await assert.rejects(refused, /full|zero/);
  assert.equal(went, false);
  assert.deepEqual(await jobs.find(ID), job);
});
