import assert from "node:assert/strict";
import { test } from "node:test";
import { attachedFiles } from "../../src/delivery/attached-files.ts";

test("the files that a message shows are told by their names, whatever their addresses look like", () => {
  const names = {
    "https://cdn.example/1/a%20fox.png?ex=1": "a fox.png",
    "https://cdn.example/1/100%.jpg": "100%.jpg",
    "https://cdn.example/1/gr%FCn.png": "gr%FCn.png",
    "https://cdn.example": "",
    "no address": "",
  };
  const items = Object.keys(names).map((url, index) => ({ media: { url, attachment_id: String(index) } }));
  assert.deepEqual(
    attachedFiles({ attachments: [{ id: "9", filename: "9.txt" }], components: [{ type: 12, items }] }),
    [{ id: "9", name: "9.txt" }, ...Object.values(names).map((name, index) => ({ id: String(index), name }))],
  );
});
