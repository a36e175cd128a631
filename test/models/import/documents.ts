/** Documents in the catalogue's form, written by hand for kinds of models that no stored catalogue has. */

interface Schemas {
  readonly [name: string]: object;
}

/** A model's entry as a catalogue gives it. */
export function entryOf(endpoint: string, category: string, input: object, output: object, schemas: Schemas = {}) {
  const json = (schema: object) => ({ content: { "application/json": { schema } } });
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  return {
    endpoint_id: endpoint,
    metadata: { display_name: `Acme ${endpoint}`, category, description: "Made up for a test." },
    openapi: {
      openapi: "3.0.4",
      components: { schemas: { Input: input, Output: output, ...schemas } },
      paths: {
        [`/${endpoint}`]: { post: { requestBody: { required: true, ...json(ref("Input")) } } },
        [`/${endpoint}/requests/{request_id}`]: { get: { responses: { "200": json(ref("Output")) } } },
      },
    },
  };
}

const file = (type: string) => ({
  type: "object",
  required: ["url"],
  properties: {
    url: { type: "string" },
    content_type: { type: "string", examples: [type] },
    file_size: { type: "integer" },
  },
});

export const videoDocument = entryOf(
  "acme/clip/image-to-video",
  "image-to-video",
  {
    type: "object",
    required: ["prompt", "image_url"],
    "x-fal-order-properties": ["prompt", "image_url", "duration", "tail_image_url", "camera_control"],
    properties: {
      camera_control: { $ref: "#/components/schemas/Camera" },
      prompt: { type: "string", maxLength: 2500 },
      image_url: { type: "string", description: "URL of the first frame." },
      tail_image_url: { anyOf: [{ type: "string" }, { type: "null" }], description: "URL of the last frame." },
      duration: { type: "string", enum: ["5", "10"], default: "5" },
      generate_audio: { type: "boolean", default: true },
    },
  },
  { type: "object", required: ["video"], properties: { video: { $ref: "#/components/schemas/File" } } },
  {
    File: file("video/mp4"),
    Camera: {
      type: "object",
      required: ["movement_type", "movement_value"],
      properties: {
        movement_type: { type: "string", enum: ["pan", "tilt", "zoom"] },
        movement_value: { type: "integer", minimum: -10, maximum: 10 },
      },
    },
  },
);

export const speechDocument = entryOf(
  "acme/speech",
  "text-to-speech",
  {
    type: "object",
    required: ["text"],
    properties: {
      text: { type: "string", minLength: 1, maxLength: 5000, description: "What is spoken." },
      voice: { type: "string", default: "Bea", examples: ["Arden", "Bea", "Cleo", "Dario", "Elif"] },
      speed: { type: "number", minimum: 0.7, maximum: 1.2, default: 1 },
      language_code: { anyOf: [{ type: "string" }, { type: "null" }] },
    },
  },
  { type: "object", required: ["audio"], properties: { audio: { $ref: "#/components/schemas/File" } } },
  { File: file("audio/wav") },
);

export const textDocument = entryOf(
  "acme/words",
  "llm",
  { type: "object", required: ["prompt"], properties: { prompt: { type: "string", maxLength: 5000 } } },
  { type: "object", required: ["output"], properties: { output: { type: "string" } } },
);
