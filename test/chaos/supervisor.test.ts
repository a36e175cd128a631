import assert from "node:assert/strict";
import { test } from "node:test";
import type { House } from "../../chaos/house.ts";
import { noOwnEnds } from "../../chaos/invariants/jobs.ts";
import type { Ended, FastProgram } from "../../chaos/program.ts";
import { Supervisor } from "../../chaos/supervisor.ts";
import { sound } from "./sound-evidence.ts";

/** A program that ends like this when it is asked to stop, with this as its last word. */
async function stopped(ended: Ended, lastLine: string, trouble: string): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const program: Partial<FastProgram> = {
    lines: [lastLine],
    ended: promise,
    watch: () => {},
    signal: () => resolve(ended),
  };
  const clock = { now: () => 0, sleep: () => new Promise<void>(() => {}) };
  const house = { clock, program: () => program } as unknown as House;
  const supervisor = new Supervisor(house, [], () => trouble);
  supervisor.start();
  await supervisor.terminate(0);
  return noOwnEnds(sound({ supervisor }));
}

const SENTENCE = "Discord cannot be reached. Check the network and start again.";

test("a stop that meets a start which fails on its own, with a sentence, is no problem", async () => {
  assert.deepEqual(await stopped({ code: 0, signal: null }, "", ""), []);
  assert.deepEqual(await stopped({ code: 1, signal: null }, SENTENCE, "Discord 5xx"), []);
});

test("a stop that ends badly without a trouble, or without a sentence, is one", async () => {
  assert.equal((await stopped({ code: 1, signal: null }, SENTENCE, "")).length, 1);
  assert.equal((await stopped({ code: 1, signal: null }, '{"msg":"the stop took too long"}', "Discord 5xx")).length, 1);
});
