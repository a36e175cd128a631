import assert from "node:assert/strict";
import { type CheckedRequest, checkRequest } from "../../sandbox/discord/rules/check-request.ts";
import { openApi } from "../sandbox/discord/rules/rule-case.ts";

const EDIT: Pick<CheckedRequest, "method" | "route"> = {
  method: "PATCH",
  route: "/webhooks/1/token/messages/@original",
};
const SEND: Pick<CheckedRequest, "method" | "route"> = { method: "POST", route: "/channels/2/messages" };
const MEANINGLESS = /[\p{Cc}\p{Cs}]/u;

/** Asserts that Discord takes a message, edited or new, and that nothing in it is half a character or a control code. */
export function assertPostable(body: object, fileNames: readonly string[] = []): void {
  const files = fileNames.map((name, at) => ({ field: `files[${at}]`, name, bytes: 10 }));
  // As it goes over the wire.
  const sent: unknown = JSON.parse(JSON.stringify(body));
  for (const route of [EDIT, SEND]) {
    const request = { ...route, body: sent, files, context: {} };
    const { violations } = checkRequest(request);
    assert.deepEqual([...violations, ...(openApi?.(request) ?? [])], [], JSON.stringify(sent).slice(0, 2_000));
  }
  for (const text of stringsIn(sent)) {
    assert.doesNotMatch(text.replaceAll("\n", ""), MEANINGLESS, JSON.stringify(text).slice(0, 300));
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
