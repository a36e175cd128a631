import assert from "node:assert/strict";
import { test } from "node:test";
import { Notebook } from "../../../src/ops/smoke/notebook.ts";

function noted(found: string, ...hidden: string[]): string {
  const printed: string[] = [];
  const notebook = new Notebook(["a-bot-token", "a-relay-key"], (text) => void printed.push(text));
  for (const secret of hidden) notebook.hide(secret);
  notebook.note("something", "anything", found, "differs");
  const [observation] = notebook.observations;
  assert.ok(observation !== undefined);
  assert.equal(printed.join(""), `differs  something: expected anything; found ${observation.found}\n`);
  return observation.found;
}

test("secrets are taken out of what is printed and kept, also those found on the way", () => {
  assert.equal(noted("401 the key a-relay-key is wrong"), "401 the key [secret] is wrong");
  assert.equal(noted("/webhooks/1/aW50/messages a-bot-token", "aW50"), "/webhooks/1/[secret]/messages [secret]");
});

test("addresses lose their queries, which may be signatures", () => {
  assert.equal(noted('{"url":"https://v3.fal.media/x.png?sig=abc&ex=1"}'), '{"url":"https://v3.fal.media/x.png?…"}');
  assert.equal(noted("https://relay.example/files/x.png"), "https://relay.example/files/x.png");
});

test("a page of an answer is cut to what can be read, on one line", () => {
  assert.equal(noted("x".repeat(5_000)).length, 401);
  assert.equal(noted("<html>\n<body>"), "<html> <body>");
});
