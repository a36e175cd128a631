import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ModelDefinition, ModelInput } from "../../src/models/definition.ts";
import { imagesWanted, promptOf, sizeWanted, summarize } from "../../src/models/summary.ts";
import { modelByCommand } from "./built-in.ts";

function model(command: string): ModelDefinition {
  const definition = modelByCommand(command);
  assert.ok(definition);
  return definition;
}

const link = { source: "link", url: "https://a.test/a.png" } as const;

suite("the settings in short", () => {
  test("are those given, in the definition's order, without prompt and pictures", () => {
    const input: ModelInput = { steps: 12, prompt: "a", strength: 0.5, image: link, seed: 7 };
    assert.equal(summarize(model("flux-image"), input, "en-US"), "strength: 0.5 · seed: 7 · steps: 12");
  });

  test("are in the member's language", () => {
    const input: ModelInput = { prompt: "a", size: "square", safety_checker: false };
    assert.equal(summarize(model("flux"), input, "en-US"), "size: Square 1:1 · 512×512 · safety checker: off");
    assert.equal(summarize(model("flux"), input, "zh-CN"), "尺寸：正方形 1:1 · 512×512 · 安全检查：关");
  });

  test("show a free size by its pixels and a choice by its label", () => {
    const input: ModelInput = { size: { width: 640, height: 480 }, format: "png" };
    assert.equal(summarize(model("flux"), input, "en-US"), "size: 640×480 · format: PNG");
  });

  test("are nothing when only the prompt was given", () => {
    assert.equal(summarize(model("flux"), { prompt: "a" }, "en-US"), "");
  });
});

suite("what was asked for", () => {
  test("has the prompt as it was given, or none", () => {
    assert.equal(promptOf(model("flux"), { prompt: "*a*" }), "*a*");
    assert.equal(promptOf(model("flux-redux"), { image: link }), undefined);
  });

  test("has as many pictures as were said, else the model's default", () => {
    assert.equal(imagesWanted(model("flux"), { count: 3 }), 3);
    assert.equal(imagesWanted(model("flux"), {}), 1);
    const fields = model("flux").fields.map((field) => (field.path === "num_images" ? { ...field, path: "n" } : field));
    assert.equal(imagesWanted({ ...model("flux"), fields }, { count: 3 }), 3);
  });

  test("has the pixels of a named, a free or the default size", () => {
    assert.deepEqual(sizeWanted(model("flux"), { size: "portrait_16_9" }), { width: 576, height: 1024 });
    assert.deepEqual(sizeWanted(model("flux"), { size: { width: 300, height: 400 } }), { width: 300, height: 400 });
    assert.deepEqual(sizeWanted(model("flux"), {}), { width: 1024, height: 768 });
  });

  test("has no pixels where the model decides", () => {
    assert.equal(sizeWanted(model("inpaint"), {}), undefined);
    assert.equal(sizeWanted(model("kontext"), {}), undefined);
  });
});
