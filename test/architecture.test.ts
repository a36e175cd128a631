import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** The rooms of src/ and what each may import, in the order of a picture's way. */
const MAY_IMPORT: Record<string, string[]> = {
  main: ["app", "ops", "clock", "config", "logger", "texts", "sandbox"],
  app: [
    "alerts",
    "gateway",
    "commands",
    "components",
    "interaction",
    "jobs",
    "history",
    "policy",
    "prompts",
    "runner",
    "relay",
    "media",
    "delivery",
    "models",
    "storage",
    "secrets",
    "texts",
    "config",
    "logger",
    "watching",
    "first-answers",
    "clock",
  ],
  gateway: [
    "commands",
    "components",
    "delivery",
    "interaction",
    "policy",
    "texts",
    "config",
    "logger",
    "first-answers",
    "clock",
  ],
  components: ["commands", "prompts", "jobs", "history", "policy", "models", "texts", "interaction"],
  commands: [
    "prompts",
    "jobs",
    "history",
    "policy",
    "secrets",
    "models",
    "texts",
    "interaction",
    "logger",
    "charts",
    "lazily",
  ],
  prompts: ["jobs", "models", "storage", "texts", "clock"],
  interaction: ["jobs", "policy", "texts"],
  alerts: ["jobs", "storage", "clock"],
  history: ["jobs", "media", "models", "storage", "clock"],
  policy: ["jobs", "models", "storage", "texts", "clock", "lazily"],
  runner: ["jobs", "relay", "media", "delivery", "models", "clock", "logger"],
  delivery: ["watching", "jobs", "media", "models", "texts", "clock"],
  jobs: ["models", "storage", "texts", "clock"],
  relay: ["clock"],
  media: ["clock", "lazily"],
  models: ["texts", "clock"],
  ops: [
    "watching",
    "commands",
    "jobs",
    "storage",
    "relay",
    "media",
    "delivery",
    "models",
    "config",
    "logger",
    "clock",
    "texts",
  ],
  watching: ["jobs"],
  charts: [],
  lazily: [],
  secrets: ["storage", "clock"],
  storage: ["clock"],
  texts: [],
  config: [],
  logger: ["lazily"],
  "first-answers": ["clock"],
  clock: [],
};
/** Packages that only these rooms may import: each outside world has one door. */
const FENCES: Record<string, string[]> = {
  "discord.js": ["gateway", "commands", "delivery", "ops"],
  undici: ["relay", "media", "delivery"],
  "eventsource-parser": ["relay"],
  pg: ["storage", "runner"],
  kysely: ["storage", "jobs", "history", "policy", "prompts"],
  obscenity: ["policy"],
  echarts: ["charts"],
  "echarts/dist/echarts.esm.min.mjs": ["charts"],
  "csv-stringify/sync": ["commands"],
  "@zip.js/zip.js": ["history"],
  sharp: ["media"],
  mediabunny: ["media"],
  "@aws-sdk/client-s3": ["media"],
  pino: ["logger"],
  "graphile-worker": ["runner"],
  "prom-client": ["ops"],
  "@opentelemetry/api": ["ops"],
  "@opentelemetry/sdk-trace": ["ops"],
  "@opentelemetry/resources": ["ops"],
  "@opentelemetry/exporter-trace-otlp-http": ["ops"],
};
const MAX_LINES = 300;

const sources = globSync("src/**/*.ts").sort();
const sandbox = globSync("sandbox/**/*.{ts,tsx}").sort();
const chaos = globSync("chaos/**/*.ts").sort();
const bench = globSync("bench/**/*.ts").sort();
const build = globSync("build/**/*.ts").sort();
const tests = globSync("test/**/*.ts").sort();
const texts = new Map(
  [...sources, ...sandbox, ...chaos, ...bench, ...build, ...tests].map((file) => [file, readFileSync(file, "utf8")]),
);
const read = (file: string) => texts.get(file) ?? "";
const specifiers = (file: string) =>
  [...read(file).matchAll(/(?:from|import|import\()\s*"([^"]+)"/g)].flatMap(([, specifier]) => specifier ?? []);
const localImports = (file: string) =>
  specifiers(file)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => normalize(join(dirname(file), specifier)));
const roomOf = (file: string) =>
  file
    .replace(/^src\//, "")
    .split("/")[0]
    ?.replace(/\.tsx?$/, "") ?? "";
const none = (offenders: string[]) => assert.deepEqual(offenders, []);

test("a room imports only what the architecture allows", () => {
  assert.ok(sources.length > 50);
  none(
    sources.flatMap((file) =>
      localImports(file)
        .filter((to) => roomOf(to) !== roomOf(file) && !MAY_IMPORT[roomOf(file)]?.includes(roomOf(to)))
        .map((to) => `${file} -> ${to}`),
    ),
  );
});

test("no file reaches itself, not even through types", () => {
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    localImports(from).some((to) => to === goal || (!seen.has(to) && reaches(to, goal, seen.add(to))));
  none([...sources, ...sandbox, ...chaos, ...bench].filter((file) => reaches(file, file)));
});

test("packages stay behind their doors", () =>
  none(
    sources.flatMap((file) =>
      specifiers(file)
        .filter((specifier) => FENCES[specifier] !== undefined && !FENCES[specifier].includes(roomOf(file)))
        .map((specifier) => `${file} -> ${specifier}`),
    ),
  ));

test("only main.ts hands the environment on, and reaches the sandbox", () => {
  none(sources.filter((file) => file !== "src/main.ts" && read(file).includes("process.env")));
  none(sources.filter((file) => file !== "src/main.ts" && localImports(file).some((to) => to.startsWith("sandbox/"))));
});

test("the sandbox shares nothing with the bot: a shared mistake would be invisible", () =>
  none(sandbox.filter((file) => localImports(file).some((to) => to.startsWith("src/")))));

test("the chaos harness shares nothing with the program that it judges", () =>
  none(chaos.filter((file) => localImports(file).some((to) => to.startsWith("src/")))));

test("no file is longer than it should be", () =>
  none([...texts.keys()].filter((file) => read(file).split("\n").length > MAX_LINES)));

test("there are no drawers", () =>
  none(
    [...texts.keys()].filter((file) =>
      /(^|\/)(utils?|helpers?|managers?|data|common|misc|index)(\/|\.tsx?$)/.test(file),
    ),
  ));
