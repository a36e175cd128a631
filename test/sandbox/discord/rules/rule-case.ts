import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type CheckedRequest, checkRequest } from "../../../../sandbox/discord/rules/check-request.ts";
import { loadOpenApiCheck } from "../../../../sandbox/discord/rules/openapi-check.ts";

export type Body = Record<string, unknown>;
type Extras = Partial<Pick<CheckedRequest, "context" | "files">>;

/** One rule with a request that keeps it (nothing at all is found) and one that breaks it and nothing else. */
export interface RuleCase {
  rule: string;
  broken: CheckedRequest;
  good: CheckedRequest;
  /** `path code` of Discord's refusal; absent when Discord would take the request. */
  refused?: string;
}

const request = (method: string, route: string, body: unknown, extras: Extras = {}): CheckedRequest => ({
  method,
  route,
  body,
  files: extras.files ?? [],
  context: extras.context ?? {},
});

export const followUp = (body: unknown, extras?: Extras) => request("POST", "/webhooks/1/token", body, extras);
export const editReply = (body: unknown, extras?: Extras) =>
  request("PATCH", "/webhooks/1/token/messages/@original", body, extras);
export const channelMessage = (body: unknown, extras?: Extras) => request("POST", "/channels/2/messages", body, extras);
export const channelEdit = (body: unknown, extras?: Extras) => request("PATCH", "/channels/2/messages/3", body, extras);
export const callback = (type: number, data?: unknown, extras?: Extras) =>
  request("POST", "/interactions/4/token/callback", data === undefined ? { type } : { type, data }, extras);
export const createCommand = (body: unknown) => request("POST", "/applications/1/commands", body);
export const editCommand = (body: unknown) => request("PATCH", "/applications/1/commands/5", body);
export const guildCommand = (body: unknown) => request("POST", "/applications/1/guilds/6/commands", body);
export const putCommands = (body: unknown) => request("PUT", "/applications/1/commands", body);

export const V2 = 1 << 15;
export const quiet = { allowed_mentions: { parse: [] } };
export const text = (content = "hello"): Body => ({ type: 10, content });
export const button = (more: Body = {}): Body => ({ type: 2, style: 1, label: "Go", custom_id: "go", ...more });
export const row = (...components: unknown[]): Body => ({ type: 1, components });
export const gallery = (...items: unknown[]): Body => ({ type: 12, items });
export const item = (url = "https://example.com/a.png", more: Body = {}): Body => ({
  media: { url },
  description: "a lighthouse",
  ...more,
});
/** A reply under Components V2. */
export const v2 = (components: unknown[], more: Body = {}): Body => ({ flags: V2, ...quiet, components, ...more });
export const file = (name = "a.png", at = 0, bytes = 10) => ({ field: `files[${at}]`, name, bytes });

const DOCUMENT = fileURLToPath(new URL("../../../../../shared/data/discord-openapi.json", import.meta.url));
export const openApi = await loadOpenApiCheck(DOCUMENT);
export const skipWithoutDocument = openApi === null ? `no OpenAPI document at ${DOCUMENT}` : false;

export function testRules(cases: readonly RuleCase[]): void {
  test("Discord's own document finds nothing in the requests that keep the rules", {
    skip: skipWithoutDocument,
  }, () => {
    for (const { rule, good } of cases) assert.deepEqual(openApi?.(good), [], `${rule}: ${JSON.stringify(good.body)}`);
  });
  for (const { rule, broken, good, refused } of cases) {
    const effect = refused === undefined ? "noted" : `refused at ${refused}`;
    test(`${rule}: a breach is ${effect}, and nothing is said of a request that keeps it`, () => {
      assert.deepEqual(checkRequest(good), { violations: [], formError: null });
      const { violations, formError } = checkRequest(broken);
      assert.deepEqual([...new Set(violations.map((each) => each.rule))], [rule], JSON.stringify(violations));
      assert.equal(formError === null ? undefined : leaves(formError.errors).join(), refused);
    });
  }
}

/** Every refusal in Discord's tree as `path code`. */
export function leaves(tree: object, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (key !== "_errors") return leaves(value, [...path, key]);
    return (value as { code: string }[]).map(({ code }) => `${path.join(".")} ${code}`.trim());
  });
}
