import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readOptions } from "../../src/commands/model-options.ts";
import type { GivenOptions } from "../../src/interaction.ts";
import { relayBody } from "../../src/models/body.ts";
import type { ModelDefinition, ModelInput } from "../../src/models/definition.ts";
import { modelByCommand } from "../models/built-in.ts";
import { bodyCheck, withoutFacts } from "../models/fal-facts.ts";
import { file, flag, integer, number, text } from "./given.ts";

function model(command: string): ModelDefinition {
  const definition = modelByCommand(command);
  assert.ok(definition);
  return definition;
}

function inputOf(command: string, given: GivenOptions): ModelInput {
  const read = readOptions(model(command), given);
  assert.ok(read.ok, JSON.stringify(read));
  return read.input;
}

const full = {
  prompt: text("a lighthouse at dusk"),
  count: integer(2),
  seed: integer(42),
  guidance: number(4.5),
  format: text("png"),
};
const fullBody = {
  prompt: "a lighthouse at dusk",
  num_images: 2,
  seed: 42,
  guidance_scale: 4.5,
  output_format: "png",
};
const { prompt: _, ...unprompted } = full;
const { prompt: _prompt, ...unpromptedBody } = fullBody;
const flux = { steps: integer(12), acceleration: text("high"), safety_checker: flag(false) };
const fluxBody = { num_inference_steps: 12, acceleration: "high", enable_safety_checker: false };
const sized = { size: text("portrait_4_3") };
const sizedBody = { image_size: "portrait_4_3" };
const kontext = { safety_tolerance: text("5"), enhance_prompt: flag(true), aspect_ratio: text("21:9") };
const kontextBody = { safety_tolerance: "5", enhance_prompt: true, aspect_ratio: "21:9" };
const image = { image: file("cat.png") };
const imageBody = { image_url: "https://cdn.test/attachments/1/2/cat.png" };
const link = { image_link: text("https://a.test/cat.webp") };
const linkBody = { image_url: "https://a.test/cat.webp" };
const images = {
  image_1: file("a.png"),
  image_3: file("c.jpg", { contentType: "image/jpeg" }),
  image_links: text("https://a.test/d.webp, https://a.test/e.webp"),
};
const imagesBody = {
  image_urls: [
    "https://cdn.test/attachments/1/2/a.png",
    "https://cdn.test/attachments/1/2/c.jpg",
    "https://a.test/d.webp",
    "https://a.test/e.webp",
  ],
};

/** Each model with every option it has, and the body its endpoint gets. */
const EVERYTHING: readonly (readonly [command: string, given: GivenOptions, body: Record<string, unknown>])[] = [
  ["flux", { ...full, ...flux, ...sized }, { ...fullBody, ...fluxBody, ...sizedBody }],
  ["flux-schnell", { ...full, ...flux, ...sized }, { ...fullBody, ...fluxBody, ...sizedBody }],
  [
    "flux-image",
    { ...full, ...flux, ...image, strength: number(0.7) },
    { ...fullBody, ...fluxBody, ...imageBody, strength: 0.7 },
  ],
  [
    "flux-redux",
    { ...unprompted, ...flux, ...sized, ...link },
    { ...unpromptedBody, ...fluxBody, ...sizedBody, ...linkBody },
  ],
  [
    "flux-schnell-redux",
    { ...flux, ...sized, ...image, count: integer(3) },
    { ...fluxBody, ...sizedBody, ...imageBody, num_images: 3 },
  ],
  ["kontext", { ...full, ...kontext, ...link }, { ...fullBody, ...kontextBody, ...linkBody }],
  ["kontext-max", { ...full, ...kontext, ...image }, { ...fullBody, ...kontextBody, ...imageBody }],
  ["kontext-multi", { ...full, ...kontext, ...images }, { ...fullBody, ...kontextBody, ...imagesBody }],
  ["kontext-max-multi", { ...full, ...kontext, ...images }, { ...fullBody, ...kontextBody, ...imagesBody }],
  ["kontext-text", { ...full, ...kontext }, { ...fullBody, ...kontextBody }],
  ["kontext-max-text", { ...full, ...kontext }, { ...fullBody, ...kontextBody }],
  [
    "inpaint",
    {
      ...full,
      ...flux,
      ...image,
      acceleration: text("regular"),
      mask_link: text("https://a.test/mask.png"),
      strength: number(1),
      width: integer(640),
      height: integer(1024),
      lora: text("https://a.test/style.safetensors"),
      lora_scale: number(0.5),
    },
    {
      ...fullBody,
      ...fluxBody,
      ...imageBody,
      acceleration: "regular",
      mask_url: "https://a.test/mask.png",
      strength: 1,
      image_size: { width: 640, height: 1024 },
      loras: [{ path: "https://a.test/style.safetensors", scale: 0.5 }],
    },
  ],
];

