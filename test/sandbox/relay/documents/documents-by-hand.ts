/** A document as fal writes them, around one input and one output schema. */
export function openApi(
  endpoint: string,
  category: string,
  input: object,
  output: object,
  schemas: Readonly<Record<string, unknown>> = {},
) {
  const content = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
  return {
    openapi: "3.0.4",
    info: { title: endpoint, version: "1.0.0", "x-fal-metadata": { endpointId: endpoint, category } },
    components: { schemas: { Input: input, Output: output, ...schemas } },
    paths: {
      [`/${endpoint}/requests/{request_id}/status`]: { get: {} },
      [`/${endpoint}`]: { post: { requestBody: { required: true, content: content("Input") } } },
      [`/${endpoint}/requests/{request_id}`]: { get: { responses: { "200": { content: content("Output") } } } },
    },
  };
}

const url = { type: "string", format: "uri" };
const text = { type: "string" };
const orNull = (schema: object) => ({ anyOf: [schema, { type: "null" }] });

/** fal's own class for all files; its examples are pictures whatever it holds. */
const File = {
  type: "object",
  title: "File",
  required: ["url"],
  properties: {
    url,
    content_type: { ...orNull(text), examples: ["image/png"] },
    file_name: orNull(text),
    file_size: orNull({ type: "integer" }),
  },
};

export const IMAGE_TO_VIDEO = openApi(
  "acme/moving/v1/image-to-video",
  "image-to-video",
  {
    type: "object",
    required: ["prompt", "image_url"],
    properties: {
      prompt: { ...text, maxLength: 200 },
      image_url: url,
      duration: { ...text, enum: ["2", "5"], default: "5" },
      resolution: { ...text, enum: ["480p", "720p"], default: "480p" },
      seed: orNull({ type: "integer", minimum: 0, maximum: 4_294_967_295 }),
    },
  },
  {
    type: "object",
    required: ["video", "seed"],
    properties: { video: { $ref: "#/components/schemas/VideoFile" }, seed: { type: "integer" } },
  },
  {
    VideoFile: {
      ...File,
      title: "VideoFile",
      properties: {
        ...File.properties,
        width: orNull({ type: "integer" }),
        height: orNull({ type: "integer" }),
        fps: orNull({ type: "number" }),
        duration: orNull({ type: "number" }),
        num_frames: orNull({ type: "integer" }),
      },
    },
  },
);

export const SPEECH = openApi(
  "fal-ai/talker/tts",
  "text-to-speech",
  {
    type: "object",
    required: ["text"],
    properties: {
      text,
      voice: { ...text, enum: ["Aria", "Bo"], default: "Aria" },
      speed: { type: "number", exclusiveMinimum: 0, maximum: 4, default: 1 },
    },
  },
  {
    type: "object",
    required: ["audio", "duration_ms", "words"],
    properties: {
      audio: { $ref: "#/components/schemas/File" },
      duration_ms: { type: "integer", minimum: 1 },
      words: { type: "array", minItems: 1, items: { $ref: "#/components/schemas/Word" } },
    },
  },
  {
    File,
    Word: {
      type: "object",
      required: ["text", "start", "kind"],
      properties: {
        text,
        start: { type: "number", minimum: 0 },
        kind: { enum: ["word", "pause"] },
        speaker: orNull(text),
      },
    },
  },
);

export const EDITING = openApi(
  "fal-ai/retouch/edit",
  "image-to-image",
  {
    type: "object",
    required: ["prompt", "image_urls"],
    properties: {
      prompt: text,
      image_urls: { type: "array", minItems: 1, maxItems: 3, items: url },
      num_images: { type: "integer", minimum: 1, maximum: 4, default: 1 },
      output_format: { ...text, enum: ["jpeg", "png", "webp"], default: "png" },
      image_size: {
        anyOf: [{ $ref: "#/components/schemas/ImageSize" }, { ...text, enum: ["square", "auto"] }],
        default: "auto",
      },
    },
  },
  {
    type: "object",
    required: ["images", "has_nsfw_concepts"],
    properties: {
      images: { type: "array", items: { $ref: "#/components/schemas/Image" } },
      has_nsfw_concepts: { type: "array", items: { type: "boolean" } },
      description: text,
    },
  },
  {
    Image: {
      ...File,
      title: "Image",
      required: ["url", "width", "height"],
      properties: { ...File.properties, width: { type: "integer" }, height: { type: "integer" } },
    },
    ImageSize: {
      type: "object",
      title: "ImageSize",
      properties: {
        width: { type: "integer", exclusiveMinimum: 0, maximum: 2048, default: 512 },
        height: { type: "integer", exclusiveMinimum: 0, maximum: 2048, default: 512 },
      },
    },
  },
);
