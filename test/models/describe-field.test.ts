import assert from "node:assert/strict";
import { test } from "node:test";
import { describeField, describeValue, presetLabel } from "../../src/models/describe-field.ts";
import { format, guidance, lora, safetyChecker, seed, size } from "../../src/models/fields.ts";

test("a field's description ends with its range and default", () => {
  const field = guidance({ minimum: 1, maximum: 20, default: 3.5 });
  assert.equal(describeField(field, "en-US"), "How closely to follow the prompt, 1–20. Default 3.5");
  assert.equal(describeField(field, "zh-CN"), "贴合提示词的程度，1–20。默认：3.5");
});

test("a description names no bound that the relay does not name", () => {
  assert.doesNotMatch(describeField(seed(), "en-US"), /\d/);
});

test("a text says how long it may be", () => {
  assert.match(describeField(lora(), "en-US"), /up to 500 characters$/);
});

test("values are said in words: labels, pixels, on and off", () => {
  assert.equal(describeValue(format(), "png", "en-US"), "PNG");
  assert.equal(describeValue(safetyChecker(), true, "zh-CN"), "开");
  assert.equal(describeValue(size("square"), "square_hd", "en-US"), "Square HD 1:1 · 1024×1024");
  assert.equal(describeValue(size("square"), { width: 300, height: 400 }, "en-US"), "300×400");
});

test("a value that is no longer among the choices is shown as it was", () => {
  assert.equal(describeValue(format(), "webp", "en-US"), "webp");
  assert.equal(describeValue(size("square"), "huge", "en-US"), "huge");
});

test("a size's label has its pixels", () => {
  const preset = { value: "a", label: { "en-US": "Wide" }, width: 3, height: 2 };
  assert.equal(presetLabel(preset, "zh-CN"), "Wide · 3×2");
});
