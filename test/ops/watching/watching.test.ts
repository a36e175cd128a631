import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createMetrics } from "../../../src/ops/watching/metrics.ts";
import { startOpsServer } from "../../../src/ops/watching/ops-server.ts";
import { startSentence } from "../../../src/texts/start-sentences.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { makePicture } from "../../support/make-pictures.ts";
import { openStudio } from "../../support/studio.ts";

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
