import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { finishedReply } from "../../src/delivery/finished-reply.ts";
import { progressReply } from "../../src/delivery/progress-reply.ts";
import { stoppedReply } from "../../src/delivery/stopped-reply.ts";
import { isStopped, type Job } from "../../src/jobs/job.ts";
import type { Progress } from "../../src/jobs/progress.ts";
import type { Verdict } from "../../src/jobs/verdict.ts";
import { openArchive } from "../../src/media/archive/open-archive.ts";
import { builtInModels } from "../../src/models/built-in.ts";
import { ModelCatalog } from "../../src/models/catalog.ts";
import { ExpectedCalls } from "../../src/runner/expected-calls.ts";
import { StatusStreams } from "../../src/runner/status-streams.ts";
import { follow } from "../../src/runner/steps/follow.ts";
import { save } from "../../src/runner/steps/save.ts";
import { submit } from "../../src/runner/steps/submit.ts";
import { UsualDurations } from "../../src/runner/usual-duration.ts";
import { clientOf, KEY, MemoryTraits, startScriptedRelay } from "../relay/scripted-relay.ts";
import { admit, jobId, newJob, openJobs, request } from "../support/job-rows.ts";
import { anyAnswer, type RawAnswer } from "./any-answer.ts";
import { assertPostable } from "./postable.ts";

const RUNS = { numRuns: 300 };

/** The real client, steps and store on a relay that answers whatever it is told to. */
async function openHall(t: TestContext) {
  const { clock, jobs } = await openJobs(t);
  let answers: RawAnswer[] = [];
  const relay = await startScriptedRelay(t, (_received, response) => {
    const { status, headers, body } = answers.shift() ?? { status: 200, headers: {}, body: "{}" };
    response.writeHead(status, headers).end(body);
  });
  const directory = await mkdtemp(join(tmpdir(), "fuzz-"));
  const unreachable = async () => [];
  const archive = await openArchive({ directory, clock, resolve: unreachable });
  t.after(async () => {
    await archive.close();
    await rm(directory, { recursive: true });
  });
  const models = new ModelCatalog(builtInModels);
  const shown: [Job, Progress][] = [];
  const ends = new Set<string>();
  const client = clientOf(t, relay.url, { clock });
  const streams = new StatusStreams({ traits: new MemoryTraits({ hasStream: false }), clock, wake: () => {} });
  const options = {
    ...{
      models,
      archive,
      clock,
      relayFor: async () => client,
      usual: new UsualDurations(jobs),
      calls: new ExpectedCalls(null, new MemoryTraits(), jobs),
      streams,
    },
    ...{
      resultOrigins: [relay.url],
      resultHosts: [],
      show: (job: Job, progress: Progress) => void shown.push([job, progress]),
    },
  };
  const definition = models.byEndpoint("fal-ai/flux-1/dev");
  let number = 0;
  return {
    relay,
    jobs,
    options,
    /** Every state and kind of failure that came of it, so that a test can tell whether it reached them. */
    ends,
    answerWith: (given: readonly RawAnswer[]) => {
      answers = [...given];
    },
    async queued(): Promise<Job> {
      number += 1;
      const job = newJob(number);
      await admit(jobs, job);
      const found = await jobs.find(jobId(number));
      assert.ok(found);
      return found;
    },
    /** Writes the verdict down as the runner does, and looks at all that a person would now read. */
    async settle(job: Job, verdict: Verdict): Promise<Job> {
      const recorded = await jobs.record(job, verdict, true);
      ends.add(isStopped(recorded) ? recorded.failure.kind : recorded.state);
      for (const [about, progress] of shown.splice(0))
        assertPostable(progressReply({ ...about, definition }, progress));
      if (isStopped(recorded)) assertPostable(stoppedReply({ ...recorded, definition }));
      if (recorded.state === "saved")
        assertPostable(finishedReply({ ...recorded, definition }, [], recorded.files, ["vary"]));
      assert.ok(!JSON.stringify([recorded, verdict]).includes(KEY), "the key is nobody's business");
      return recorded;
    },
  };
}

