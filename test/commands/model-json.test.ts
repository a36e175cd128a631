import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readJson } from "../../src/commands/model-json.ts";
import { problemText } from "../../src/commands/model-problems.ts";
import type { JsonField, ModelDefinition } from "../../src/models/definition.ts";
import type { JsonSchema } from "../../src/models/json-value.ts";

const LORAS: JsonSchema = {
  type: "array",
  maxItems: 2,
  items: {
    type: "object",
    required: ["path"],
    properties: { path: { type: "string" }, scale: { type: "number", minimum: 0, maximum: 4 } },
    additionalProperties: false,
  },
};

function read(text: string, schema: JsonSchema = LORAS) {
  const field: JsonField = {
    kind: "json",
    name: "loras",
    displayName: { "en-US": "loras", "zh-CN": "风格" },
    description: { "en-US": "Styles" },
    path: "loras",
    schema,
  };
  const nothing = new Map<string, never>();
  const values = { strings: new Map([["loras", text]]), numbers: nothing, booleans: nothing, attachments: nothing };
  const reading = readJson(field, values);
  if (reading.ok) return typeof reading.value === "string" ? JSON.parse(reading.value) : reading.value;
  const definition = { fields: [field] } as unknown as ModelDefinition;
  return reading.problems.map((problem) => [
    problemText(problem, definition, "en-US"),
    problemText(problem, definition, "zh-CN"),
  ]);
}

suite("JSON as members write it", () => {
  const expected = [{ path: "https://a.test/l", scale: 0.5 }];
  for (const text of [
    '[{"path": "https://a.test/l", "scale": 0.5}]',
    "[{path: https://a.test/l, scale: 0.5}]",
    "{path: 'https://a.test/l', scale: 0.5}",
  ]) {
    test(text, () => assert.deepEqual(read(text), expected));
  }

  test("seed: 5, style: noir", () => {
    const schema = { type: "object", properties: { seed: { type: "integer" }, style: { type: "string" } } };
    assert.deepEqual(read("seed: 5, style: noir", schema), { seed: 5, style: "noir" });
  });

  test("a plain word, where a text will do", () => {
    assert.equal(read("auto", { anyOf: [{ type: "integer" }, { enum: ["auto"] }] }), "auto");
    assert.equal(read("7", { anyOf: [{ type: "integer" }, { enum: ["auto"] }] }), 7);
  });

  test("#ff8800, where colors are wanted", () => {
    const color = {
      type: "object",
      properties: { r: { type: "integer" }, g: { type: "integer" }, b: { type: "integer" } },
    };
    assert.deepEqual(read("#ff8800", { anyOf: [color, { type: "null" }] }), { r: 255, g: 136, b: 0 });
    assert.deepEqual(read("ff0000, 00ff00", { type: "array", items: color }), [
      { r: 255, g: 0, b: 0 },
      { r: 0, g: 255, b: 0 },
    ]);
  });
});

suite("JSON that does not fit is told by its place and what belongs there", () => {
  const cases: readonly [string, RegExp, RegExp][] = [
    ['[{"scale": 1}]', /^loras → 0 needs “path”\. Change it/, /^风格 → 0 缺少“path”/],
    ['[{"path": "a", "scale": 9}]', /^loras → 0\.scale must be at most 4\./, /不能大于 4/],
    ['[{"path": 5}]', /^loras → 0\.path must be a text in quotes\./, /必须是带引号的文字/],
    ['[{"path": "a", "weight": 1}]', /^loras → 0 has no “weight”\./, /没有“weight”/],
    ['[{"path": "a"}, {"path": "b"}, {"path": "c"}]', /^loras takes at most 2 entries\./, /最多 2 项/],
    ["[{", /could not be read as JSON near “\[\{”/, /无法在/],
  ];
  for (const [text, english, chinese] of cases) {
    test(text, () => {
      const [[said, gesagt] = []] = read(text);
      assert.match(said, english);
      assert.match(gesagt, chinese);
    });
  }

  test("an anchor that grows without bound is not followed", () => {
    const [[said] = []] = read("[&a {path: &b x}, *a]");
    assert.match(said, /could not be read/);
  });
});