suite("from options to the relay's body", () => {
  for (const [command, given, body] of EVERYTHING) {
    const sent = () =>
      relayBody(model(command), inputOf(command, given), (one) => ("url" in one ? one.url : one.source));
    test(`/${command} carries every option to its place`, () => assert.deepEqual(sent(), body));
    test(`/${command} makes a body that fal's schema takes`, { skip: withoutFacts }, () => {
      const check = bodyCheck(model(command).endpoint);
      assert.ok(check(sent()), JSON.stringify(check.errors));
    });
  }
});

suite("what is accepted", () => {
  test("has the prompt without the space around it", () => {
    assert.deepEqual(inputOf("flux", { prompt: text("  a\ncat ") }), { prompt: "a\ncat" });
  });

  test("counts characters as people do", () => {
    assert.ok(inputOf("flux", { prompt: text("🦊".repeat(2000)) }).prompt);
  });

  test("keeps nothing of what was not given", () => {
    assert.deepEqual(inputOf("inpaint", { prompt: text("a"), image: file("a.png"), mask: file("m.png") }), {
      prompt: "a",
      image: { source: "attachment", url: "https://cdn.test/attachments/1/2/a.png", fileName: "a.png", bytes: 90_000 },
      mask: { source: "attachment", url: "https://cdn.test/attachments/1/2/m.png", fileName: "m.png", bytes: 90_000 },
    });
  });

  test("takes both ends of a range", () => {
    for (const [steps, guidance] of [
      [1, 1],
      [50, 20],
    ] as const) {
      const input = inputOf("flux", { prompt: text("a"), steps: integer(steps), guidance: number(guidance) });
      assert.deepEqual([input.steps, input.guidance], [steps, guidance]);
    }
  });

  test("takes an empty link or LoRA as none", () => {
    const given = { prompt: text("a"), ...image, image_link: text("  "), mask: file("m.png"), lora: text("\u200b") };
    assert.deepEqual(Object.keys(inputOf("inpaint", given)), ["prompt", "image", "mask"]);
  });

  test("drops the strength of a LoRA that was not given", () => {
    const given = { prompt: text("a"), ...image, mask: file("m.png"), lora_scale: number(2) };
    assert.equal("lora_scale" in inputOf("inpaint", given), false);
  });

  test("unwraps addresses in angle brackets", () => {
    const given = { prompt: text("a"), image_link: text(" <https://a.test/a.png> ") };
    assert.deepEqual(inputOf("kontext", given).image, { source: "link", url: "https://a.test/a.png" });
  });

  test("splits several addresses at spaces and commas, but not at a comma inside one", () => {
    const cases: [string, string[]][] = [
      ["https://a.test/1 https://a.test/2", ["https://a.test/1", "https://a.test/2"]],
      ["https://a.test/1,https://a.test/2", ["https://a.test/1", "https://a.test/2"]],
      ["https://a.test/1，\n <https://a.test/2>、", ["https://a.test/1", "https://a.test/2"]],
      ["https://a.test/w_300,h_200/1.png", ["https://a.test/w_300,h_200/1.png"]],
      ["not-an-address", ["not-an-address"]],
    ];
    for (const [given, urls] of cases) {
      const { image } = inputOf("kontext-multi", { prompt: text("a"), image_links: text(given) });
      assert.deepEqual(
        image,
        urls.map((url) => ({ source: "link", url })),
      );
    }
  });

  test("believes a file's name where Discord could not tell its type", () => {
    for (const contentType of [null, "", "application/octet-stream"]) {
      assert.ok(inputOf("kontext", { prompt: text("a"), image: file("a.AVIF", { contentType }) }).image);
    }
  });

  test("reads a type's essence only", () => {
    const given = { prompt: text("a"), image: file("a", { contentType: "Image/JPEG; charset=binary" }) };
    assert.ok(inputOf("kontext", given).image);
  });
});
