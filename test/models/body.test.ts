import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { relayBody } from "../../src/models/body.ts";
import type { InputImage, ModelDefinition, ModelInput } from "../../src/models/definition.ts";
import type { RelayBody } from "../../src/relay/json.ts";
import { catalog, modelByCommand } from "./built-in.ts";
import { bodyCheck, withoutFacts } from "./fal-facts.ts";

function model(command: string): ModelDefinition {
  const definition = modelByCommand(command);
  assert.ok(definition);
  return definition;
}

function addressOf(image: InputImage): string {
  if (image.source === "region") return `mask:${image.region}`;
  return image.source === "archived" ? `https://archive.test/${image.path}` : image.url;
}

function bodyOf(command: string, input: ModelInput): RelayBody {
  return relayBody(model(command), input, addressOf);
}

function link(url: string): InputImage {
  return { source: "link", url };
}

suite("the body of a request", () => {
  test("names each value as the relay's example of flux-1/dev does", () => {
    const input = {
      prompt: "a tiger's eye",
      size: "landscape_4_3",
      steps: 28,
      guidance: 3.5,
      count: 1,
      safety_checker: true,
      format: "jpeg",
      acceleration: "regular",
    };
    assert.deepEqual(bodyOf("flux", input), {
      prompt: "a tiger's eye",
      image_size: "landscape_4_3",
      num_inference_steps: 28,
      guidance_scale: 3.5,
      num_images: 1,
      enable_safety_checker: true,
      output_format: "jpeg",
      acceleration: "regular",
    });
  });

  test("names each value as the relay's example of kontext/max/multi does", () => {
    const urls = ["https://v3.fal.test/a.webp", "https://v3.fal.test/b.webp"];
    const input = {
      prompt: "the duckling on the shirt",
      image: urls.map(link),
      guidance: 3.5,
      count: 1,
      format: "jpeg",
      safety_tolerance: "2",
    };
    assert.deepEqual(bodyOf("kontext-max-multi", input), {
      prompt: "the duckling on the shirt",
      image_urls: urls,
      guidance_scale: 3.5,
      num_images: 1,
      output_format: "jpeg",
      safety_tolerance: "2",
    });
  });

  test("names each value as the relay's example of flux-lora/inpainting does", () => {
    const input = {
      prompt: "a lion on a bench",
      image: link("https://storage.test/dog.png"),
      mask: link("https://storage.test/dog_mask.png"),
      steps: 28,
      guidance: 3.5,
      count: 1,
      safety_checker: true,
      format: "jpeg",
      strength: 0.85,
    };
    assert.deepEqual(bodyOf("inpaint", input), {
      prompt: "a lion on a bench",
      image_url: "https://storage.test/dog.png",
      mask_url: "https://storage.test/dog_mask.png",
      num_inference_steps: 28,
      guidance_scale: 3.5,
      num_images: 1,
      enable_safety_checker: true,
      output_format: "jpeg",
      strength: 0.85,
    });
  });

  test("leaves out what was not given: the relay knows its own defaults", () => {
    assert.deepEqual(bodyOf("flux", { prompt: "a" }), { prompt: "a" });
  });

  test("carries the format the relay insists on for kontext/max, given or not", () => {
    const given = { prompt: "a", image: link("https://a.test/a.png") };
    assert.equal(bodyOf("kontext-max", given).output_format, "jpeg");
    assert.equal(bodyOf("kontext-max", { ...given, format: "png" }).output_format, "png");
  });

  test("keeps values that look like nothing", () => {
    const input = { prompt: "a", seed: 0, safety_checker: false, guidance: 0, lora: "https://a.test/l", lora_scale: 0 };
    assert.deepEqual(bodyOf("inpaint", input), {
      prompt: "a",
      seed: 0,
      enable_safety_checker: false,
      guidance_scale: 0,
      loras: [{ path: "https://a.test/l", scale: 0 }],
    });
  });

  test("sends a free size as an object and a LoRA in a list", () => {
    const input = { prompt: "a", size: { width: 640, height: 480 }, lora: "https://a.test/l.safetensors" };
    const body = bodyOf("inpaint", input);
    assert.deepEqual(body.image_size, { width: 640, height: 480 });
    assert.deepEqual(body.loras, [{ path: "https://a.test/l.safetensors" }]);
  });

  test("drops the strength of a LoRA that was not given", () => {
    assert.deepEqual(bodyOf("inpaint", { prompt: "a", lora_scale: 2 }), { prompt: "a" });
  });

  test("asks for the address of every picture, whatever its source", () => {
    const attachment = { source: "attachment", url: "https://cdn.test/a.png", fileName: "a.png", bytes: 3 } as const;
    const archived = { source: "archived", path: "2026/b.webp", mime: "image/webp" } as const;
    assert.deepEqual(bodyOf("kontext-multi", { prompt: "a", image: [attachment, archived] }).image_urls, [
      "https://cdn.test/a.png",
      "https://archive.test/2026/b.webp",
    ]);
  });

  test("ignores input that the model has no field for", () => {
    assert.deepEqual(bodyOf("flux", { prompt: "a", mask: link("https://a.test/m.png") }), { prompt: "a" });
  });
});

suite("the least a member can give", { skip: withoutFacts }, () => {
  for (const definition of catalog) {
    test(`${definition.command}: is a body fal's schema takes`, () => {
      const required = definition.fields.filter((field) => "required" in field && field.required);
      const input = Object.fromEntries(required.map((field) => [field.name, sample(field.kind)]));
      const check = bodyCheck(definition.endpoint);
      assert.ok(check(relayBody(definition, input, addressOf)), JSON.stringify(check.errors));
    });
  }
});

function sample(kind: string) {
  const image = link("https://a.test/a.png");
  if (kind === "image") return image;
  return kind === "images" ? [image] : "a lighthouse";
}
