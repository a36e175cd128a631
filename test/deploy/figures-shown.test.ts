import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parser } from "@prometheus-io/lezer-promql";
import { parse } from "yaml";
import * as z from "zod";
import { createMetrics } from "../../src/ops/watching/metrics.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio } from "../support/studio.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** As far as a dashboard without plugins needs it: grafana.com/docs, "Dashboard JSON model". */
const datasource = z.strictObject({ type: z.literal("prometheus"), uid: z.string().regex(/^\$\{datasource\}$/) });
const place = z.object({ gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }), id: z.int() });
const shown = place.extend({
  type: z.enum(["stat", "timeseries"]),
  title: z.string().min(1),
  description: z.string().min(1),
  datasource,
  targets: z
    .array(z.object({ datasource, expr: z.string(), legendFormat: z.string(), refId: z.string().length(1) }))
    .min(1),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }), overrides: z.array(z.never()) }),
});
const heading = place.extend({ type: z.literal("row"), title: z.string(), panels: z.array(z.never()) });
const dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.int().min(36),
  templating: z.object({
    list: z.tuple([z.object({ name: z.literal("datasource"), type: z.literal("datasource") })]),
  }),
  panels: z.array(z.discriminatedUnion("type", [shown, heading])),
});
const rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string().regex(/^Easel\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+m$/)
            .optional(),
          labels: z.object({ severity: z.enum(["page", "ticket"]) }),
          annotations: z.object({ summary: z.string().min(1) }),
        }),
      ),
    }),
  ),
});

const panels = () => dashboard.parse(JSON.parse(read("deploy/grafana/easel.json"))).panels;
const alertRules = () =>
  rules.parse(parse(read("deploy/prometheus/easel-alerts.yaml"))).groups.flatMap(({ rules: all }) => all);

/** The metrics and labels that an expression names. @throws where Prometheus could not read it. */
function namesIn(expression: string): { metrics: string[]; labels: string[] } {
  const text = expression.replaceAll("$__rate_interval", "5m");
  const named = { metrics: [] as string[], labels: [] as string[] };
  parser.parse(text).iterate({
    enter(node) {
      assert.ok(!node.type.isError, `not PromQL: ${expression}`);
      const word = text.slice(node.from, node.to);
      if (node.name === "Identifier") named.metrics.push(word);
      if (node.name === "LabelName") named.labels.push(word);
    },
  });
  return named;
}

test("the dashboard and the alert rules name figures and labels that /metrics has after a journey", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 8 } });
  const metrics = createMetrics(studio.clock);
  studio.bot.watching = metrics;
  await studio.bot.restart();
  assert.ok(studio.relay.faults.add({ at: "submit", kind: "rate-limited", retryAfterSeconds: 1 }).ok);
  await makePicture(studio, studio.mira, { prompt: "a fox" });
  studio.relay.settings.update({ workers: 0 });
  await studio.mira.command("flux", { prompt: "a heron" });
  const text = async () => metrics.text(studio.bot.watched);
  await studio.until("a job is open", async () => (await text()).includes('easel_jobs_open{state="submitted"} 1'));
  const samples = [...(await text()).matchAll(/^(\w+)(?:\{(.*)\})? /gm)];
  const metricNames = new Set(samples.map(([, name = ""]) => name));
  const labelNames = new Set(["instance"]);
  for (const [, , labels = ""] of samples)
    for (const [, label = ""] of labels.matchAll(/(\w+)="/g)) labelNames.add(label);
  const expressions = [
    ...panels().flatMap((panel) => (panel.type === "row" ? [] : panel.targets.map(({ expr }) => expr))),
    ...alertRules().map(({ expr }) => expr),
  ];
  assert.ok(expressions.length > 25);
  for (const expression of expressions) {
    const named = namesIn(expression);
    assert.ok(named.metrics.length > 0, expression);
    for (const name of named.metrics) assert.ok(metricNames.has(name), `${name} in ${expression}`);
    for (const label of named.labels) assert.ok(labelNames.has(label), `${label} in ${expression}`);
  }
});

test("no panel of the dashboard lies on another", () => {
  const cells = new Set<string>();
  const ids = panels().map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { gridPos, id } of panels()) {
    const { x, y, w, h } = gridPos;
    assert.ok(x >= 0 && x + w <= 24);
    for (let cell = 0; cell < w * h; cell += 1) {
      const key = `${x + (cell % w)},${y + Math.floor(cell / w)}`;
      assert.ok(!cells.has(key), `panel ${id} at ${key}`);
      cells.add(key);
    }
  }
});

test("the operator's book says what to do about each alert, here and in Discord", () => {
  const book = read("docs/operating.md");
  for (const { alert } of alertRules()) assert.ok(book.includes(`\`${alert}\``), alert);
  const titles = [...read("src/texts/en-US/alerts.ts").matchAll(/alert_\w+_title: "(.+)"/g)];
  assert.ok(titles.length >= 6);
  for (const [, title = ""] of titles) assert.ok(book.includes(title), title);
});
