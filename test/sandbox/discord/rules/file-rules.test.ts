import { file, followUp, gallery, item, quiet, testRules, v2 } from "./rule-case.ts";

const MIB = 1024 * 1024;
const reply = (files: ReturnType<typeof file>[], attachmentLimit?: number) => {
  const context = attachmentLimit === undefined ? {} : { attachmentLimit };
  const attachments = files.slice(0, 10).map(({ field }) => ({ id: /\d+/.exec(field)?.[0] ?? "0" }));
  return followUp({ content: "done", ...quiet, attachments }, { files, context });
};
const many = (count: number, bytes = 10) => Array.from({ length: count }, (_, at) => file(`f${at}.txt`, at, bytes));
const good = reply([file("a.txt")]);

testRules([
  {
    rule: "too-many-files",
    broken: followUp({ content: "done", ...quiet }, { files: many(11) }),
    good: reply(many(10)),
    refused: "files BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "file-too-large",
    broken: reply([file("a.txt", 0, 10 * MIB + 1)]),
    good: reply([file("a.txt", 0, 10 * MIB)]),
  },
  { rule: "file-too-large", broken: reply(many(1, 9 * MIB), 8 * MIB), good: reply(many(1, 11 * MIB), 50 * MIB) },
  { rule: "request-too-large", broken: reply(many(3, 9 * MIB)), good: reply(many(3, 8 * MIB)) },
  { rule: "file-empty", broken: reply([file("a.txt", 0, 0)]), good },
  { rule: "file-name-length", broken: reply([file("n".repeat(1025))]), good: reply([file("n".repeat(1024))]) },
  { rule: "file-name-rewritten", broken: reply([file("a lighthouse.txt")]), good: reply([file("a_lighthouse.txt")]) },
  {
    rule: "file-name-twice",
    broken: reply([file("a.txt"), file("a.txt", 1)]),
    good: reply([file("a.txt"), file("b.txt", 1)]),
  },
  {
    rule: "file-field-name",
    broken: followUp({ content: "done", ...quiet }, { files: [{ ...file("a.txt"), field: "file" }] }),
    good,
  },
  {
    rule: "file-field-twice",
    broken: followUp({ content: "done", ...quiet }, { files: [file("a.txt"), file("b.txt")] }),
    good,
  },
  {
    rule: "file-name-rewritten",
    broken: followUp(v2([gallery(item("attachment://a_b.png"))]), { files: [file("a b.png")] }),
    good: followUp(v2([gallery(item("attachment://a_b.png"))]), { files: [file("a_b.png")] }),
  },
]);
