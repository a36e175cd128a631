import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { checkRequest } from "../../../sandbox/discord/rules/check-request.ts";
import { examplesOf, givenIn } from "../../../src/commands/help/example.ts";
import { modelCommand } from "../../../src/commands/model-command.ts";
import { modelForm } from "../../../src/commands/model-form.ts";
import { readOptions } from "../../../src/commands/model-options.ts";
import { commandForm, registrationSize } from "../../../src/commands/registration.ts";
import { RESERVED_NAMES } from "../../../src/commands/reserved-names.ts";
import { relayBody } from "../../../src/models/body.ts";
import { builtInModels } from "../../../src/models/built-in.ts";
import type { InputImage, ModelDefinition } from "../../../src/models/definition.ts";
import { importModel } from "../../../src/models/import/import-model.ts";
import { readDocuments } from "../../../src/models/import/model-document.ts";
import { readModelFile, writeModelFile } from "../../../src/models/import/model-file.ts";
import { LOCALES } from "../../../src/texts/localized.ts";
import { likelyOptions } from "../../commands/arbitrary-options.ts";

const CATALOGUE = new URL("../../../../shared/data/fal-openapi-text-to-image.json", import.meta.url);
const SPEC = new URL("../../../../shared/data/discord-openapi.json", import.meta.url);
const missing = [CATALOGUE, SPEC].filter((file) => !existsSync(file));
const skip = missing.length > 0 ? `${missing.map(({ pathname }) => pathname).join(", ")} is not here` : false;

interface Entry {
  endpoint_id: string;
  openapi: { components?: object; paths?: Record<string, { post?: { requestBody: { content: object } } }> };
}

