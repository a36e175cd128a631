import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkRequest } from "../../../../sandbox/discord/rules/check-request.ts";
import {
  button,
  channelMessage,
  editReply,
  followUp,
  leaves,
  openApi,
  row,
  skipWithoutDocument,
  text,
  V2,
  v2,
} from "./rule-case.ts";

const ROUTES = [
  ["POST", "/channels/2/messages"],
  ["PATCH", "/channels/2/messages/3"],
  ["POST", "/webhooks/1/token"],
  ["PATCH", "/webhooks/1/token/messages/%40original"],
  ["POST", "/interactions/4/token/callback"],
  ["PUT", "/applications/1/commands"],
  ["POST", "/applications/1/guilds/6/commands"],
  ["PATCH", "/applications/1/commands/5"],
  ["DELETE", "/channels/2/messages/3"],
] as const;

/** JSON whose keys and values are near enough to Discord's to reach deep into the rules. */
const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 5 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom<unknown>(
      ...Array.from({ length: 24 }, (_, type) => type),
      V2,
      "attachment://a.png",
      "image",
      "画",
      "",
      null,
    ),
    fc.array(tie("body"), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(
        ..."type data components component accessory items media file url options choices name value label style custom_id content".split(
          " ",
        ),
        ..."embeds fields attachments id filename allowed_mentions parse users flags default_values min_values max_values emoji".split(
          " ",
        ),
        ..."name_localizations zh-CN __proto__ constructor description file_types min_value contexts title poll".split(
          " ",
        ),
      ),
      tie("body"),
      { maxKeys: 8 },
    ),
  ),
}));

const request = fc.record({
  route: fc.constantFrom(...ROUTES),
  body,
  files: fc.array(fc.record({ field: fc.string(), name: fc.string(), bytes: fc.nat() }), { maxLength: 3 }),
  context: fc.record(
    {
      messageIsV2: fc.boolean(),
      ephemeral: fc.boolean(),
      attachmentLimit: fc.nat(),
      interactionType: fc.nat(6),
      existingAttachments: fc.array(fc.record({ id: fc.string(), filename: fc.string() }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
});

test("Whatever a request holds, it is judged and never throws, and every refusal is also a violation", () => {
  fc.assert(
    fc.property(request, ({ route: [method, route], ...rest }) => {
      const { violations, formError } = checkRequest({ method, route, ...rest });
      assert.ok(violations.every(({ rule, detail }) => /^[a-z0-9-]+$/.test(rule) && detail.length > 0));
      if (formError !== null) assert.ok(violations.length > 0);
      assert.doesNotThrow(() => JSON.stringify(formError));
    }),
    { numRuns: 400 },
  );
});

test("Whatever a request holds, Discord's document answers in sentences", { skip: skipWithoutDocument }, () => {
  fc.assert(
    fc.property(request, ({ route: [method, route], ...rest }) => {
      const breaks = openApi?.({ method, route, ...rest }) ?? [];
      assert.ok(breaks.every(({ rule, detail }) => rule.startsWith("openapi-") && detail.length > 0));
    }),
    { numRuns: 200 },
  );
});

test("The refusal is Discord's nested form error, one leaf per fault", () => {
  const body = v2([row(button(), { ...button({ custom_id: "" }), style: 9 })]);
  assert.deepEqual(checkRequest(followUp(body)).formError, {
    code: 50035,
    message: "Invalid Form Body",
    errors: {
      components: {
        0: {
          components: {
            1: {
              style: { _errors: [{ code: "BASE_TYPE_CHOICES", message: "Value must be one of {1, 2, 3, 4, 5, 6}." }] },
              custom_id: {
                _errors: [{ code: "BASE_TYPE_BAD_LENGTH", message: "Must be between 1 and 100 in length." }],
              },
            },
          },
        },
      },
    },
  });
});

test("A violation names the place at fault as libraries print it", () => {
  const [first] = checkRequest(followUp(v2([row(button()), row(button())]))).violations;
  assert.deepEqual(first, {
    rule: "custom-id-duplicated",
    detail: "components[1].components[0].custom_id: Component custom id cannot be duplicated",
  });
});

test("Words that ping everyone are noted unless allowed_mentions holds them back", () => {
  const rulesOf = (body: object) => checkRequest(channelMessage(body)).violations.map(({ rule }) => rule);
  const content = "look, @everyone";
  assert.deepEqual(rulesOf({ content }), ["allowed-mentions-missing", "mentions-everyone"]);
  assert.deepEqual(rulesOf({ content, allowed_mentions: { parse: ["everyone"] } }), [
    "mentions-open",
    "mentions-everyone",
  ]);
  assert.deepEqual(rulesOf({ content, allowed_mentions: { parse: [] } }), []);
});

test("Users named and users parsed contradict each other", () => {
  const body = { content: "hi", allowed_mentions: { parse: ["users"], users: ["7"] } };
  const { violations, formError } = checkRequest(channelMessage(body));
  assert.deepEqual(
    violations.map(({ rule }) => rule),
    ["mentions-contradict", "mentions-open"],
  );
  assert.deepEqual(leaves(formError?.errors ?? {}), ["allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]);
});

test("A set that holds a value twice is refused where it repeats", () => {
  const body = { content: "hi", allowed_mentions: { parse: ["roles", "roles"] } };
  const { violations, formError } = checkRequest(channelMessage(body));
  assert.deepEqual(
    violations.map(({ rule }) => rule),
    ["set-repeats", "mentions-open"],
  );
  assert.deepEqual(leaves(formError?.errors ?? {}), ["allowed_mentions.parse.1 SET_TYPE_ALREADY_CONTAINS_VALUE"]);
});

test("A button without words and without an emoji is refused, and that once", () => {
  const { violations } = checkRequest(followUp(v2([row(button({ label: null }))])));
  assert.deepEqual(
    violations.map(({ rule }) => rule),
    ["button-nameless"],
  );
});

test("References to kept attachments are believed while it is not known what the message has", () => {
  const body = v2([{ type: 12, items: [{ media: { url: "attachment://a.png" }, description: "a lighthouse" }] }]);
  assert.deepEqual(checkRequest(editReply(body)), { violations: [], formError: null });
  const known = checkRequest(editReply(body, { context: { existingAttachments: [] } }));
  assert.deepEqual(
    known.violations.map(({ rule }) => rule),
    ["reference-dangling"],
  );
});

test("Components V2 without the flag are refused as legacy components, also when the message has the flag", () => {
  const edit = editReply({ components: [text()], allowed_mentions: { parse: [] } }, { context: { messageIsV2: true } });
  assert.match(JSON.stringify(checkRequest(edit).formError), /must be one of \(1,\)/);
});
