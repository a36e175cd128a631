import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { fitting, suggestionsFor } from "../../src/commands/model-autocomplete.ts";
import { modelCommand } from "../../src/commands/model-command.ts";
import type { Field, ModelDefinition } from "../../src/models/definition.ts";

const styles = Array.from({ length: 40 }, (_, index) => `style ${index}`);
const start = (name: string) => ({ name, displayName: { "en-US": name }, description: { "en-US": name }, path: name });
const fields: readonly Field[] = [
  { ...start("style"), kind: "choice", choices: styles.map((value) => ({ value, label: { "en-US": value } })) },
  { ...start("voice"), kind: "choice", open: true, choices: [{ value: "Bea", label: { "en-US": "Bea" } }] },
  { ...start("effects"), kind: "list", maximum: 3, choices: ["glow", "grain", "blur"] },
];
const model: ModelDefinition = {
  endpoint: "acme/test",
  command: "test",
  commandName: { "en-US": "test" },
  title: "Test",
  description: { "en-US": "Test" },
  fields,
  output: "images",
};
const offered = (option: string, typed: string) =>
  suggestionsFor(model, { [option]: { type: 3, value: typed } }, option, "en-US").map(({ value }) => value);

suite("while a member types", () => {
  test("an option with more choices than Discord shows offers those that fit, the best first", () => {
    const option = modelCommand(model).options?.find(({ name }) => name === "style");
    assert.ok(option && "autocomplete" in option && option.autocomplete);
    assert.equal(offered("style", "").length, 25);
    assert.deepEqual(offered("style", "Style 3").slice(0, 2), ["style 3", "style 30"]);
    assert.deepEqual(offered("style", "39"), ["style 39"]);
  });

  test("an open choice offers what was typed as well", () => {
    assert.deepEqual(offered("voice", "Bertha"), ["Bertha"]);
    assert.deepEqual(offered("voice", "be"), ["be", "Bea"]);
    assert.deepEqual(offered("voice", "Bea"), ["Bea"]);
  });

  test("a list offers the next entry behind those that stand", () => {
    assert.deepEqual(offered("effects", "g"), ["glow", "grain"]);
    assert.deepEqual(offered("effects", "glow, g"), ["glow, grain"]);
  });

  test("nothing is offered that Discord would not take", () => {
    const long = "x".repeat(101);
    assert.deepEqual(fitting([{ name: "a", value: long }], long, true), []);
  });
});
