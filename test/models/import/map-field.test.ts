import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { bodyOf, field, link, model } from "./mapped.ts";

suite("a property becomes", () => {
  const cases: readonly [string, object, string, object][] = [
    ["a choice", { enum: ["a", "b"], type: "string", default: "b" }, "x", { kind: "choice", default: "b" }],
    [
      "a choice, of numbers as well",
      { enum: [0, 2, 4], type: "integer", default: 2 },
      "x",
      { kind: "choice", default: "2" },
    ],
    [
      "an open choice beside free text",
      { anyOf: [{ type: "string" }, { enum: ["a"] }] },
      "x",
      { kind: "choice", open: true },
    ],
    [
      "a whole number above an end",
      { type: "integer", exclusiveMinimum: 0, maximum: 9 },
      "x",
      { kind: "integer", minimum: 1, maximum: 9 },
    ],
    [
      "a number above an end",
      { type: "number", exclusiveMinimum: 0, maximum: 1 },
      "x",
      { kind: "number", minimum: 0, above: true },
    ],
    [
      "a number with OpenAPI 3.0's open end",
      { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 1 },
      "x",
      { above: true },
    ],
    ["what is left of a union with null", { anyOf: [{ type: "null" }, { type: "boolean" }] }, "x", { kind: "boolean" }],
    [
      "what a list of types leaves without null",
      { type: ["integer", "null"], minimum: 3 },
      "x",
      { kind: "integer", minimum: 3 },
    ],
    [
      "a number, where layers could have one each",
      { anyOf: [{ type: "number" }, { type: "object" }], ge: -4, le: 4 },
      "x",
      { kind: "number", minimum: -4, maximum: 4 },
    ],
    [
      "a text with its bounds",
      { type: "string", minLength: 3, maxLength: 10 },
      "x",
      { kind: "text", minLength: 3, maxLength: 10 },
    ],
    [
      "a list with commas",
      { type: "array", items: { type: "string", enum: ["a", "b"] } },
      "x",
      { kind: "list", choices: ["a", "b"] },
    ],
    [
      "a size",
      { anyOf: [{ $ref: "#/components/schemas/Size" }, { enum: ["square_hd", "1024x1536", "auto"] }] },
      "x",
      { kind: "size", custom: { minimum: 64, maximum: 2048 } },
    ],
    [
      "JSON, where nothing simpler will do",
      { anyOf: [{ type: "integer" }, { enum: ["auto"] }] },
      "x",
      { kind: "json" },
    ],
  ];
  const size = { type: "integer", minimum: 64, maximum: 2048 };
  const Size = { type: "object", properties: { height: size, width: size } };
  for (const [title, schema, name, expected] of cases) {
    test(title, () => {
      const found = field(model({ x: schema }, [], { Size }), name);
      assert.deepEqual({ ...found, ...expected }, found);
    });
  }

  test("a size with the pixels that are known", () => {
    const found = field(
      model(
        {
          image_size: { anyOf: [{ $ref: "#/components/schemas/Size" }, { enum: ["square_hd", "1024x1536", "auto"] }] },
        },
        [],
        { Size },
      ),
      "size",
    );
    assert.ok(found.kind === "size");
    assert.deepEqual(
      found.presets.map(({ value, width, height }) => [value, width, height]),
      [
        ["square_hd", 1024, 1024],
        ["1024x1536", 1024, 1536],
        ["auto", undefined, undefined],
      ],
    );
  });
});

suite("an address becomes a file", () => {
  const cases: readonly [string, object, string, string][] = [
    ["image_url", { type: "string" }, "image", "image"],
    ["end_image_url", { anyOf: [{ type: "string" }, { type: "null" }] }, "end_image", "image"],
    ["video_url", { type: "string", description: "The video to dub." }, "video", "video"],
    ["ref_audio_url", { type: "string" }, "ref_audio", "audio"],
    ["mask_video_url", { type: "string" }, "mask_video", "video"],
    ["images_data_url", { type: "string", description: "URL to a zip archive with images." }, "images", "image"],
    ["source", { type: "string", examples: ["https://files.test/a.mp4?x=1"] }, "source", "video"],
    ["first_frame", { type: "string", description: "URL or base64 of the first frame." }, "first_frame", "image"],
    ["portrait", { type: "string", ui: { field: "image" } }, "portrait", "image"],
    ["image_urls", { type: "array", items: { type: "string" }, maxItems: 3 }, "image", "images"],
    [
      "reference_videos",
      { type: "array", items: { type: "string" }, description: "URLs of videos." },
      "reference_video",
      "videos",
    ],
    ["image", { $ref: "#/components/schemas/Image" }, "image", "image"],
    ["mesh_url", { type: "string" }, "mesh", "file"],
  ];
  for (const [property, schema, name, kind] of cases) {
    test(`${property}: ${kind}`, () => assert.equal(field(model({ [property]: schema }), name).kind, kind));
  }

  test("and sends its address where the relay looks for it, also within a file object", () => {
    const definition = model({ image: { $ref: "#/components/schemas/Image" } }, ["image"]);
    assert.deepEqual(bodyOf(definition, { image: link("https://a.test/a.png") }), {
      image: { url: "https://a.test/a.png" },
    });
  });

  test("but weights, settings and calls back are no member's files", () => {
    const definition = model({
      lora_url: { type: "string" },
      config_url: { type: "string", description: "URL of the config.json" },
      webhook_url: { type: "string" },
      image_style: { type: "string", description: "The style of the image, see https://docs.test" },
    });
    assert.equal(field(definition, "lora_url").kind, "text");
    assert.equal(field(definition, "config_url").kind, "text");
    assert.equal(field(definition, "image_style").kind, "text");
    assert.deepEqual(
      definition.leftOut?.map(({ name }) => name),
      ["webhook_url"],
    );
  });
});
