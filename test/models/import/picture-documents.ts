import { entryOf } from "./documents.ts";

/** Models that go on from a picture, as a catalogue would describe them. */

const image = { type: "string", description: "URL of the picture." };
const imageFile = {
  File: {
    type: "object",
    required: ["url"],
    properties: { url: { type: "string" }, content_type: { type: "string", examples: ["image/png"] } },
  },
};
const oneImage = { type: "object", required: ["image"], properties: { image: { $ref: "#/components/schemas/File" } } };

function described(entry: ReturnType<typeof entryOf>, description: string) {
  return { ...entry, metadata: { ...entry.metadata, description } };
}

/** Known by what it takes: how much larger. */
export const upscaleDocument = entryOf(
  "acme/bigger",
  "image-to-image",
  {
    type: "object",
    required: ["image_url"],
    properties: { image_url: image, upscale_factor: { type: "number", minimum: 1, maximum: 4, default: 2 } },
  },
  oneImage,
  imageFile,
);

/** Known by the catalogue's words alone. */
export const cutOutDocument = described(
  entryOf(
    "acme/scissors",
    "image-to-image",
    { type: "object", required: ["image_url"], properties: { image_url: image } },
    oneImage,
    imageFile,
  ),
  "Background removal for photos of goods.",
);

/** A picture of a picture, too, but for nothing that has an action. */
export const depthDocument = described(
  entryOf(
    "acme/depth",
    "image-to-image",
    { type: "object", required: ["image_url"], properties: { image_url: image } },
    oneImage,
    imageFile,
  ),
  "How far away everything is.",
);

export const describeDocument = entryOf(
  "acme/eyes",
  "vision",
  {
    type: "object",
    required: ["image_url", "prompt"],
    properties: { image_url: image, prompt: { type: "string", description: "What to say about the picture." } },
  },
  { type: "object", required: ["output"], properties: { output: { type: "string" } } },
);

export const languageDocument = entryOf(
  "acme/writer",
  "llm",
  {
    type: "object",
    required: ["prompt"],
    properties: { prompt: { type: "string" }, system_prompt: { anyOf: [{ type: "string" }, { type: "null" }] } },
  },
  { type: "object", required: ["output"], properties: { output: { type: "string" } } },
);