suite("the catalogue of text-to-image models", { skip }, () => {
  const json = skip ? {} : JSON.parse(readFileSync(CATALOGUE, "utf8"));
  const entries: Entry[] = json.models ?? [];
  const imported: ModelDefinition[] = [];
  const refused: { endpoint: string; reason: string }[] = [];
  for (const read of readDocuments(json)) {
    if (!read.ok) {
      refused.push(read);
      continue;
    }
    const known = [...builtInModels, ...imported];
    const mapped = importModel(read.document, { form: commandForm, known, reserved: RESERVED_NAMES });
    if (mapped.ok) imported.push(mapped.definition);
    else refused.push({ endpoint: read.document.endpoint, reason: mapped.reasons.join() });
  }

  test("is importable but for the models of which it has no document", () => {
    assert.ok(imported.length / entries.length >= 0.98, `${imported.length} of ${entries.length}`);
    for (const { endpoint, reason } of refused) {
      const entry = entries.find((each) => each.endpoint_id === endpoint);
      assert.equal(entry?.openapi.paths, undefined, endpoint);
      assert.match(reason, /the catalogue has no document/);
    }
  });

  test("gives every model a command of its own beside those there are", () => {
    const names = [
      ...new Map([...builtInModels, ...imported].map((model) => [model.endpoint, model.command])).values(),
    ];
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.every((name) => !RESERVED_NAMES.has(name)));
  });

  test("becomes commands that keep to Discord's rules and to its OpenAPI document", () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    for (const format of ["snowflake", "nonce", "int32", "int64", "uint32", "binary"]) ajv.addFormat(format, true);
    ajv.addSchema({ $id: "discord", ...JSON.parse(readFileSync(SPEC, "utf8")) });
    const path = "paths/~1applications~1{application_id}~1commands/post/requestBody/content/application~1json/schema";
    const fits = ajv.compile({ $ref: `discord#/${path}` });
    for (const definition of imported) {
      const body = structuredClone(modelCommand(definition));
      const route = "/applications/100000000000000001/commands";
      const { violations } = checkRequest({ method: "POST", route, body, files: [], context: {} });
      assert.deepEqual(violations, [], definition.endpoint);
      assert.ok(fits(body), `${definition.endpoint}: ${JSON.stringify(fits.errors)}`);
      assert.ok(registrationSize(definition).characters <= 8000);
    }
  });

  test("becomes forms that keep to Discord's rules, in both languages", () => {
    for (const definition of imported) {
      for (const locale of LOCALES) {
        const body = structuredClone({
          type: 9,
          data: modelForm(definition, `generate:${definition.command}`, locale),
        });
        const route = "/interactions/100000000000000001/token/callback";
        const { violations } = checkRequest({ method: "POST", route, body, files: [], context: {} });
        assert.deepEqual(violations, [], definition.endpoint);
      }
    }
  });

  test("has an example for /help of every model, which the model takes", () => {
    for (const definition of imported) {
      const examples = examplesOf(definition);
      assert.ok(examples.length > 0, definition.endpoint);
      for (const example of examples) assert.ok(readOptions(definition, givenIn(example)).ok, definition.endpoint);
    }
  });

  test("loses no property: each has an option, stands in the advanced one, is sent by itself, or is listed with a reason", () => {
    for (const definition of imported) {
      const schema = inputOf(definition.endpoint);
      const told = new Set([
        ...definition.fields.map(({ path }) => path.split(".")[0]),
        ...definition.fields.flatMap((field) =>
          field.kind === "json" && field.path === "" ? namesIn(field.schema) : [],
        ),
        ...Object.keys(definition.fixed ?? {}),
        ...(definition.leftOut ?? []).map(({ name }) => name),
      ]);
      const lost = Object.keys(schema.properties).filter((name) => !told.has(name));
      assert.deepEqual(lost, [], definition.endpoint);
    }
  });

  test("comes back from its file as it was written", () => {
    for (const definition of imported) {
      const read = readModelFile(writeModelFile(definition), commandForm);
      assert.ok(read.ok, `${definition.endpoint}: ${JSON.stringify(read)}`);
      assert.deepEqual(read.definition, { ...definition, offer: definition.offer ?? "command" });
    }
  });

  test("takes whatever a member can give, in a body that fits the model's own schema", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, multipleOfPrecision: 6 });
    for (const definition of imported) {
      const entry = entries.find(({ endpoint_id }) => endpoint_id === definition.endpoint);
      const id = encodeURIComponent(definition.endpoint);
      // Nobody sends null, and ajv does not know the word beside a union.
      const openapi = JSON.parse(JSON.stringify(entry?.openapi), (key, value) =>
        key === "nullable" ? undefined : value,
      );
      ajv.addSchema({ $id: id, ...openapi });
      const fits = ajv.compile(refOf(definition.endpoint, id));
      let accepted = 0;
      fc.assert(
        fc.property(likelyOptions(definition), (given) => {
          const read = readOptions(definition, given);
          if (!read.ok) return;
          accepted += 1;
          const body = relayBody(definition, read.input, addressOf);
          assert.ok(fits(body), `${definition.endpoint}: ${JSON.stringify(fits.errors)} in ${JSON.stringify(body)}`);
        }),
        { numRuns: 15 },
      );
      assert.ok(accepted > 0, `${definition.endpoint} took nothing`);
    }
  });

  function refOf(endpoint: string, id: string): object {
    const paths = entries.find(({ endpoint_id }) => endpoint_id === endpoint)?.openapi.paths ?? {};
    const content = paths[`/${endpoint}`]?.post?.requestBody.content;
    const schema: { $ref?: string } = Object.values(content ?? {})[0]?.schema;
    return { $ref: `${id}${schema.$ref}` };
  }

  function inputOf(endpoint: string): { properties: Record<string, unknown> } {
    const name = /schemas\/(.+)$/.exec(JSON.stringify(refOf(endpoint, "")))?.[1]?.replace(/"}$/, "") ?? "";
    const { components } = entries.find(({ endpoint_id }) => endpoint_id === endpoint)?.openapi ?? {};
    return Object.entries(components ?? {}).flatMap(([, schemas]) => schemas[name] ?? [])[0];
  }
});

function namesIn(schema: object): string[] {
  return "properties" in schema && typeof schema.properties === "object" ? Object.keys(schema.properties ?? {}) : [];
}

function addressOf(image: InputImage): string {
  return "url" in image ? image.url : image.source;
}
