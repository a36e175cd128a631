import assert from "node:assert/strict";
import { test } from "node:test";
import { sizeAsked } from "../../../sandbox/relay/size-asked.ts";

test("a resolution in thousands is a square of whole pixels, however large", () => {
  for (const resolution of ["1K", "1.5K", "2K", "4K", "16K"]) {
    const size = sizeAsked({ resolution });
    assert.ok(size !== undefined && Number.isInteger(size.width) && size.width === size.height, resolution);
  }
  assert.deepEqual(sizeAsked({ resolution: "2K" }), { width: 2048, height: 2048 });
});
