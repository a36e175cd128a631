import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandEntries, type Option } from "../../../../sandbox/page/command/command-entry.ts";
import { type OptionInput, readOption } from "../../../../sandbox/page/command/option-value.ts";
import { commands } from "./commands.ts";

function option(name: string): Option {
  const entry = commandEntries(commands, "en-US").find((each) => each.name === "flux");
  const found = entry?.options.find((each) => each.name === name);
  assert.ok(found, `no option ${name}`);
  return found;
}

const people = [{ id: "200", name: "Mira" }];

function read(name: string, input: Partial<OptionInput>, locale = "en-US"): unknown {
  const result = readOption(option(name), { text: "", ...input }, people, locale);
  return result.ok ? result.value : result.problem;
}

describe("an option's field", () => {
  it("must be filled in only where the option is required", () => {
    assert.deepEqual(read("prompt", { text: "  " }), { kind: "missing" });
    assert.equal(read("seed", { text: "" }), undefined);
  });

  it("keeps to its length", () => {
    assert.equal(read("prompt", { text: " dusk " }), "dusk");
    assert.deepEqual(read("prompt", { text: "x" }), { kind: "too_short", least: 2, length: 1 });
    assert.deepEqual(read("prompt", { text: "x".repeat(41) }), { kind: "too_long", most: 40, length: 41 });
  });

  it("keeps to its bounds, which belong to it", () => {
    assert.equal(read("seed", { text: "0" }), 0);
    assert.equal(read("seed", { text: "100" }), 100);
    assert.deepEqual(read("seed", { text: "101" }), { kind: "too_big", most: 100 });
    assert.deepEqual(read("guidance", { text: "0.5" }), { kind: "too_small", least: 1 });
    assert.equal(read("guidance", { text: "3.5" }), 3.5);
  });

  it("says what kind of number it wants", () => {
    for (const text of ["1.5", "ten", "1e999", "0x10", "NaN"])
      assert.deepEqual(read("seed", { text }), { kind: "not_integer" });
    assert.deepEqual(read("guidance", { text: "3,5" }), { kind: "not_number" });
  });

  it("takes a choice by its name in either language, or by its value", () => {
    assert.equal(read("size", { text: "square" }), "square");
    assert.equal(read("size", { text: "正方形" }, "zh-CN"), "square");
    assert.equal(read("size", { text: "LANDSCAPE" }), "landscape");
    assert.deepEqual(read("size", { text: "round" }), { kind: "not_listed" });
  });

  it("takes what was picked from a list as it is", () => {
    assert.equal(read("style", { text: "Ink on paper", value: "ink" }), "ink");
    assert.equal(read("private", { text: "False", value: false }), false);
  });

  it("understands yes and no", () => {
    assert.equal(read("private", { text: "true" }), true);
    assert.equal(read("private", { text: "否" }), false);
    assert.deepEqual(read("private", { text: "maybe" }), { kind: "not_boolean" });
  });

  it("finds people by name, mention or id", () => {
    for (const text of ["mira", "@Mira", "<@200>", "200"]) assert.equal(read("member", { text }), "200");
    assert.deepEqual(read("member", { text: "nobody" }), { kind: "not_found" });
  });

  it("takes a file, and only of the kinds it wants", () => {
    const png = new File(["x"], "mask.PNG", { type: "image/png" });
    const note = new File(["x"], "note.txt", { type: "text/plain" });
    assert.equal(read("image", { file: note }), "note.txt");
    assert.equal(read("mask", { file: png }), "mask.PNG");
    assert.deepEqual(read("mask", { file: note }), { kind: "wrong_file_type", wanted: ".png" });
  });
});
