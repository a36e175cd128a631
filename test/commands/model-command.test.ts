import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { APIApplicationCommandOption } from "discord.js";
import { checkRequest } from "../../sandbox/discord/rules/check-request.ts";
import { modelCommand } from "../../src/commands/model-command.ts";
import { slotsOf } from "../../src/commands/model-option-slots.ts";
import type { ModelDefinition } from "../../src/models/definition.ts";
import { LOCALES } from "../../src/texts/localized.ts";
import { catalog, modelByCommand } from "../models/built-in.ts";

const SPEC = new URL("../../../shared/data/discord-openapi.json", import.meta.url);
const withoutSpec = existsSync(SPEC) ? false : "../shared/data/discord-openapi.json is not here";

const STRING = 3;
const INTEGER = 4;
const ATTACHMENT = 11;

function optionsOf(command: string): APIApplicationCommandOption[] {
  const definition = modelByCommand(command);
  assert.ok(definition);
  return modelCommand(definition).options ?? [];
}

function option(command: string, name: string): APIApplicationCommandOption {
  const found = optionsOf(command).find((candidate) => candidate.name === name);
  assert.ok(found, `/${command} has no ${name}`);
  return found;
}

test("all commands together pass Discord's rules", () => {
  const { violations } = checkRequest({
    method: "PUT",
    route: "/applications/100000000000000001/commands",
    body: structuredClone(catalog.map(modelCommand)),
    files: [],
    context: {},
  });
  assert.deepEqual(violations, []);
});

test("all commands together pass Discord's OpenAPI document", { skip: withoutSpec }, () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const format of ["snowflake", "nonce", "int32", "int64", "uint32", "binary"]) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "discord", ...JSON.parse(readFileSync(SPEC, "utf8")) });
  const path = "paths/~1applications~1{application_id}~1commands/put/requestBody/content/application~1json/schema";
  const check = ajv.compile({ $ref: `discord#/${path}` });
  assert.ok(check(catalog.map(modelCommand)), JSON.stringify(check.errors));
});

for (const definition of catalog) {
  suite(`/${definition.command}`, () => {
    const command = modelCommand(definition);
    const options = command.options ?? [];

    test("is used in guilds and in the bot's direct messages, installed by a guild", () => {
      assert.deepEqual(command.contexts, [0, 1]);
      assert.deepEqual(command.integration_types, [0]);
    });

    test("has an option for every way of giving every field", () => {
      const names = definition.fields.flatMap(slotsOf).map((slot) => slot.name["en-US"]);
      assert.deepEqual(options.map(({ name }) => name).toSorted(), names.toSorted());
    });

    test("keeps within Discord's 25 options, the required ones first", () => {
      assert.ok(options.length <= 25);
      const required = options.map((one) => one.required === true);
      assert.deepEqual(
        required,
        required.toSorted((one, other) => Number(other) - Number(one)),
      );
    });

    test("names no two options alike in any language", () => {
      for (const locale of LOCALES) {
        const names = options.map((one) => one.name_localizations?.[locale] ?? one.name);
        assert.equal(new Set(names).size, names.length, locale);
      }
    });

    test("cuts none of its descriptions", () => {
      for (const { description, description_localizations } of [command, ...options]) {
        for (const text of [description, ...Object.values(description_localizations ?? {})])
          assert.doesNotMatch(text ?? "", /…/);
      }
    });

    test("tells each number's range and default", () => {
      for (const field of definition.fields) {
        if (!("default" in field) || typeof field.default !== "number") continue;
        const { description } = option(definition.command, field.name);
        assert.match(description, /\d–\d/);
        assert.ok(description.includes(String(field.default)), description);
      }
    });
  });
}

suite("a command's options", () => {
  test("hold Discord to the field's bounds", () => {
    const steps = option("flux-image", "steps");
    assert.deepEqual([steps.type, "min_value" in steps && steps.min_value], [INTEGER, 10]);
    const prompt = option("flux", "prompt");
    assert.deepEqual(
      { required: prompt.required, min: "min_length" in prompt && prompt.min_length, type: prompt.type },
      { required: true, min: 1, type: STRING },
    );
  });

  test("offer the named sizes with their pixels beside a free width and height", () => {
    const size = option("flux", "size");
    const choice = "choices" in size ? size.choices?.find(({ value }) => value === "landscape_4_3") : undefined;
    assert.equal(choice?.name, "Landscape 4:3 · 1024×768");
    assert.equal(choice?.name_localizations?.["zh-CN"], "横向 4:3 · 1024×768");
    for (const side of ["width", "height"]) {
      const { type, description, ...rest } = option("flux", side);
      assert.equal(type, INTEGER);
      assert.match(description, /256–2048/);
      assert.deepEqual(["min_value" in rest && rest.min_value, "max_value" in rest && rest.max_value], [256, 2048]);
    }
  });

  test("take a picture as a file or as an address, neither required at Discord", () => {
    for (const name of ["image", "mask"]) {
      assert.equal(option("inpaint", name).type, ATTACHMENT);
      assert.equal(option("inpaint", `${name}_link`).type, STRING);
      assert.equal(option("inpaint", name).required, undefined);
    }
  });

  test("take four pictures as files and any of them as addresses", () => {
    const names = optionsOf("kontext-multi").map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => name.startsWith("image")),
      ["image_1", "image_2", "image_3", "image_4", "image_links"],
    );
  });

  test("let Discord's file picker offer only what the relay reads", () => {
    const image = option("kontext", "image");
    assert.deepEqual("file_types" in image && image.file_types, [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"]);
  });
});

suite("a command of a model with longer texts than ours", () => {
  const wordy: ModelDefinition = {
    endpoint: "someone/wordy",
    command: "wordy",
    commandName: { "en-US": "wordy" },
    title: "Wordy",
    description: { "en-US": "word ".repeat(40), "zh-CN": "词".repeat(140) },
    fields: [
      {
        kind: "integer",
        name: "depth",
        displayName: { "en-US": "depth" },
        description: { "en-US": `${"many words, ".repeat(9)}and more` },
        path: "depth",
        minimum: 1,
        maximum: 9,
      },
      {
        kind: "text",
        name: "story",
        displayName: { "en-US": "story" },
        description: { "en-US": "A story" },
        path: "story",
        required: true,
        maxLength: 50_000,
      },
    ],
    output: "images",
    price: { amount: 0.01, currency: "USD", per: "image" },
  };
  const command = modelCommand(wordy);

  test("is cut after a word, or after a character where there are no words", () => {
    assert.match(command.description, /^word( word)*…$/);
    assert.ok(command.description.length <= 100);
    assert.equal(command.description_localizations?.["zh-CN"], `${"词".repeat(99)}…`);
    const depth = command.options?.find(({ name }) => name === "depth")?.description ?? "";
    assert.match(depth, /(many|words)…, 1–9$/, "the phrase gives way to the range");
    assert.ok(depth.length <= 100);
  });

  test("says nothing in a language it was not translated to", () => {
    assert.deepEqual(command.name_localizations, {});
    for (const one of command.options ?? []) assert.deepEqual(one.description_localizations, {});
  });

  test("puts its required option first and asks for no more text than Discord takes", () => {
    const [first] = command.options ?? [];
    assert.equal(first?.name, "story");
    assert.equal(first && "max_length" in first && first.max_length, 6000);
  });
});
