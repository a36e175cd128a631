import assert from "node:assert/strict";
import { test } from "node:test";
import { linksOf } from "../../src/commands/model-links.ts";
import { inpaint } from "../../src/models/inpaint.ts";
import { kontextMulti } from "../../src/models/kontext-multi.ts";

const attachment = { source: "attachment", url: "https://cdn.test/a.png", fileName: "a.png", bytes: 1 } as const;
const link = { source: "link", url: "https://a.test/a.png" } as const;

test("the addresses given are told with the option each came in", () => {
  const input = { prompt: "https://in.the/prompt", image: attachment, mask: link, size: { width: 300, height: 300 } };
  assert.deepEqual(linksOf(inpaint, input), [{ option: "mask_link", url: link.url }]);
});

test("several addresses of one field are told each", () => {
  const other = { ...link, url: "https://a.test/b.png" };
  assert.deepEqual(linksOf(kontextMulti, { prompt: "a", image: [attachment, link, other] }), [
    { option: "image_links", url: link.url },
    { option: "image_links", url: other.url },
  ]);
});
