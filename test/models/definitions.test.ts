import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Field, ModelDefinition } from "../../src/models/definition.ts";
import { LOCALES, localize } from "../../src/texts/localized.ts";
import { catalog, modelByCommand, modelByEndpoint } from "./built-in.ts";
import { facts, falModelOf, withoutFacts } from "./fal-facts.ts";

/** fal's parameters that no definition has, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  sync_mode: "the result would carry the picture itself instead of its address",
};

/** Where a definition's default is not fal's, and why. */
const OTHER_DEFAULT: Readonly<Record<string, string>> = {
  acceleration: "the relay says regular, fal none: an omitted one is the relay's affair, so none is claimed",
};

/** Where a definition's bounds are narrower than fal's, and why. */
const NARROWER: Readonly<Record<string, string>> = {
  image_size: "up to 14142 pixels a side is nothing a member should order by mistake",
};

const LEGAL_NAME = /^[-_\p{L}\p{N}]{1,32}$/u;

for (const definition of catalog) {
  suite(definition.endpoint, () => {
    test("is found by its command and by its endpoint id", () => {
      assert.equal(modelByCommand(definition.command), definition);
      assert.equal(modelByEndpoint(definition.endpoint), definition);
    });

    test("names each field once, legally at Discord in every language", () => {
      assert.equal(definition.commandName["en-US"], definition.command);
      for (const field of definition.fields) assert.equal(field.displayName["en-US"], field.name);
      for (const locale of LOCALES) {
        const names = definition.fields.map((field) => localize(field.displayName, locale));
        assert.equal(new Set(names).size, names.length, locale);
        for (const name of [...names, localize(definition.commandName, locale)]) {
          assert.match(name, LEGAL_NAME);
          assert.equal(name, name.toLowerCase());
        }
      }
    });

    test("has its required fields first and a default within each field's bounds", () => {
      const required = definition.fields.map((field) => field.required === true);
      assert.deepEqual(
        required,
        required.toSorted((one, other) => Number(other) - Number(one)),
      );
      for (const field of definition.fields) assertDefaultFits(field);
    });

    test("needs only fields that it has", () => {
      const names = definition.fields.map((field) => field.name);
      for (const { needs } of definition.fields) assert.ok(needs === undefined || names.includes(needs));
    });

    test("has every parameter that fal documents, or the reason why not", { skip: withoutFacts }, () => {
      const documented = falModelOf(definition.endpoint).input.map((parameter) => parameter.name);
      const present = new Set(definition.fields.map((field) => field.path.split(".")[0] ?? ""));
      assert.deepEqual(
        documented.filter((name) => !present.has(name)),
        documented.filter((name) => name in LEFT_OUT),
      );
      assert.deepEqual(
        [...present].filter((name) => !documented.includes(name)),
        [],
        "fal knows each field",
      );
    });

    test("has every parameter that the relay documents", { skip: withoutFacts }, () => {
      const documented = Object.keys(falModelOf(definition.endpoint).relayDoc.fields);
      const present = definition.fields.map((field) => field.path);
      assert.deepEqual(
        documented.filter((name) => !present.includes(name) && !(name in LEFT_OUT)),
        [],
      );
    });

    test("keeps fal's bounds, choices, defaults and obligations", { skip: withoutFacts }, () => {
      for (const field of definition.fields) assertAgrees(definition, field);
    });

    test("is sent to the path fal names and costs what its list says", { skip: withoutFacts }, () => {
      const { submitPath, price } = falModelOf(definition.endpoint);
      assert.equal(`/${definition.endpoint}`, submitPath);
      assert.ok(definition.price);
      assert.equal(definition.price.amount, price.usd);
      assert.ok(price.unit.startsWith(definition.price.per), `${definition.price.per}: ${price.unit}`);
    });
  });
}

test("no two models share a command or a localized name", () => {
  for (const locale of LOCALES) {
    const names = catalog.map((definition) => localize(definition.commandName, locale));
    assert.equal(new Set(names).size, names.length, locale);
  }
});

test("the facts name no model that is not here", { skip: withoutFacts }, () => {
  assert.deepEqual(
    (facts?.models ?? []).map((model) => model.endpoint).toSorted(),
    catalog.map((definition) => definition.endpoint).toSorted(),
  );
});

test("named sizes have fal's pixels", { skip: withoutFacts }, () => {
  const fields = catalog.flatMap((definition) => definition.fields.filter((field: Field) => field.kind === "size"));
  assert.ok(fields.length > 0);
  for (const field of fields) {
    const pixels = field.presets.map(({ value, width, height }) => [value, [width, height]]);
    assert.deepEqual(Object.fromEntries(pixels), facts?.imageSizePresets);
  }
});

function assertDefaultFits(field: Field): void {
  if (!("default" in field) || field.default === undefined) return;
  switch (field.kind) {
    case "integer":
    case "number":
      assert.ok(field.default >= field.minimum && field.default <= field.maximum, field.name);
      break;
    case "choice":
    case "size": {
      const values = (field.kind === "choice" ? field.choices : field.presets).map(({ value }) => value);
      assert.ok(values.includes(field.default), field.name);
    }
  }
}

function assertAgrees(definition: ModelDefinition, field: Field): void {
  const parameter = parameterAt(definition.endpoint, field.path);
  const said = `${definition.endpoint} ${field.name}`;
  const presets = parameter.variants?.find((variant) => variant.enum)?.enum;
  switch (field.kind) {
    case "integer":
    case "number":
      assert.equal(field.kind, parameter.type, said);
      assert.equal(field.minimum, parameter.minimum ?? 0, said);
      assert.equal(field.maximum, parameter.maximum ?? Number.MAX_SAFE_INTEGER, said);
      break;
    case "choice":
      assert.deepEqual(
        field.choices.map(({ value }) => value),
        parameter.enum,
        said,
      );
      break;
    case "size":
      assert.ok(field.path in NARROWER);
      assert.deepEqual(field.presets.map(({ value }) => value).toSorted(), presets?.toSorted(), said);
      break;
    case "images":
      assert.equal(parameter.type, "array", said);
      break;
    default:
      assert.equal(parameter.type, field.kind === "boolean" ? "boolean" : "string", said);
  }
  if ("default" in field) assert.equal(field.default, parameter.default, said);
  else assert.ok(parameter.default === undefined || field.path in OTHER_DEFAULT, said);
}

/** "loras.0.scale" → the scale of the list's items. */
function parameterAt(endpoint: string, path: string) {
  const [first, ...rest] = path.split(".");
  const model = falModelOf(endpoint);
  const parameter = model.input.find((candidate) => candidate.name === first);
  assert.ok(parameter, `${endpoint} has no ${path}`);
  let found: Omit<typeof parameter, "name"> = parameter;
  for (const step of rest) {
    const inner: Omit<typeof parameter, "name"> | undefined = /^\d+$/.test(step)
      ? found.items
      : found.properties?.[step];
    assert.ok(inner, `${endpoint} has no ${path}`);
    found = inner;
  }
  return found;
}
