import assert from "node:assert/strict";
import { test } from "node:test";
import { createSecretBox } from "../../src/secrets/secret-box.ts";

const KEY = "0123456789abcdef0123456789abcdef";

test("a secret opens only under the same key, about the same thing, and unchanged", () => {
  const box = createSecretBox(KEY);
  const sealed = box.seal("a relay's key", "row 1");
  assert.equal(box.open(sealed, "row 1"), "a relay's key");
  assert.equal(box.open(sealed, "row 2"), null);
  assert.equal(createSecretBox(`${KEY}x`).open(sealed, "row 1"), null);
  const bytes = Buffer.from(sealed, "base64");
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(box.open(changed.toString("base64"), "row 1"), null, `byte ${at}`);
  }
  assert.equal(box.open("", "row 1"), null);
});

test("the same secret never looks the same twice", () => {
  const box = createSecretBox(KEY);
  assert.notEqual(box.seal("a", "row 1"), box.seal("a", "row 1"));
});
