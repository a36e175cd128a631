import assert from "node:assert/strict";
import { type JobId, type NewJob, OPEN_TERMS } from "../../src/jobs/job.ts";
import { JobStore } from "../../src/jobs/job-store.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { TestDatabase } from "./databases.ts";
import { FakeClock } from "./fake-clock.ts";

/** A job id that reads well in a failed assertion. */
export function jobId(number: number): JobId {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as JobId;
}

export function newJob(number: number, changes: Partial<NewJob> & { userId?: string } = {}): NewJob {
  const { userId = "200000000000000001", ...rest } = changes;
  return {
    id: jobId(number),
    model: "fal-ai/flux-1/dev",
    input: { prompt: "a lighthouse at dusk" },
    origin: {
      guildId: "300000000000000001",
      channelId: "400000000000000001",
      userId,
      locale: "en-US",
      applicationId: "500000000000000001",
      interactionToken: "interaction-token",
      interactionCreatedAt: Date.UTC(2026, 10, 21, 12),
      attachmentSizeLimit: 10 * 1024 * 1024,
      byTokenOnly: false,
    },
    priceMicros: 25_000,
    images: 1,
    terms: OPEN_TERMS,
    payer: null,
    wentOnFrom: null,
    ...rest,
  };
}

export const request = {
  requestId: "r-1",
  statusPath: "/fal-ai/flux-1/requests/r-1/status",
  responsePath: "/fal-ai/flux-1/requests/r-1",
  cancelPath: "/fal-ai/flux-1/requests/r-1/cancel",
};
export const result = {
  media: [
    { kind: "image" as const, url: "https://files.example/1.png", width: 64, height: 48, contentType: "image/png" },
  ],
  text: null,
  seed: "18446744073709551615",
  nsfw: [false],
  inferenceSeconds: 1.5,
};
export const file = {
  path: "2026/11/a/0.png",
  bytes: 1000,
  mime: "image/png",
  extension: "png",
  width: 64,
  height: 48,
  nsfw: false,
  withheld: false,
};

/** A store on a database of its own, gone when the test is; in memory unless told. */
export async function openJobs(t: { after(run: () => Promise<void>): void }, on?: TestDatabase) {
  const clock = new FakeClock();
  const database = await (on?.open() ?? openDatabase(":memory:"));
  if (on === undefined) t.after(() => database.destroy());
  return { clock, database, jobs: new JobStore(database, clock) };
}

/** Admits a job that nobody has to decide about. */
export async function admit(jobs: JobStore, job: NewJob): Promise<{ place: number }> {
  const admission = await jobs.admit<never>(async () => ({ job }));
  assert.ok("place" in admission);
  return admission;
}
