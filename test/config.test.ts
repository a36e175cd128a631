import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { environmentSchema, readConfig } from "../src/config.ts";

const REAL = { DISCORD_TOKEN: "a-very-fake-token", RELAY_KEY: "a-very-fake-key", RELAY_URL: "https://relay.example" };

function problemsOf(environment: Record<string, string>): readonly string[] {
  const outcome = readConfig(environment);
  assert.equal(outcome.mode, "unusable");
  return outcome.mode === "unusable" ? outcome.problems : [];
}

test("with neither token nor key the sandbox starts, on the port that is set", () => {
  const outcome = readConfig({ SANDBOX_PORT: "9000", DISCORD_TOKEN: "", RELAY_KEY: " " });
  assert.ok(outcome.mode === "sandbox");
  assert.equal(outcome.sandbox.port, 9000);
});

test("with token, key and address it is the real thing, with defaults for the rest", () => {
  const outcome = readConfig({ ...REAL, RELAY_URL: "https://relay.example/api//" });
  assert.ok(outcome.mode === "real");
  assert.equal(outcome.config.relayUrl, "https://relay.example/api");
  assert.equal(outcome.config.relayAuthScheme, "Bearer");
  assert.equal(outcome.config.discordApiUrl, "https://discord.com/api");
});

test("with one of them missing it says which, and that the sandbox needs none", () => {
  for (const name of ["DISCORD_TOKEN", "RELAY_KEY", "RELAY_URL"] as const) {
    const { [name]: _, ...rest } = REAL;
    const problems = problemsOf(rest);
    assert.match(problems[0] ?? "", new RegExp(`^${name} is missing: `));
    assert.equal(problems.length, 2);
  }
});

test("each unreadable value is named with what it must be", () => {
  const wrong = {
    RELAY_CONCURRENCY: "many",
    SANDBOX_PORT: "70000",
    RELAY_AUTH_SCHEME: "Basic",
    RELAY_URL: "my-relay",
    LOG_LEVEL: "loud",
    HOME_GUILD_ID: "my-server",
    PRIVATE_USE: "everywhere",
    DATABASE_URL: "mysql://easel:pass@db/easel",
    ROLE: "leader",
    S3_BUCKET: "https://s3.example.com/easel",
    S3_ENDPOINT: "https://s3.example.com/easel",
    S3_REGION: "Frankfurt am Main",
    S3_PREFIX: "../easel",
    S3_SECRET_ACCESS_KEY: "with space",
    DISCORD_TOKEN: "with space",
  };
  for (const [name, value] of Object.entries(wrong)) {
    const problems = problemsOf({ ...REAL, [name]: value });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", new RegExp(`^${name} (must|contains) .+\\.$`));
    assert.ok(!problems[0]?.includes(value), "a secret may stand in any of them");
  }
});

test("a process is only a gateway or a worker beside others, on a database that they share", () => {
  const DATABASE_URL = "postgres://easel@db/easel";
  for (const ROLE of ["gateway", "worker"] as const) {
    const outcome = readConfig({ ...REAL, ROLE, DATABASE_URL });
    assert.equal(outcome.mode === "real" && outcome.config.role, ROLE);
    assert.match(problemsOf({ ...REAL, ROLE }).join(), /^ROLE is only for several processes .* set DATABASE_URL/);
  }
});

test("hosts for results are names, each for all below it, or origins as they are", () => {
  const hosts = (given: string) => {
    const outcome = readConfig({ ...REAL, RESULT_HOSTS: given });
    return outcome.mode === "real" ? outcome.config.resultHosts : problemsOf({ ...REAL, RESULT_HOSTS: given });
  };
  assert.deepEqual(hosts(""), { hosts: [], origins: [] });
  assert.deepEqual(hosts(" Files.Example.com,*.cdn.example.org http://10.0.0.5:9000/ "), {
    hosts: ["files.example.com", "cdn.example.org"],
    origins: ["http://10.0.0.5:9000"],
  });
  for (const wrong of ["localhost", "10.0.0.5", "https://a.example/path", "a.example/", "*", "com"]) {
    assert.match(String(hosts(wrong)), /^RESULT_HOSTS must be hosts with commas between/, wrong);
  }
});

test("the shards are all that Discord recommends, one, or a range of so many", () => {
  const DATABASE_URL = "postgres://easel@db/easel";
  const shards = (SHARDS: string, more = {}) => {
    const outcome = readConfig({ ...REAL, SHARDS, ...more });
    return outcome.mode === "real" ? outcome.config.shards : problemsOf({ ...REAL, SHARDS, ...more }).join();
  };
  assert.equal(shards(""), "auto");
  assert.equal(shards("auto"), "auto");
  assert.deepEqual(shards("0-3/16", { DATABASE_URL }), { first: 0, last: 3, count: 16 });
  assert.deepEqual(shards("1/2", { DATABASE_URL }), { first: 1, last: 1, count: 2 });
  assert.deepEqual(shards("0-1/2"), { first: 0, last: 1, count: 2 });
  assert.match(String(shards("0/2")), /^SHARDS names only a part .* set DATABASE_URL/);
  assert.match(String(shards("2")), /^SHARDS must be auto, one shard like 0\/2, or a range like 0-3\/16\.$/);
  assert.match(String(shards("1-2/2")), /of 2 shards the last is 1, so all of them are 0-1\/2\.$/);
  assert.match(String(shards("0/0")), /at least one shard/);
  assert.match(String(shards("3-1/4")), /1-3\/4\.$/);
});

test("a bucket is named with where it is, and half a configuration is told", () => {
  const key = { S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "very-secret" };
  const given = { S3_BUCKET: "pictures", S3_ENDPOINT: "https://s3.example.com/", S3_PREFIX: "/bots/easel/", ...key };
  const outcome = readConfig({ ...REAL, ...given });
  assert.deepEqual(outcome.mode === "real" && outcome.config.bucket, {
    name: "pictures",
    endpoint: "https://s3.example.com",
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "very-secret" },
    prefix: "bots/easel/",
  });
  const onAws = readConfig({ ...REAL, S3_BUCKET: "pictures", S3_REGION: "eu-central-1" });
  assert.equal(onAws.mode === "real" && onAws.config.bucket?.credentials, null);
  const none = readConfig(REAL);
  assert.equal(none.mode === "real" && none.config.bucket, null);
  for (const [changes, name] of [
    [{ S3_PREFIX: "easel", S3_REGION: "eu-west-1" }, "S3_BUCKET"],
    [{ S3_BUCKET: "pictures" }, "S3_REGION"],
    [{ ...given, S3_SECRET_ACCESS_KEY: "" }, "S3_SECRET_ACCESS_KEY"],
    [{ ...given, S3_ACCESS_KEY_ID: "" }, "S3_ACCESS_KEY_ID"],
  ] as const) {
    const problems = problemsOf({ ...REAL, ...changes });
    assert.match(problems.join("\n"), new RegExp(`^${name} is missing: `));
    assert.ok(!problems.join("\n").includes("very-secret"));
  }
});

test("no environment whatever makes it throw", () => {
  const names = fc.constantFrom(...Object.keys(environmentSchema.shape), "HOME");
  fc.assert(fc.property(fc.dictionary(names, fc.string()), (environment) => void readConfig(environment)));
});

test(".env.example names every variable with its default", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const example = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(?:# )?([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ""] as const];
    }),
  );
  assert.deepEqual([...example.keys()].sort(), Object.keys(environmentSchema.shape).sort());
  const defaults = environmentSchema.parse({});
  for (const [name, value] of Object.entries(defaults)) assert.equal(example.get(name), String(value), name);
});
