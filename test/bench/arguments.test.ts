import assert from "node:assert/strict";
import { test } from "node:test";
import { readArguments } from "../../bench/arguments.ts";

const KNOWN = ["ack", "scale", "start"];

test("without a name every bench is run, as a table and at full length", () => {
  assert.deepEqual(readArguments([], KNOWN), { ok: true, wish: { names: KNOWN, json: false, quick: false } });
});

test("named benches are run once each, in their own order", () => {
  const read = readArguments(["start", "--json", "ack", "start", "--quick"], KNOWN);
  assert.deepEqual(read, { ok: true, wish: { names: ["ack", "start"], json: true, quick: true } });
});

test("what there is no bench for is named, with those there are", () => {
  const read = readArguments(["ack", "speed"], KNOWN);
  assert.deepEqual(read, { ok: false, problem: "There is no bench called speed. There are: ack, scale, start." });
  assert.equal(readArguments(["--fast"], KNOWN).ok, false);
});
