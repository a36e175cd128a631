import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { commandForm } from "../../../src/commands/registration.ts";
import type { ModelDefinition } from "../../../src/models/definition.ts";
import { importModel } from "../../../src/models/import/import-model.ts";
import { readDocuments } from "../../../src/models/import/model-document.ts";
import { entryOf } from "./documents.ts";
import { bodyOf, definitionOf, field, model, RESULT } from "./mapped.ts";

suite("an object", () => {
  const settings = {
    type: "object",
    properties: { voice_id: { type: "string" }, speed: { type: "number", default: 1 } },
  };

  test("becomes an option for each of its values", () => {
    const definition = model({ voice_setting: settings });
    assert.deepEqual(bodyOf(definition, { voice_setting_voice_id: "Ada", voice_setting_speed: 2 }), {
      voice_setting: { voice_id: "Ada", speed: 2 },
    });
  });

  test("that is required and has nothing required in it is sent empty", () => {
    assert.deepEqual(bodyOf(model({ voice_setting: settings }, ["voice_setting"]), {}), { voice_setting: {} });
  });

  test("needs its one required value before the others mean anything", () => {
    const definition = model({ frame: { ...settings, required: ["voice_id"] } });
    assert.deepEqual(bodyOf(definition, { frame_speed: 2 }), {});
    assert.equal(field(definition, "frame_voice_id").required, undefined);
  });

  test("of which two values belong together is JSON", () => {
    const camera = { ...settings, required: ["voice_id", "speed"] };
    const definition = model({ camera });
    assert.equal(field(definition, "camera").kind, "json");
    assert.deepEqual(bodyOf(definition, { camera: '{"voice_id":"a","speed":1}' }), {
      camera: { voice_id: "a", speed: 1 },
    });
  });

  test("in a list has options for its first entry; the whole list fits into the advanced option", () => {
    const definition = model({ loras: { type: "array", items: { ...settings, required: ["voice_id"] } } });
    assert.deepEqual(bodyOf(definition, { lora_voice_id: "a" }), { loras: [{ voice_id: "a" }] });
    const both = '{"loras":[{"voice_id":"a"},{"voice_id":"b"}]}';
    assert.deepEqual(bodyOf(definition, { advanced: both }), JSON.parse(both));
    assert.match(definition.leftOut?.[0]?.why ?? "", /first entry/);
  });

  test("that contains itself ends", () => {
    const Node = {
      type: "object",
      properties: { children: { type: "array", items: { $ref: "#/components/schemas/Node" } } },
    };
    assert.equal(field(model({ tree: { $ref: "#/components/schemas/Node" } }, [], { Node }), "tree").kind, "json");
  });
});

suite("what is required", () => {
  test("and has a default need not be given, and is sent all the same", () => {
    const definition = model({ quality: { type: "string", enum: ["low", "high"], default: "high" } }, ["quality"]);
    assert.equal(field(definition, "quality").required, undefined);
    assert.deepEqual(bodyOf(definition, {}), { quality: "high" });
  });

  test("and has one value only is sent without asking", () => {
    const definition = model({ task: { const: "upscale" }, image_url: { type: "string" } }, ["task", "image_url"]);
    assert.deepEqual(
      definition.fields.map(({ name }) => name),
      ["image"],
    );
    assert.deepEqual(bodyOf(definition, {}), { task: "upscale" });
  });

  test("comes first, then what people reach for", () => {
    const text = { type: "string" };
    const definition = model(
      { zeta: text, seed: { type: "integer" }, alpha: text, prompt: text, negative_prompt: text },
      ["zeta", "prompt"],
    );
    assert.deepEqual(
      definition.fields.map(({ name }) => name),
      ["prompt", "zeta", "negative_prompt", "seed", "alpha"],
    );
  });
});

suite("what does not become an option", () => {
  test("is listed with its reason", () => {
    const definition = model({
      prompt: { type: "string" },
      sync_mode: { type: "boolean" },
      old: { type: "string", deprecated: true },
    });
    assert.deepEqual(
      definition.fields.map(({ name }) => name),
      ["prompt"],
    );
    assert.deepEqual(
      definition.leftOut?.map(({ name }) => name),
      ["sync_mode", "old"],
    );
  });

  test("is not a lipsync's sync_mode, which is a choice", () => {
    assert.equal(
      field(model({ sync_mode: { enum: ["loop", "cut_off"], type: "string" } }), "sync_mode").kind,
      "choice",
    );
  });

  test("finds its place in the advanced option when there are more than 25", () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`setting_${index}`, { type: "integer" }]),
    );
    const definition = model({ prompt: { type: "string" }, ...many }, ["prompt"]);
    // One of the 25 is the bot's own: who sees the result.
    assert.equal(definition.fields.length, 24);
    const advanced = field(definition, "advanced");
    assert.ok(advanced.kind === "json");
    assert.equal(Object.keys(Object(advanced.schema["properties"])).length, 18);
    assert.deepEqual(bodyOf(definition, { prompt: "a", advanced: '{"setting_39":7}' }), { prompt: "a", setting_39: 7 });
  });

  test("makes a model unimportable only when the required ones alone are too many", () => {
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [`setting_${index}`, { type: "integer" }]),
    );
    const [read] = readDocuments(
      entryOf("acme/test", "", { type: "object", required: Object.keys(many), properties: many }, RESULT),
    );
    assert.ok(read?.ok);
    const mapped = importModel(read.document, { form: commandForm, known: [], reserved: new Set() });
    assert.match(mapped.ok ? "" : mapped.reasons.join(), /required fields alone/);
  });
});

suite("names", () => {
  test("of options that would be the same are told apart", () => {
    const definition = model({ image: { type: "string" }, image_url: { type: "string" }, width: { type: "integer" } });
    const names = definition.fields.flatMap((each) => commandForm.optionsOf(each));
    assert.equal(new Set(names).size, names.length, names.join());
  });

  test("of a free size give way to the model's own width", () => {
    const sides = { type: "object", properties: { width: { type: "integer" }, height: { type: "integer" } } };
    const definition = model({ width: { type: "integer" }, output_size: sides }, ["width"]);
    const names = definition.fields.flatMap((each) => commandForm.optionsOf(each));
    assert.deepEqual(names, ["width", "output_size_width", "output_size_height"]);
  });

  test("of commands come from the endpoint alone, and stay with it", () => {
    const at = (endpoint: string, known: readonly ModelDefinition[] = []) =>
      definitionOf(
        entryOf(endpoint, "", { type: "object", properties: { prompt: { type: "string" } } }, RESULT),
        known,
      );
    const first = at("fal-ai/wan/v2.6/text-to-image");
    assert.equal(first.command, "wan-v2-6");
    const second = at("wan/v2.6/text-to-image", [first]);
    assert.notEqual(second.command, first.command);
    assert.equal(at("wan/v2.6/text-to-image", [first, second]).command, second.command);
    assert.equal(at("fal-ai/generate").command, "fal-ai-generate");
    const long = at("fal-ai/some-very-long-vendor-name/models/version-12/image-to-video");
    assert.match(long.command, /^[a-z0-9-]{1,32}$/);
  });
});
