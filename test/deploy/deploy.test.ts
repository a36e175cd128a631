import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import * as z from "zod";
import { environmentSchema, readConfig } from "../../src/config.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
/** As the program would read it, with what must be set at least. */
function realConfig(given: Readonly<Record<string, string>>) {
  const least = { DISCORD_TOKEN: "token", RELAY_URL: "https://relay.example.com", RELAY_KEY: "key" };
  const outcome = readConfig({ ...least, ...given });
  assert.ok(outcome.mode === "real", JSON.stringify(outcome));
  return outcome.config;
}
const known = (name: string) => name in environmentSchema.shape;
const ours = z.object({
  build: z.literal("."),
  profiles: z.array(z.string()).optional(),
  env_file: z.literal(".env"),
  environment: z.record(z.string(), z.string()),
  volumes: z.tuple([z.literal("easel-data:/data")]),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal("ALL")]),
  stop_grace_period: z.string().regex(/^\d+s$/),
  depends_on: z.object({
    postgres: z.object({ condition: z.literal("service_healthy"), required: z.literal(false) }),
  }),
});
const composeFile = z.object({
  services: z.object({
    easel: ours,
    worker: ours.extend({ deploy: z.object({ replicas: z.literal(2) }) }),
    postgres: z.object({
      image: z.string().regex(/^postgres:\d+/),
      profiles: z.array(z.string()),
      environment: z.object({ POSTGRES_USER: z.string(), POSTGRES_DB: z.string(), POSTGRES_PASSWORD: z.string() }),
      healthcheck: z.object({ test: z.array(z.string()) }),
      volumes: z.array(z.string()),
    }),
  }),
  volumes: z.record(z.string(), z.null()),
});

test("compose.yaml sets variables that there are, keeps the data in a volume, and adds workers only when asked", () => {
  const text = read("compose.yaml");
  const { services, volumes } = composeFile.parse(parse(text, { merge: true }));
  const { easel, worker, postgres } = services;
  for (const { environment, stop_grace_period } of [easel, worker]) {
    assert.deepEqual(
      Object.keys(environment).filter((name) => !known(name)),
      [],
    );
    assert.equal(environment["DATA_DIR"], "/data");
    assert.ok(Number.parseInt(stop_grace_period, 10) * 1_000 > realConfig({}).stopGraceMs);
  }
  assert.deepEqual([easel.profiles, worker.profiles, postgres.profiles], [undefined, ["postgres"], ["postgres"]]);
  assert.equal(worker.environment["ROLE"], "worker");
  assert.ok([...easel.volumes, ...postgres.volumes].every((mount) => (mount.split(":")[0] ?? "") in volumes));
});

test("what compose.yaml says to add for workers is a configuration of a gateway", () => {
  const said = [...read("compose.yaml").matchAll(/^# {3}([A-Z0-9_]+)=(.+)$/gm)];
  const { COMPOSE_PROFILES, POSTGRES_PASSWORD, ...added } = Object.fromEntries(
    said.map(([, name = "", value = ""]) => [name, value.replace("<the same>", "secret")]),
  );
  assert.equal(COMPOSE_PROFILES, "postgres");
  assert.ok(POSTGRES_PASSWORD);
  const config = realConfig(added);
  assert.equal(config.role, "gateway");
  const { username, hostname, pathname } = new URL(config.databaseUrl ?? "");
  assert.deepEqual([username, hostname, pathname], ["easel", "postgres", "/easel"]);
  assert.equal(realConfig({ ...added, ROLE: "worker" }).role, "worker");
});

test("the Dockerfile copies what is there, sets variables that there are, and runs without rights", () => {
  const text = read("Dockerfile");
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = ""]) => files.split(" "));
  assert.ok(copied.length >= 5);
  assert.deepEqual(
    copied.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url))),
    [],
  );
  const kept = read(".dockerignore").split("\n");
  assert.deepEqual(
    copied.filter((file) => !kept.includes(`!${file.replace("./", "")}`)),
    [],
  );
  const [, set = ""] = /^ENV (.+)$/m.exec(text) ?? [];
  const names = set.split(" ").map((part) => part.split("=")[0] ?? "");
  assert.deepEqual(
    names.filter((name) => name !== "NODE_ENV" && !known(name)),
    [],
  );
  assert.ok(text.indexOf("\nUSER node") < text.indexOf("\nCMD"));
});

test("the systemd units start what npm ci installs, with variables that there are, given time to stop", () => {
  for (const file of ["deploy/easel.service", "deploy/easel@.service"]) {
    const text = read(file);
    assert.match(text, /^ExecStart=\/opt\/easel\/node_modules\/\.bin\/node --enable-source-maps dist\/main\.js$/m);
    const names = [...text.matchAll(/^Environment=(\w+)=/gm), ...text.matchAll(/\b([A-Z]+_?[A-Z]+)=\w/g)];
    const set = names.map(([, name = ""]) => name);
    assert.deepEqual(
      set.filter((name) => !known(name)),
      [],
    );
    const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(text) ?? [];
    assert.ok(Number(seconds) * 1_000 > realConfig({}).stopGraceMs);
  }
});
