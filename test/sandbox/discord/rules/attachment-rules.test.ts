import { channelEdit, editReply, file, followUp, gallery, item, quiet, testRules, v2 } from "./rule-case.ts";

const shows = (name: string, more = {}) => gallery(item(`attachment://${name}`, more));
const words = (content: string, more = {}) => followUp({ content, ...quiet, ...more });

testRules([
  {
    rule: "reference-dangling",
    broken: followUp(v2([shows("b.png"), shows("a.png")]), { files: [file("a.png")] }),
    good: followUp(v2([shows("a.png")]), { files: [file("a.png")] }),
    refused: "components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "reference-dangling",
    broken: editReply(v2([shows("a.png")], { attachments: [] }), {
      context: { existingAttachments: [{ id: "9", filename: "a.png" }] },
    }),
    good: editReply(v2([shows("a.png")]), { context: { existingAttachments: [{ id: "9", filename: "a.png" }] } }),
    refused: "components.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "reference-dangling",
    broken: followUp({ embeds: [{ image: { url: "attachment://b.png" } }] }),
    good: followUp(
      { embeds: [{ image: { url: "attachment://b.png" } }], attachments: [{ id: 0, description: "a lighthouse" }] },
      { files: [file("b.png")] },
    ),
    refused: "embeds.0.image.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "kept-attachment-nameless",
    broken: editReply(v2([shows("a.png")], { attachments: [{ id: "9" }] }), {
      context: { existingAttachments: [{ id: "9", filename: "a.png" }] },
    }),
    good: editReply(v2([shows("a.png")], { attachments: [{ id: "9", filename: "a.png" }] }), {
      context: { existingAttachments: [{ id: "9", filename: "a.png" }] },
    }),
  },
  {
    rule: "file-not-shown",
    broken: followUp(v2([shows("a.png")]), { files: [file("a.png"), file("b.png", 1)] }),
    good: followUp(v2([gallery(item("attachment://a.png"), item("attachment://b.png"))]), {
      files: [file("a.png"), file("b.png", 1)],
    }),
  },
  {
    rule: "alt-text-missing",
    broken: followUp(v2([shows("a.png", { description: null })]), { files: [file()] }),
    good: followUp(v2([shows("a.png")]), { files: [file()] }),
  },
  {
    rule: "alt-text-missing",
    broken: followUp({ content: "done", ...quiet, attachments: [{ id: "0", description: " " }] }, { files: [file()] }),
    good: followUp(
      { content: "done", ...quiet, attachments: [{ id: "0", description: "a lighthouse" }] },
      { files: [file()] },
    ),
  },
  {
    rule: "attachment-unknown",
    broken: words("done", { attachments: [{ id: "1", description: "a" }] }),
    good: followUp(
      { content: "done", ...quiet, attachments: [{ id: 1, description: "a" }] },
      { files: [file("a.png", 1)] },
    ),
    refused: "attachments.0 ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "attachment-unknown",
    broken: channelEdit(
      { attachments: [{ id: "8" }] },
      { context: { existingAttachments: [{ id: "9", filename: "a.png" }] } },
    ),
    good: channelEdit(
      { attachments: [{ id: "9" }] },
      { context: { existingAttachments: [{ id: "9", filename: "a.png" }] } },
    ),
    refused: "attachments.0 ATTACHMENT_NOT_FOUND",
  },
  {
    rule: "field-missing",
    broken: words("done", { attachments: [{ description: "a lighthouse" }] }),
    good: words("done", { attachments: [] }),
    refused: "attachments.0.id BASE_TYPE_REQUIRED",
  },
  {
    rule: "attachment-entry-missing",
    broken: followUp({ content: "done", ...quiet, attachments: [] }, { files: [file("a.json")] }),
    good: followUp({ content: "done", ...quiet, attachments: [{ id: 0 }] }, { files: [file("a.json")] }),
  },
  {
    rule: "bad-length",
    broken: followUp(
      { content: "done", ...quiet, attachments: [{ id: 0, description: "d".repeat(1025) }] },
      { files: [file()] },
    ),
    good: followUp(
      { content: "done", ...quiet, attachments: [{ id: 0, description: "d".repeat(1024) }] },
      { files: [file()] },
    ),
    refused: "attachments.0.description BASE_TYPE_MAX_LENGTH",
  },
]);
