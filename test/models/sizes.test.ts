import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { SizeField } from "../../src/models/definition.ts";
import { flux } from "../../src/models/flux.ts";
import { largerSizes, sizeLike } from "../../src/models/sizes.ts";

const size = flux.fields.find((field): field is Extract<typeof field, { kind: "size" }> => field.kind === "size");
assert.ok(size);
const { custom: _, ...rest } = size;
const field: SizeField = size;
const presetsOnly: SizeField = rest;

suite("a size like a picture's", () => {
  test("is the preset that has its pixels", () => {
    assert.equal(sizeLike(field, { width: 576, height: 1024 }), "portrait_16_9");
  });

  test("has its shape within the bounds, where free sizes are taken", () => {
    assert.deepEqual(sizeLike(field, { width: 4096, height: 2048 }), { width: 2048, height: 1024 });
    assert.deepEqual(sizeLike(field, { width: 100, height: 200 }), { width: 256, height: 512 });
  });

  test("is the nearest of its shape among presets, or none", () => {
    assert.equal(sizeLike(presetsOnly, { width: 500, height: 500 }), "square");
    assert.equal(sizeLike(presetsOnly, { width: 100, height: 900 }), null);
  });
});

suite("larger sizes", () => {
  test("double the sides where that is within the bounds, and offer less", () => {
    assert.deepEqual(largerSizes(field, { width: 512, height: 512 }), [
      { width: 1024, height: 1024 },
      { width: 768, height: 768 },
      { width: 640, height: 640 },
    ]);
  });

  test("are the larger presets of the shape where only presets are taken", () => {
    assert.deepEqual(largerSizes(presetsOnly, { width: 512, height: 512 }), ["square_hd"]);
    assert.deepEqual(largerSizes(presetsOnly, { width: 1024, height: 1024 }), []);
  });

  test("keep the shape, the bounds and the step, and are larger", () => {
    const side = fc.integer({ min: 64, max: 2048 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        for (const value of largerSizes(field, { width, height })) {
          const preset = field.presets.find((each) => each.value === value);
          const larger = typeof value === "object" ? value : { width: preset?.width ?? 0, height: preset?.height ?? 0 };
          assert.ok(larger.width > width && larger.width <= 2048 && larger.height <= 2048);
          assert.equal((larger.width % 16) + (larger.height % 16), 0);
          assert.ok(Math.abs((larger.width / larger.height) * (height / width) - 1) < 0.02);
        }
      }),
    );
  });
});
