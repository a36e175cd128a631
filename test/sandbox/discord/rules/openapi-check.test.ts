import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckedRequest } from "../../../../sandbox/discord/rules/check-request.ts";
import { loadOpenApiCheck } from "../../../../sandbox/discord/rules/openapi-check.ts";
import {
  callback,
  channelMessage,
  createCommand,
  editReply,
  followUp,
  gallery,
  item,
  openApi,
  putCommands,
  quiet,
  skipWithoutDocument,
  text,
  v2,
} from "./rule-case.ts";

const documented = { skip: skipWithoutDocument };
const breaks = (request: CheckedRequest) => (openApi?.(request) ?? []).map(({ rule, detail }) => `${rule} ${detail}`);
const plain = (method: string, route: string, more: Partial<CheckedRequest> = {}): CheckedRequest => ({
  method,
  route,
  body: undefined,
  files: [],
  context: {},
  ...more,
});

test("Without the document there is nothing to check with", async () => {
  assert.equal(await loadOpenApiCheck("no-such-document.json"), null);
});

test("A route or method that Discord does not have is found", documented, () => {
  assert.deepEqual(breaks(plain("GET", "/gateway/bot")), []);
  assert.deepEqual(breaks(plain("GET", "/gateway/robot")), [
    "openapi-route GET /gateway/robot: Discord's document has no such route.",
  ]);
  assert.deepEqual(breaks(plain("PUT", "/gateway/bot")), [
    "openapi-method PUT /gateway/bot: Discord's document has no such method.",
  ]);
});

test("A query field that the operation does not take is found", documented, () => {
  const query = new URLSearchParams("with_response=false&wait=true");
  const found = breaks({ ...callback(5), query });
  assert.deepEqual(found, [
    "openapi-query /interactions/{interaction_id}/{interaction_token}/callback: unknown query field wait.",
  ]);
});

test("Of a union only the branch that the type names speaks", documented, () => {
  const described = followUp(v2([gallery({ ...item(), descripton: "a typing error" })]));
  assert.deepEqual(breaks(described), ["openapi-field components.0.items.0: unknown field descripton."]);
  assert.deepEqual(breaks(callback(9, { custom_id: "a", title: "t".repeat(46), components: [] })), [
    "openapi-body data.title: must NOT have more than 45 characters.",
    "openapi-body data.components: must NOT have fewer than 1 items.",
  ]);
});

test("Of a body that may be one of several forms the nearest speaks", documented, () => {
  assert.deepEqual(breaks(followUp({ content: 5, ...quiet })), ["openapi-body content: must be string,null."]);
});

test("An unknown type is answered with the types there are", documented, () => {
  assert.match(breaks(callback(3)).join(), /^openapi-body type: must be equal to one of the allowed values \(8,4,5/);
});

test("A body that is required and missing is found, unless files came instead", documented, () => {
  assert.deepEqual(breaks(plain("POST", "/channels/2/messages")), [
    "openapi-body /channels/{channel_id}/messages: a body is required.",
  ]);
  assert.deepEqual(
    breaks(plain("POST", "/channels/2/messages", { files: [{ field: "files[0]", name: "a.png", bytes: 1 }] })),
    [],
  );
});

test("The encoded address of the original reply is the same route", documented, () => {
  const route = "/webhooks/1/token/messages/%40original";
  assert.deepEqual(breaks({ ...editReply(v2([text()])), route }), []);
});

test("What Discord takes beside its document is let through", documented, () => {
  const flux = { name: "flux", description: "Draw", default_member_permissions: "0", nsfw: false, dm_permission: null };
  assert.deepEqual(
    breaks(
      createCommand({ ...flux, options: [{ type: 11, name: "image", description: "One", file_types: ["image"] }] }),
    ),
    [],
  );
  assert.deepEqual(breaks(putCommands([flux])), []);
  assert.deepEqual(breaks(editReply({ tts: false, enforce_nonce: false, attachments: [{ id: 0 }] })), []);
  assert.deepEqual(breaks(channelMessage({ content: "hi", nonce: "1", enforce_nonce: true })), []);
});
