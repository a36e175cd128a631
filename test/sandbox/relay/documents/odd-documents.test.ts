import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readDocuments } from "../../../../sandbox/relay/documents/model-document.ts";
import { schemaModel } from "../../../../sandbox/relay/documents/schema-model.ts";
import { openRelay, readJson } from "../relay-fixture.ts";
import { EDITING, IMAGE_TO_VIDEO, openApi, SPEECH } from "./documents-by-hand.ts";
import { record } from "./schema-input.ts";

const LENIENT = { relayValues: false, relayRequired: true };
/** Words that mean something to the reader of schemas, so that nonsense stands where sense is expected. */
const WORDS = [
  ...["type", "enum", "const", "default", "anyOf", "oneOf", "allOf", "items", "prefixItems", "properties", "required"],
  ...["minimum", "exclusiveMaximum", "multipleOf", "minLength", "maxItems", "pattern", "format", "nullable", "$ref"],
  ...["additionalProperties", "uniqueItems", "object", "array", "string", "integer", "#/components/schemas/Input"],
];

const nonsense: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...WORDS, null, true, false, -1, 0, 2.5, 1e9),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS, "url", "prompt", "__proto__"), tie("value"), { maxKeys: 5 }),
  ),
})).value;

test("a document with nonsense in any place is read, and judges bodies without a crash", () => {
  const property = fc.property(nonsense, nonsense, nonsense, fc.jsonValue(), (input, output, File, body) => {
    const document = {
      ...openApi("fal-ai/odd", "odd", {}, {}),
      components: { schemas: { Input: input, Output: output, File } },
    };
    const [model] = readDocuments(document);
    assert.ok(model);
    assert.equal(typeof schemaModel(model).validate(body, LENIENT).ok, "boolean");
  });
  fc.assert(property, { numRuns: 1500 });
});

test("a result is answered whatever the output schema says", async (context) => {
  const { call, submit, clock } = await openRelay(context, { workers: 64 });
  const outputs = fc.sample(nonsense, { numRuns: 120, seed: 7 });
  const paths: string[] = [];
  for (const [index, output] of outputs.entries()) {
    const document = openApi(`fal-ai/odd/${index}`, "odd", { type: "object" }, record(output));
    await call("POST", "/sandbox/models", document);
    paths.push(await submit(`fal-ai/odd/${index}`, { prompt: "a boat", image_size: { width: 32, height: 32 } }));
  }
  for (let round = 0; round < 4; round += 1) clock.advance(600_000);
  for (const [index, path] of paths.entries()) {
    assert.equal((await call("GET", path)).status, 200, JSON.stringify(outputs[index]));
  }
});

test("a schema that contains itself is followed once", async (context) => {
  const { call, finish } = await openRelay(context, { schemaErrors: "submit" });
  const root = { $ref: "#/components/schemas/Node" };
  const node = {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, left: root, right: root, next: root },
  };
  await call("POST", "/sandbox/models", openApi("fal-ai/chain", "odd", root, root, { Node: node }));
  const refused = await readJson(await call("POST", "/fal-ai/chain", { name: 5, next: 5 }));
  assert.match(JSON.stringify(refused), /"loc":\["body","name"\]/);
  const result = await readJson(await finish("fal-ai/chain", { name: "a", next: { name: "b" } }));
  assert.equal(typeof result["name"], "string");
});

test("a document that says nothing of its output answers as its category does", async (context) => {
  const { call, finish } = await openRelay(context);
  const members: Record<string, string> = {};
  for (const category of ["text-to-image", "image-to-video", "text-to-audio", "image-to-3d", "llm"]) {
    const { paths, ...rest } = openApi(`fal-ai/silent/${category}`, category, { type: "object" }, {});
    const submitOnly = Object.fromEntries(Object.entries(paths).filter(([path]) => !path.includes("requests")));
    await call("POST", "/sandbox/models", { ...rest, paths: submitOnly });
    const result = await readJson(await finish(`fal-ai/silent/${category}`, { prompt: "a boat", duration: 1 }));
    for (const [name, value] of Object.entries(result)) {
      members[name] = String(record(value)["content_type"] ?? typeof value);
    }
  }
  assert.deepEqual(members, {
    image: "image/jpeg",
    video: "video/webm",
    audio: "audio/wav",
    model_mesh: "model/gltf-binary",
    output: "string",
  });
});

test("each kind of fault has fal's own type", async (context) => {
  const { call } = await openRelay(context, { schemaErrors: "submit" });
  for (const document of [EDITING, IMAGE_TO_VIDEO, SPEECH]) await call("POST", "/sandbox/models", document);
  const url = "https://example.com/a.png";
  const cases: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["fal-ai/retouch/edit", { prompt: "a", image_urls: [] }, "body.image_urls sequence_too_short"],
    ["fal-ai/retouch/edit", { prompt: "a", image_urls: [url, url, url, url] }, "body.image_urls sequence_too_long"],
    ["fal-ai/retouch/edit", { prompt: "a", image_urls: [url, 5] }, "body.image_urls.1 string_type"],
    ["fal-ai/retouch/edit", { prompt: "a", image_urls: [url], num_images: 1.5 }, "body.num_images int_from_float"],
    ["fal-ai/retouch/edit", { prompt: "a", image_urls: [url], output_format: "bmp" }, "body.output_format one_of"],
    ["fal-ai/retouch/edit", { prompt: "a", image_urls: [url], image_size: "huge" }, "body.image_size one_of"],
    [
      "fal-ai/retouch/edit",
      { prompt: "a", image_urls: [url], image_size: { width: 0 } },
      "body.image_size.width greater_than",
    ],
    ["acme/moving/v1/image-to-video", { prompt: "a".repeat(201), image_url: url }, "body.prompt string_too_long"],
    ["acme/moving/v1/image-to-video", { prompt: "a", image_url: url, seed: -1 }, "body.seed greater_than_equal"],
    ["acme/moving/v1/image-to-video", { prompt: "a", image_url: url, seed: "x" }, "body.seed int_parsing"],
    ["fal-ai/talker/tts", { text: "a", speed: 0 }, "body.speed greater_than"],
    ["fal-ai/talker/tts", { text: ["a"] }, "body.text string_type"],
  ];
  for (const [endpoint, body, expected] of cases) {
    const answer = await call("POST", `/${endpoint}`, body);
    const { detail } = await readJson(answer);
    assert.ok(answer.status === 422 && Array.isArray(detail), expected);
    assert.deepEqual(
      detail.map(({ loc, type }) => `${loc.join(".")} ${type}`),
      [expected],
    );
    assert.ok(
      "input" in detail[0] && typeof detail[0].msg === "string" && detail[0].url.endsWith(`#${detail[0].type}`),
    );
  }
});
