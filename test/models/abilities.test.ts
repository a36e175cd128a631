import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { does } from "../../src/models/abilities.ts";
import { builtInModels } from "../../src/models/built-in.ts";
import { ABILITIES, type Ability, type ModelDefinition } from "../../src/models/definition.ts";
import { entryOf } from "./import/documents.ts";
import { definitionOf } from "./import/mapped.ts";
import {
  cutOutDocument,
  depthDocument,
  describeDocument,
  languageDocument,
  upscaleDocument,
} from "./import/picture-documents.ts";

const abilitiesOf = (definition: ModelDefinition) => ABILITIES.filter((ability) => does(definition, ability));
const IMAGES = {
  type: "object",
  properties: { images: { type: "array", items: { $ref: "#/components/schemas/File" } } },
};
const FILE = { File: { type: "object", required: ["url"], properties: { url: { type: "string" } } } };

/** A model that makes pictures of this. */
function model(properties: object, required: readonly string[], words = ""): ModelDefinition {
  const entry = entryOf("acme/test", "image-to-image", { type: "object", required, properties }, IMAGES, FILE);
  return definitionOf({ ...entry, metadata: { ...entry.metadata, description: words || "Made up." } });
}
const text = { type: "string" };

suite("what a model can do", () => {
  test("of those that come along", () => {
    const can = (ability: Ability) =>
      builtInModels.filter((model) => does(model, ability)).map(({ command }) => command);
    assert.deepEqual(can("draw"), ["flux", "flux-schnell", "kontext-text", "kontext-max-text"]);
    assert.deepEqual(can("vary"), ["flux-image", "flux-redux", "flux-schnell-redux"]);
    assert.deepEqual(can("edit"), ["kontext", "kontext-max", "kontext-multi", "kontext-max-multi"]);
    assert.deepEqual(can("inpaint"), ["inpaint"]);
  });

  test("of those that a catalogue describes", () => {
    const documents = [upscaleDocument, cutOutDocument, depthDocument, describeDocument, languageDocument];
    assert.deepEqual(
      documents.map((document) => abilitiesOf(definitionOf(document))),
      [["upscale"], ["cut_out"], [], ["describe"], ["improve_prompt"]],
    );
  });

  const seed = { type: "integer" };
  const cases: [string, object, string[], string, Ability[]][] = [
    [
      "a seed and a count beside the picture tell of variations",
      { image_url: text, seed, num_images: seed },
      [],
      "",
      ["vary"],
    ],
    ["a seed alone tells nothing: upscalers have one, too", { image_url: text, seed }, [], "", []],
    [
      "the catalogue's words tell an upscaler that asks for no factor",
      { image_url: text },
      [],
      "Upscale by four.",
      ["upscale"],
    ],
    [
      "words about enlarging do not make an upscaler of what wants a prompt",
      { image_url: text, prompt: text },
      ["prompt"],
      "Edit and upscale.",
      ["edit"],
    ],
    [
      "what a member must choose is nothing to do with a press",
      { image_url: text, mode: { enum: ["a", "b"] } },
      ["mode"],
      "Upscale.",
      [],
    ],
  ];
  for (const [title, properties, required, words, expected] of cases)
    test(title, () => assert.deepEqual(abilitiesOf(model(properties, ["image_url", ...required], words)), expected));

  test("a definition's own word goes before its form, but not before what it cannot take", () => {
    const plain = model({ image_url: text }, ["image_url"]);
    assert.deepEqual(abilitiesOf({ ...plain, purpose: "cut_out" }), ["cut_out"]);
    assert.deepEqual(abilitiesOf({ ...plain, purpose: "edit" }), []);
    const upscaler = definitionOf(upscaleDocument);
    assert.deepEqual(abilitiesOf({ ...upscaler, purpose: "other" }), []);
  });
});
