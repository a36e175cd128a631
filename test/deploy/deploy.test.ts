import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { environmentSchema } from "../../src/config.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const known = (name: string) => name in environmentSchema.shape;
const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      build: z.string(),
      env_file: z.string(),
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      read_only: z.literal(true),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});

test("compose.yaml sets variables that there are, and keeps the data in a volume", () => {
  const { services, volumes } = composeFile.parse(parse(read("compose.yaml")));
  for (const { environment, volumes: mounts } of Object.values(services)) {
    assert.deepEqual(
      Object.keys(environment).filter((name) => !known(name)),
      [],
    );
    assert.ok(
      mounts.some(
        (mount) =>
          Object.keys(volumes).includes(mount.split(":")[0] ?? "") && mount.endsWith(`:${environment["DATA_DIR"]}`),
      ),
    );
  }
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

test("the systemd unit starts what npm ci installs, with variables that there are", () => {
  const text = read("deploy/easel.service");
  assert.match(text, /^ExecStart=\/opt\/easel\/node_modules\/\.bin\/node src\/main\.ts$/m);
  const names = [...text.matchAll(/^Environment=(\w+)=/gm)].map(([, name = ""]) => name);
  assert.deepEqual(
    names.filter((name) => !known(name)),
    [],
  );
});
