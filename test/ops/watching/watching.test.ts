import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeWatched } from "../../../src/app/watched.ts";
import type { QueuedJob } from "../../../src/jobs/job.ts";
import { failed } from "../../../src/jobs/verdict.ts";
import { createLogger } from "../../../src/logger.ts";
import { createMetrics } from "../../../src/ops/watching/metrics.ts";
import { startOpsServer } from "../../../src/ops/watching/ops-server.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { startSentence } from "../../../src/texts/start-sentences.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { newJob } from "../../support/job-rows.ts";
import { makePicture } from "../../support/make-pictures.ts";
import { openStudio } from "../../support/studio.ts";

const { priceMicros: _, ...NEW } = newJob(1);
const UNTOUCHED = { inputs: [], messageId: null, attempts: 0, startedAt: null, cancelRequestedAt: null } as const;
const QUEUED: QueuedJob = { ...NEW, ...UNTOUCHED, state: "queued", createdAt: 0, toldAt: null, deletedAt: null };

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask(port: number, path: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
}

test("jobs, the relay's and Discord's answers and what was spent are counted; ready is who hears interactions", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, bot, clock, relay, until } = studio;
  const metrics = createMetrics(clock);
  const server = await startOpsServer({ port: 0, metrics });
  t.after(() => server.stop());
  assert.deepEqual(await ask(server.port, "/healthz"), { status: 200, text: "alive\n" });
  assert.deepEqual(await ask(server.port, "/readyz"), { status: 503, text: "starting\n" });
  bot.watching = metrics;
  await bot.restart();
  server.show(bot.watched);
  assert.deepEqual(await ask(server.port, "/readyz"), { status: 200, text: "ready\n" });
  await makePicture(studio, mira, { prompt: "a fox" });
  assert.deepEqual(relay.faults.add({ at: "submit", kind: "out-of-balance" }), { ok: true });
  await mira.command("flux", { prompt: "a heron" });
  await until("its end", async () => (await ask(server.port, "/metrics")).text.includes("failed:"));
  relay.settings.update({ workers: 0 });
  await mira.command("flux", { prompt: "a swan" });
  await until("it is there", async () =>
    /easel_jobs_open\{state="submitted"\} 1/.test((await ask(server.port, "/metrics")).text),
  );
  const { text } = await ask(server.port, "/metrics");
  assert.match(text, /easel_jobs_ended_total\{model="fal-ai\/flux-1\/dev",outcome="delivered"\} 1/);
  assert.match(text, /easel_jobs_ended_total\{model="fal-ai\/flux-1\/dev",outcome="failed: out_of_balance"\} 1/);
  assert.match(text, /easel_relay_call_seconds_count\{call="submit",outcome="ok"\} 2/);
  assert.match(text, /easel_relay_call_seconds_count\{call="submit",outcome="out_of_balance"\} 1/);
  assert.match(text, /easel_job_phase_seconds_count\{phase="whole"\} 1/);
  for (const phase of ["waiting", "submitting", "following", "saving", "delivering"])
    assert.match(text, new RegExp(`easel_job_phase_seconds_count\\{phase="${phase}"\\} [1-9]`));
  assert.match(text, /easel_discord_call_seconds_count\{method="PATCH",status="200"\} [1-9]/);
  assert.match(text, /easel_queue_length\{where="relay"\} 1/);
  assert.match(text, /easel_queue_length\{where="here"\} 0/);
  assert.match(text, /easel_queue_oldest_seconds\{where="relay"\} \d/);
  assert.match(text, /easel_ready 1/);
  assert.match(text, /easel_database_up 1/);
  assert.match(text, /easel_spent_today_dollars 0\.\d+/);
  assert.match(text, /nodejs_eventloop_lag_seconds/);
  for (const secret of [relay.key, studio.discord.token]) assert.ok(!text.includes(secret));
  assert.equal((await ask(server.port, "/elsewhere")).status, 404);
});

test("whoever stops, or has lost its database, is unready, and still tells its own figures", async (t) => {
  const clock = new FakeClock();
  const database = await openDatabase(":memory:");
  let stopping = false;
  let connected = true;
  const watched = makeWatched({
    database,
    clock,
    log: createLogger("silent"),
    isStopping: () => stopping,
    needs: [{ is: () => connected, otherwise: "not connected to Discord" }],
  });
  const server = await startOpsServer({ port: 0, metrics: createMetrics(clock) });
  t.after(() => server.stop());
  server.show(watched);
  const ready = () => ask(server.port, "/readyz");
  assert.equal((await ready()).status, 200);
  connected = false;
  assert.deepEqual(await ready(), { status: 503, text: "not connected to Discord\n" });
  connected = true;
  await database.destroy();
  assert.deepEqual(await ready(), { status: 503, text: "the database does not answer\n" });
  const { text } = await ask(server.port, "/metrics");
  for (const line of ["easel_ready 0", "easel_database_up 0", "process_cpu_seconds_total"])
    assert.ok(text.includes(line));
  assert.doesNotMatch(text, /^easel_queue_length\{/m);
  stopping = true;
  assert.deepEqual(await ready(), { status: 503, text: "stopping\n" });
  assert.equal((await ask(server.port, "/healthz")).status, 200);
});

test("models beyond the first two hundred share a label", async () => {
  const metrics = createMetrics(new FakeClock());
  for (let model = 0; model < 300; model += 1)
    metrics.job({ ...QUEUED, model: `maker/model-${model}` }, failed({ kind: "relay_busy", charged: "no" }), 1);
  const text = await metrics.text(null);
  assert.equal(text.match(/^easel_jobs_ended_total\{/gm)?.length, 201);
  assert.match(text, /easel_jobs_ended_total\{model="other",outcome="failed: relay_busy"\} 100/);
});

test("a taken port is told with the variable that names it", async (t) => {
  const metrics = createMetrics(new FakeClock());
  const first = await startOpsServer({ port: 0, metrics });
  t.after(() => first.stop());
  const error = await startOpsServer({ port: first.port, metrics }).catch((reason) => reason);
  assert.match(startSentence(error, { dataDir: "", discordApiUrl: "" }) ?? "", /^OPS_PORT \d+ is in use/);
});

test("each figure of our own stands in the operator's book", async () => {
  const book = readFileSync(new URL("../../../docs/operating.md", import.meta.url), "utf8");
  const text = await createMetrics(new FakeClock()).text(null);
  const names = [...text.matchAll(/^# TYPE (easel_\w+)/gm)].map(([, name]) => name ?? "");
  assert.ok(names.length >= 7);
  assert.deepEqual(
    names.filter((name) => !book.includes(`\`${name}\``)),
    [],
  );
});
