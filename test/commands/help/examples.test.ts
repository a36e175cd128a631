import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { arrange } from "../../../src/commands/given-by-name.ts";
import { generateLine, ownCommandLine } from "../../../src/commands/help/command-line.ts";
import { type Example, examplesOf } from "../../../src/commands/help/example.ts";
import { looseJson } from "../../../src/commands/model-json.ts";
import { optionName, slotsOf } from "../../../src/commands/model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../../../src/commands/model-option-types.ts";
import { readOptions } from "../../../src/commands/model-options.ts";
import type { GivenOption } from "../../../src/interaction.ts";
import type { Field, ModelDefinition } from "../../../src/models/definition.ts";
import { presetLabel } from "../../../src/models/describe-field.ts";
import { isJsonObject } from "../../../src/models/json-value.ts";
import { LOCALES, type Locale, localize } from "../../../src/texts/localized.ts";
import { catalog } from "../../models/built-in.ts";
import { speechDocument, textDocument, videoDocument } from "../../models/import/documents.ts";
import { definitionOf } from "../../models/import/mapped.ts";

/** What is typed, read as Discord reads it: options by the names people see, choices by their labels. */
function typed(line: string, definition: ModelDefinition, locale: Locale): Record<string, GivenOption> {
  const slots = definition.fields.flatMap((field) => slotsOf(field).map((slot) => ({ field, slot })));
  const names = slots.map(({ slot }) => localize(slot.name, locale)).sort((one, other) => other.length - one.length);
  const [, ...pieces] = line.split(new RegExp(` (?=(?:${names.join("|")}):)`));
  return Object.fromEntries(
    pieces.map((piece) => {
      const [name = "", shown = ""] = [piece.slice(0, piece.indexOf(":")), piece.slice(piece.indexOf(":") + 1)];
      const found = slots.find(({ slot }) => localize(slot.name, locale) === name);
      assert.ok(found, `${piece} in ${line}`);
      const { field, slot } = found;
      const text = valueShown(field, shown, locale);
      const value = slot.type === "string" ? text : slot.type === "boolean" ? text === "True" : Number(text);
      return [optionName(slot), { type: OPTION_TYPE_NUMBERS[slot.type], value }];
    }),
  );
}

function valueShown(field: Field, shown: string, locale: Locale): string {
  if (field.kind === "choice")
    return field.choices.find(({ label }) => localize(label, locale) === shown)?.value ?? shown;
  if (field.kind === "size")
    return field.presets.find((preset) => presetLabel(preset, locale) === shown)?.value ?? shown;
  return shown;
}

/** The same of /generate, which has four options of its own. */
function typedGenerate(line: string, definition: ModelDefinition) {
  const given =
    /^\/\S+ model:(?<model>\S+)(?: prompt:(?<prompt>.*?))?(?: options:(?<options>.*?))?(?: links:(?<links>.*))?$/s;
  const { model, prompt, options, links } = given.exec(line)?.groups ?? {};
  assert.equal(model, definition.command, line);
  const settings = options === undefined ? {} : looseJson(options, { type: "object" });
  assert.ok(isJsonObject(settings), line);
  return arrange(definition, { prompt, settings, files: [], links });
}

const needsNothing = ({ fields }: ModelDefinition) => fields.every(({ required }) => !required);

for (const definition of [
  ...catalog,
  ...[videoDocument, speechDocument, textDocument].map((entry) => definitionOf(entry)),
]) {
  suite(`the examples of ${definition.endpoint}`, () => {
    const examples = examplesOf(definition);

    test("are there", () => assert.ok(examples.length > 0 || needsNothing(definition)));

    test("are commands that the model takes, in every language", () => {
      for (const locale of LOCALES) {
        for (const example of examples) {
          const line = ownCommandLine(definition, example, locale);
          const read = readOptions(definition, typed(line, definition, locale));
          assert.ok(read.ok, `${line}: ${JSON.stringify(read)}`);
          assert.deepEqual(Object.keys(read.input).length, fieldsOf(example));
        }
      }
    });

    test("go by /generate as well", () => {
      for (const example of examples) {
        const line = generateLine(definition, example, "en-US");
        const arranged = typedGenerate(line, definition);
        assert.ok(arranged.ok, `${line}: ${JSON.stringify(arranged)}`);
        const read = readOptions(definition, arranged.given);
        assert.ok(read.ok && Object.keys(read.input).length === fieldsOf(example), `${line}: ${JSON.stringify(read)}`);
      }
    });
  });
}

function fieldsOf(example: Example): number {
  return new Set(example.map(({ field }) => field)).size;
}
