import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { commandForm } from "../../../src/commands/registration.ts";
import { builtInModels } from "../../../src/models/built-in.ts";
import { readModelFile, writeModelFile } from "../../../src/models/import/model-file.ts";
import { readPrice } from "../../../src/models/import/price-text.ts";

const example = /```yaml\n(.*?)```/s.exec(readFileSync("docs/models.md", "utf8"))?.[1] ?? "";

/** What is said of the documentation's example after an edit: "line: message". */
function problemsOf(from: string, to: string): string[] {
  assert.ok(example.includes(from), from);
  const read = readModelFile(example.replace(from, to), commandForm);
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line}: ${message}`);
}

test("the example in the documentation is a model", () => {
  const read = readModelFile(example, commandForm);
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.definition.price, { amount: 0.05, currency: "USD", per: "second" });
  assert.deepEqual(read.definition.fields[1]?.displayName, { "en-US": "image" });
});

test("every built-in model comes back from a file as it was written", () => {
  for (const definition of builtInModels) {
    const read = readModelFile(writeModelFile(definition), commandForm);
    assert.deepEqual(read, { ok: true, definition: { ...definition, offer: "command" } });
  }
});

suite("a slip in a file is told with its line", () => {
  const cases: readonly [string, string, string, RegExp][] = [
    ["a word that is not YAML", "title: Acme Clip", 'title: "Acme', /^\d+: /],
    ["an unknown key", "output: video", "outptu: video", /^1: Unrecognized key: "outptu"|output/],
    ["an unknown kind", "kind: choice", "kind: choise", /^20: fields\.2\.kind: /],
    [
      "a name that Discord refuses",
      "name: duration",
      "name: Duration!",
      /^19: fields\.2\.name: must have 1 to 32 lower-case/,
    ],
    [
      "two options of one name",
      "name: duration",
      "name: image_link",
      /^19: fields\.2\.name: the option image_link exists/,
    ],
    ["a default that is no choice", 'default: "5"', 'default: "7"', /^23: fields\.2\.default: is none of the choices/],
    ["a price without a unit", "price: 0.05/second", "price: 0.05", /^7: price: /],
    [
      "a field that needs nobody",
      "path: duration",
      "path: duration\n    needs: nobody",
      /^23: fields\.2\.needs: there is no field called nobody/,
    ],
  ];
  for (const [title, from, to, expected] of cases) {
    test(title, () => assert.match(problemsOf(from, to).join("\n"), expected));
  }

  test("and a file that grows by its own anchors is not followed", () => {
    const bomb = `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`;
    assert.ok(!readModelFile(bomb, commandForm).ok);
  });
});

test("a price is read as operators write it", () => {
  assert.deepEqual(readPrice("0.025/image"), { amount: 0.025, currency: "USD", per: "image" });
  assert.equal(readPrice("$0.1 / 1000 characters")?.per, "1000 characters");
  assert.equal(readPrice("0.4/video")?.per, "request");
  assert.equal(readPrice("free"), null);
});
