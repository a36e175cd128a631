import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openHouse, READY } from "./support/house.ts";
import { person } from "./support/person.ts";

// Where packages are found from, and nobody else looks.
const dist = mkdtempSync(join("node_modules", ".easel-built-"));
test.after(() => rmSync(dist, { recursive: true, force: true }));
execFileSync(process.execPath, ["build/main.ts", dist]);
const main = join(dist, "main.js");

test("the built program draws pictures, and speaks to each in their language", { timeout: 60_000 }, async (t) => {
  const { start, discord, mira, seen } = await openHouse(t, {}, main);
  await start().printed(READY);
  await mira.command("flux", { prompt: "a fox" });
  await seen(/“Picture 1 of 1: a fox”/);
  const xiaoyu = await person(discord, "小雨");
  await xiaoyu.command("flux", { prompt: "   " });
  assert.match((await xiaoyu.transcript()).join("\n"), /提示词/);
});

test("the built program has its operator's commands, and finds the sandbox from dist", async (t) => {
  const { start } = await openHouse(t, {}, main);
  const doctor = start({}, "doctor");
  assert.equal(await doctor.exited, 0, doctor.output);
  assert.match(readFileSync(main, "utf8"), /import\("\.\.\/sandbox\/start\.ts"\)/);
});