type Hall = Awaited<ReturnType<typeof openHall>>;

async function submitting({ jobs, queued }: Hall): Promise<Extract<Job, { state: "submitting" }>> {
  const job = await jobs.record(await queued(), { type: "submitting", inputs: [] }, false);
  assert.ok(job.state === "submitting");
  return job;
}

const signal = new AbortController().signal;

test("whatever a submit is answered, the job is submitted, waits, or ends honestly, and one request was sent", async (t) => {
  const hall = await openHall(t);
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const job = await submitting(hall);
      hall.answerWith([answer]);
      const before = hall.relay.received.length;
      const recorded = await hall.settle(job, await submit(job, signal, hall.options));
      assert.equal(hall.relay.received.length, before + 1);
      assert.ok(["submitted", "queued", "failed", "uncertain"].includes(recorded.state), recorded.state);
      if (recorded.state === "failed") assert.equal(recorded.failure.charged, "no");
      if (answer.status < 300 && recorded.state === "queued")
        assert.match(answer.body, /429|rate_limit|quota|4\d\d|key|not_found/, "only a refusal in words sends it again");
    }),
    RUNS,
  );
  for (const end of ["submitted", "queued", "uncertain"]) assert.ok(hall.ends.has(end), `never ${end}`);
});

test("whatever status, result and files are answered, the job goes on or ends in one state with one sentence", async (t) => {
  const hall = await openHall(t);
  const some = fc.array(anyAnswer, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 0, max: 130 }), fc.boolean(), async (answers, attempts, canceled) => {
      const submitted = await hall.jobs.record(await submitting(hall), { type: "submitted", request }, false);
      assert.ok(submitted.state === "submitted");
      const job = { ...submitted, attempts, startedAt: 1, cancelRequestedAt: canceled ? 1 : null };
      hall.answerWith(answers);
      const followed = await hall.settle(job, await follow(job, signal, hall.options));
      assert.ok(["submitted", "generated", "failed", "canceled"].includes(followed.state), followed.state);
      if (followed.state !== "generated") return;
      const saved = await hall.settle(followed, await save({ ...followed, attempts: 14 }, signal, hall.options));
      assert.ok(["generated", "saved", "failed"].includes(saved.state), saved.state);
    }),
    RUNS,
  );
  for (const end of ["submitted", "generated", "saved"]) assert.ok(hall.ends.has(end), `never ${end}`);
});

test("whatever a cancel is answered, the job goes on as it was or is cancelled, and no charge is denied", async (t) => {
  const hall = await openHall(t);
  const going = { status: 202, headers: {}, body: JSON.stringify({ status: "IN_PROGRESS" }) };
  await fc.assert(
    fc.asyncProperty(anyAnswer, fc.integer({ min: 0, max: 4 }), async (answer, attempts) => {
      const submitted = await hall.jobs.record(await submitting(hall), { type: "submitted", request }, false);
      assert.ok(submitted.state === "submitted");
      hall.answerWith([answer, going]);
      const before = hall.relay.received.length;
      const asked = { ...submitted, attempts, startedAt: 1, cancelRequestedAt: 1 };
      const recorded = await hall.settle(asked, await follow(asked, signal, hall.options));
      const sent = hall.relay.received.slice(before).map(({ method }) => method);
      assert.equal(sent.filter((method) => method === "PUT").length, 1);
      assert.ok(!sent.includes("POST"), "nothing is made anew");
      assert.ok(["submitted", "canceled"].includes(recorded.state), recorded.state);
      if (recorded.state === "canceled") assert.equal(recorded.failure.charged, "maybe");
    }),
    RUNS,
  );
  for (const end of ["submitted", "canceled"]) assert.ok(hall.ends.has(end), `never ${end}`);
});
