import assert from "node:assert/strict";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import * as z from "zod";
import { readConfig } from "../../../src/config.ts";
import { createLogger } from "../../../src/logger.ts";
import { startTraces } from "../../../src/ops/watching/traces.ts";
import { watchedBy } from "../../../src/watching.ts";
import { makePicture } from "../../support/make-pictures.ts";
import { openStudio } from "../../support/studio.ts";

const attribute = z.object({
  key: z.string(),
  value: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const span = z.object({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(attribute),
  status: z.object({ code: z.number(), message: z.string().optional() }),
});
/** OTLP over HTTP as JSON: opentelemetry-proto, ExportTraceServiceRequest. */
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});
type Span = z.infer<typeof span>;

interface TestContext {
  after(run: () => void): void;
}

/** A collector, to which the environment points while the test runs. */
async function openCollector(t: TestContext) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === "/v1/traces") bodies.push(body);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${address.port}`,
    OTEL_SERVICE_NAME: "studio",
  };
  Object.assign(process.env, environment);
  t.after(() => {
    for (const name of Object.keys(environment)) delete process.env[name];
    server.close();
    server.closeAllConnections();
  });
  const requests = () => bodies.map((body) => exported.parse(JSON.parse(body)));
  return {
    bodies,
    requests,
    spans: () =>
      requests().flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
  };
}

const log = createLogger("silent");
const ALL = { sampler: "always_on", ratio: 1 } as const;
const valuesOf = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

test("a job is one trace with its phases, though a restart lies between; no word of a person's is in it", async (t) => {
  const collector = await openCollector(t);
  const studio = await openStudio(t, { relay: { speed: 4, workers: 0 } });
  const { mira, bot, clock, relay, seen, until, log: lines } = studio;
  const before = startTraces({ clock, log, sampling: ALL });
  bot.watching = before;
  await bot.restart();
  await mira.command("flux", { prompt: "a heron at dawn" });
  await until("it is at the relay", () => lines.some((line) => line.includes('"job submitted"')));
  const after = startTraces({ clock, log, sampling: ALL });
  bot.watching = after;
  await bot.restart();
  relay.settings.update({ workers: 1 });
  await seen(mira, /“Picture 1 of 1: a heron at dawn/);
  await until("it is written down", () => lines.some((line) => line.includes('"job delivered"')));
  assert.ok(relay.faults.add({ at: "submit", kind: "out-of-balance" }).ok);
  await mira.command("flux", { prompt: "a fox" });
  await until("its end", () => lines.some((line) => line.includes('"job told"')));
  await Promise.all([before.stop(), after.stop()]);
  const whole = collector.spans().filter(({ name }) => name === "job");
  const [heron, fox] = whole;
  assert.ok(heron && fox && whole.length === 2);
  const phases = collector.spans().filter(({ parentSpanId }) => parentSpanId === heron.spanId);
  assert.deepEqual(phases.map(({ name }) => name).sort(), [
    "delivering",
    "following",
    "saving",
    "submitting",
    "waiting",
  ]);
  for (const phase of phases) {
    assert.equal(phase.traceId, heron.traceId);
    assert.ok(BigInt(phase.startTimeUnixNano) >= BigInt(heron.startTimeUnixNano), phase.name);
    assert.ok(BigInt(phase.endTimeUnixNano) <= BigInt(heron.endTimeUnixNano), phase.name);
  }
  const { "easel.job.id": id, ...facts } = valuesOf(heron);
  assert.equal(String(id).replaceAll("-", ""), heron.traceId, "a job's trace is found by its id");
  assert.deepEqual(facts, {
    "easel.model": "fal-ai/flux-1/dev",
    "easel.images": 1,
    "easel.outcome": "delivered",
    "easel.batch": false,
  });
  assert.equal(valuesOf(fox)["easel.failure"], "out_of_balance");
  assert.deepEqual(fox.status, { code: 2, message: "out_of_balance" });
  for (const word of ["heron at dawn", "a fox", mira.id, relay.key, studio.discord.token])
    assert.ok(!collector.bodies.join("").includes(word), word);
  const [resource] = collector.requests().flatMap(({ resourceSpans }) => resourceSpans);
  const named = resource?.resource.attributes.find(({ key }) => key === "service.name");
  assert.equal(named?.value["stringValue"], "studio");
});

test("a sampler keeps all of a trace or nothing of it, and a collector that is away is told in the log", async (t) => {
  const collector = await openCollector(t);
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const { clock, bot, mira } = studio;
  const none = startTraces({ clock, log, sampling: { sampler: "traceidratio", ratio: 0 } });
  const lines: string[] = [];
  const loud = createLogger("info", { write: (line) => void lines.push(line) });
  Object.assign(process.env, {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
    OTEL_EXPORTER_OTLP_TIMEOUT: "50",
  });
  const lost = startTraces({ clock, log: loud, sampling: ALL });
  delete process.env["OTEL_EXPORTER_OTLP_TIMEOUT"];
  bot.watching = watchedBy(none, lost);
  await bot.restart();
  await makePicture(studio, mira, { prompt: "a fox" });
  await Promise.all([none.stop(), lost.stop()]);
  assert.deepEqual(collector.spans(), []);
  assert.equal(lines.length, 1);
  assert.match(lines.join(""), /traces could not be sent/);
});

test("traces are wanted where a collector is named", () => {
  const traces = (given: Readonly<Record<string, string>>) => {
    const needed = { DISCORD_TOKEN: "token", RELAY_KEY: "key", RELAY_URL: "https://relay.example.com" };
    const outcome = readConfig({ ...needed, ...given });
    return outcome.mode === "real" ? outcome.config.traces : outcome.mode;
  };
  const OTEL_EXPORTER_OTLP_ENDPOINT = "http://localhost:4318";
  assert.equal(traces({ OTEL_TRACES_SAMPLER: "always_on" }), null);
  assert.deepEqual(traces({ OTEL_EXPORTER_OTLP_ENDPOINT }), ALL);
  const part = { OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.25" };
  assert.deepEqual(traces({ OTEL_EXPORTER_OTLP_ENDPOINT, ...part }), {
    sampler: "parentbased_traceidratio",
    ratio: 0.25,
  });
  assert.equal(traces({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG: "1.5" }), "unusable");
});
