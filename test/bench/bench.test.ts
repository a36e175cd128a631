import assert from "node:assert/strict";
import { test } from "node:test";
import { part } from "../../bench/bench.ts";

const ROW = { what: "one", values: { ms: 1 } };

test("a part gives its rows", async () => {
  assert.deepEqual(await part("all", { say: () => {} }, async () => [ROW]), [ROW]);
});

test("a part that fails is a row that says why, in one line, and loses no other", async () => {
  const said: string[] = [];
  const rows = await part("10 jobs", { say: (line) => said.push(line) }, () =>
    Promise.reject(new Error("the jobs: not within 60 s\n    at somewhere")),
  );
  assert.deepEqual(rows, [{ what: "10 jobs", values: { failed: "the jobs: not within 60 s" } }]);
  assert.deepEqual(said, ["10 jobs failed: the jobs: not within 60 s"]);
});
