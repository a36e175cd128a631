import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { environmentSchema } from "../src/config.ts";
import { builtInModels } from "../src/models/built-in.ts";

const readme = readFileSync("README.md", "utf8");
const rows = (cell: RegExp) => [...readme.matchAll(cell)].flatMap(([, name]) => name ?? []);

test("the README names every variable", () => {
  assert.deepEqual(rows(/^\| `([A-Z0-9_]+)` \|/gm).sort(), Object.keys(environmentSchema.shape).sort());
});

test("the README names every model's command", () => {
  const named = rows(/^\| `\/([a-z-]+)` \|/gm);
  for (const { command } of builtInModels) assert.ok(named.includes(command), command);
});

test("the folders and pages the README tells of are there", () => {
  const paths = [...rows(/`((?:src|sandbox)\/[\w/-]*)`/g), ...rows(/\]\(([^)#:]+)\)/g)];
  assert.ok(paths.length > 10);
  for (const path of paths) assert.ok(existsSync(path), path);
});

test("the scripts the README tells of are there", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const name of rows(/npm run ([a-z0-9-]+)/g)) assert.ok(name in scripts, name);
});
