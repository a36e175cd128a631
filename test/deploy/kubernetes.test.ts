import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse, parseAllDocuments } from "yaml";
import * as z from "zod";
import { shardsVariable } from "../../src/config/shards.ts";
import { environmentSchema, readConfig } from "../../src/config.ts";

const FOLDER = new URL("../../deploy/kubernetes/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, FOLDER), "utf8");
const known = (name: string) => name in environmentSchema.shape;

const labels = z.record(z.string(), z.string());
const probe = (path: string) => z.object({ httpGet: z.object({ path: z.literal(path), port: z.literal("ops") }) });
const container = z.object({
  image: z.literal("easel"),
  command: z.array(z.string()).optional(),
  envFrom: z.tuple([
    z.object({ configMapRef: z.object({ name: z.literal("easel-settings") }) }),
    z.object({ secretRef: z.object({ name: z.literal("easel-secrets") }) }),
  ]),
  env: z.array(z.object({ name: z.string(), value: z.string().optional(), valueFrom: z.unknown().optional() })),
  ports: z.tuple([z.object({ name: z.literal("ops"), containerPort: z.int() })]),
  startupProbe: probe("/healthz"),
  livenessProbe: probe("/healthz"),
  readinessProbe: probe("/readyz"),
  resources: z.object({ requests: labels, limits: labels }),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
});
const pods = z.object({
  replicas: z.int().min(2),
  selector: z.object({ matchLabels: labels }),
  template: z.object({
    metadata: z.object({ labels }),
    spec: z.object({
      automountServiceAccountToken: z.literal(false),
      terminationGracePeriodSeconds: z.int(),
      securityContext: z.object({
        runAsNonRoot: z.literal(true),
        runAsUser: z.int().min(1),
        seccompProfile: z.object({ type: z.literal("RuntimeDefault") }),
      }),
      containers: z.tuple([container]),
      volumes: z.array(z.object({ name: z.string() })),
    }),
  }),
});
const budget = z.object({ maxUnavailable: z.literal(1), selector: z.object({ matchLabels: labels }) });
const objects = (file: string) =>
  parseAllDocuments(read(file)).map((document) => {
    assert.deepEqual(document.errors, [], file);
    return z.object({ kind: z.string(), spec: z.unknown() }).parse(document.toJS());
  });
const specOf = <T>(file: string, kind: string, schema: z.ZodType<T>) =>
  schema.parse(objects(file).find((object) => object.kind === kind)?.spec);

const settings = z.object({ data: labels }).parse(parse(read("settings.yaml"))).data;
const secrets = z.object({ stringData: labels }).parse(parse(read("secrets.example.yaml"))).stringData;
const gateway = specOf("gateway.yaml", "StatefulSet", pods);
const worker = specOf("worker.yaml", "Deployment", pods);
const containerOf = ({ template }: z.infer<typeof pods>) => template.spec.containers[0];
const envOf = (from: z.infer<typeof pods>) =>
  Object.fromEntries(containerOf(from).env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));

test("everything that is applied is there, and the secrets are an example", () => {
  const { resources } = z.object({ resources: z.array(z.string()) }).parse(parse(read("kustomization.yaml")));
  for (const file of resources.filter((each) => each !== "secrets.yaml")) assert.ok(existsSync(new URL(file, FOLDER)));
  assert.ok(!existsSync(new URL("secrets.yaml", FOLDER)), "a secret lies in the repository");
});

test("settings and secrets are variables that there are, and make a configuration for both roles", () => {
  assert.deepEqual(
    [...Object.keys(settings), ...Object.keys(secrets)].filter((name) => !known(name)),
    [],
  );
  for (const from of [gateway, worker]) {
    const { ROLE = "" } = envOf(from);
    const filledIn = { DISCORD_TOKEN: "t", RELAY_KEY: "k", S3_ACCESS_KEY_ID: "a", S3_SECRET_ACCESS_KEY: "s" };
    const outcome = readConfig({ ...settings, ...secrets, ...filledIn, SECRETS_KEY: "x".repeat(44), ROLE });
    assert.ok(outcome.mode === "real", JSON.stringify(outcome));
    assert.equal(outcome.config.role, ROLE);
    assert.ok(from.template.spec.terminationGracePeriodSeconds * 1_000 > outcome.config.stopGraceMs);
    assert.equal(outcome.config.opsPort, containerOf(from).ports[0].containerPort);
    assert.ok(containerOf(from).volumeMounts.some(({ mountPath }) => mountPath === outcome.config.dataDir));
  }
});

test("each selector finds its own pods, and their mounts are there", () => {
  for (const [file, from] of [
    ["gateway.yaml", gateway],
    ["worker.yaml", worker],
  ] as const) {
    assert.deepEqual(from.selector.matchLabels, from.template.metadata.labels);
    assert.deepEqual(specOf(file, "PodDisruptionBudget", budget).selector, from.selector);
    const names = from.template.spec.volumes.map(({ name }) => name);
    assert.deepEqual(
      containerOf(from)
        .volumeMounts.map(({ name }) => name)
        .sort(),
      names.sort(),
    );
  }
  assert.equal(objects("gateway.yaml").filter(({ kind }) => kind === "Service").length, 1);
});

test("the gateways' ranges are all shards, each in two pods, by the very command that a pod runs", () => {
  const env = envOf(gateway);
  const [shell, flag, script = ""] = containerOf(gateway).command ?? [];
  assert.deepEqual([shell, flag], ["sh", "-c"]);
  assert.match(script, /exec node --enable-source-maps dist\/main\.js$/);
  const shards = Array.from({ length: gateway.replicas }, (_, index) => {
    const said = execFileSync(
      "sh",
      ["-c", script.replace("exec node --enable-source-maps dist/main.js", "exec printenv SHARDS")],
      {
        env: { PATH: process.env["PATH"], ...env, POD_INDEX: String(index) },
        encoding: "utf8",
      },
    );
    const range = shardsVariable.parse(said);
    assert.ok(range !== "auto" && String(range.count) === env["SHARDS_TOTAL"]);
    return Array.from({ length: range.last - range.first + 1 }, (__, shard) => range.first + shard);
  });
  const each = [...Array(Number(env["SHARDS_TOTAL"])).keys()];
  assert.deepEqual(shards.flat(), [...each, ...each]);
});
