import assert from "node:assert/strict";
import { test } from "node:test";
import { mapOutput } from "../../../src/models/import/map-output.ts";
import { OpenApiSchema } from "../../../src/models/import/openapi-schema.ts";

const file = { type: "object", properties: { url: { type: "string" }, content_type: { type: "string" } } };
const list = (items: object) => ({ type: "array", items });

const cases: readonly [string, Record<string, object>, string | null, string][] = [
  ["images", { images: list(file), seed: { type: "integer" }, prompt: { type: "string" } }, null, "images"],
  ["a single image", { image: file }, null, "images"],
  ["images that the document does not describe", { images: list({}) }, "text-to-image", "images"],
  ["a video beside its audio", { video: file, audio: file }, null, "video"],
  ["a video's address alone", { video_url: { type: "string" } }, null, "video"],
  ["sound", { audio: file, duration_ms: { type: "integer" } }, null, "audio"],
  ["a mesh", { model_mesh: file }, "image-to-3d", "files"],
  ["trained weights", { diffusers_lora_file: file, config_file: file }, "training", "files"],
  ["text", { text: { type: "string" }, chunks: list({ type: "object", properties: {} }) }, "speech-to-text", "text"],
  ["an answer in words", { output: { type: "string" } }, "llm", "text"],
  ["facts", { objects: list({ type: "object", properties: { x: { type: "number" } } }) }, "vision", "json"],
  ["nothing that is described", {}, "image-to-video", "video"],
];

for (const [title, properties, category, output] of cases) {
  test(`${title}: ${output}`, () => {
    const schema = { type: "object", properties } as ConstructorParameters<typeof OpenApiSchema>[1];
    assert.equal(mapOutput(new OpenApiSchema({}, schema), category), output);
  });
}
