import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import * as z from "zod";
import { optionName, slotsOf } from "../../src/commands/model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../../src/commands/model-option-types.ts";
import { readOptions } from "../../src/commands/model-options.ts";
import type { GivenOption } from "../../src/interaction.ts";
import { relayBody } from "../../src/models/body.ts";
import type { Field } from "../../src/models/definition.ts";
import { modelByEndpoint } from "../models/built-in.ts";

/** The relay's own documents stand beside the project, not in it. */
const DOCUMENTS = new URL("../../../shared/relay-docs/", import.meta.url);
const skip = existsSync(DOCUMENTS) ? false : "../shared/relay-docs is not here";

type Body = Record<string, unknown>;

/** The example bodies by endpoint id: a document begins with its path and has the body as JSON inside JSON. */
function documentedBodies(): [endpoint: string, body: Body][] {
  return readdirSync(DOCUMENTS).flatMap((file): [string, Body][] => {
    const text = readFileSync(new URL(file, DOCUMENTS), "utf8");
    const endpoint = /^\/(\S+)/.exec(text)?.[1];
    const quoted = /"value": ("\{(?:[^"\\]|\\.)*\}")/.exec(text)?.[1];
    if (endpoint === undefined || quoted === undefined) return [];
    return [[endpoint, z.record(z.string(), z.unknown()).parse(JSON.parse(z.string().parse(JSON.parse(quoted))))]];
  });
}

/** The options a member gives to ask for a field's value in a body; pictures by their addresses. */
function optionsFor(field: Field, body: Body): [name: string, option: GivenOption][] {
  const value = body[field.path];
  if (value === undefined) return [];
  const slot = slotsOf(field).find(({ part }) => part !== "file");
  assert.ok(slot);
  const said = z.union([z.string(), z.number(), z.boolean()]).parse(Array.isArray(value) ? value.join(" ") : value);
  return [[optionName(slot), { type: OPTION_TYPE_NUMBERS[slot.type], value: said }]];
}

suite("the relay's documented examples", { skip }, () => {
  const documented = skip ? [] : documentedBodies();

  test("are three bodies", () => assert.equal(documented.length, 3));

  for (const [endpoint, body] of documented) {
    test(`${endpoint}: a command with the example's values makes the example's body`, () => {
      const definition = modelByEndpoint(endpoint);
      assert.ok(definition);
      const given = Object.fromEntries(definition.fields.flatMap((field) => optionsFor(field, body)));
      const read = readOptions(definition, given);
      assert.ok(read.ok, JSON.stringify(read));
      assert.deepEqual(
        relayBody(definition, read.input, (image) => ("url" in image ? image.url : image.source)),
        body,
      );
    });
  }
});
