import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import sharp from "sharp";
import { LONG_MS, openRelay, readJson } from "../relay-fixture.ts";
import { outOfBounds, properties, record, requiredNames, resolve, validInput, wrongTypes } from "./schema-input.ts";

const FILE = new URL("../../../../../shared/data/fal-openapi-text-to-image.json", import.meta.url);
const skip = existsSync(FILE) ? false : "the catalogue is not beside this project (../shared/data)";
/** Whose documents fal's catalogue itself could not give. */
const WITHOUT_DOCUMENT = 3;

interface Entry {
  readonly endpoint: string;
  readonly document: Record<string, unknown>;
  readonly input: Record<string, unknown>;
}

const catalogue: unknown = skip ? {} : JSON.parse(readFileSync(FILE, "utf8"));
const models: unknown = record(catalogue)["models"];
const entries: Entry[] = (Array.isArray(models) ? models : []).flatMap((model) => {
  const endpoint = String(record(model)["endpoint_id"]);
  const document = record(record(model)["openapi"]);
  const post = record(record(record(document["paths"])[`/${endpoint}`])["post"]);
  const schema = jsonSchema(post["requestBody"]);
  return schema === undefined ? [] : [{ endpoint, document, input: resolve(schema, document) }];
});

function jsonSchema(holder: unknown): unknown {
  return record(record(record(holder)["content"])["application/json"])["schema"];
}

/** A check of results by the document itself, untouched by the sandbox. */
function outputCheck({ endpoint, document }: Entry): (output: unknown) => string {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false });
  const path = record(record(document["paths"])[`/${endpoint}/requests/{request_id}`]);
  const schema = record(jsonSchema(record(record(record(path["get"])["responses"])["200"])));
  const schemas = record(record(document["components"])["schemas"]);
  // One document refers to schemas that it does not hold: those allow anything.
  const referred = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  const forgotten = Object.fromEntries([...referred].map(([, name = ""]) => [name, {}]));
  const validate = ajv.compile({ ...schema, components: { schemas: { ...forgotten, ...schemas } } });
  return (output) => (validate(output) ? "" : ajv.errorsText(validate.errors));
}

test("every model of a whole catalogue runs to a result that fits its own output schema", { skip }, async (context) => {
  const { relay, clock, call, submit } = await openRelay(context, { workers: 64, remotePictures: "draw" });
  const sent = await call("POST", "/sandbox/models", catalogue);
  const { added } = await readJson(sent);
  assert.ok(Array.isArray(added) && Array.isArray(models));
  assert.equal(added.length, models.length - WITHOUT_DOCUMENT);
  assert.deepEqual(
    added,
    entries.map(({ endpoint }) => endpoint),
  );
  const paths: string[] = [];
  for (const { endpoint, document, input } of entries) {
    paths.push(await submit(endpoint, validInput(input, document)));
  }
  // A third of them waits for a worker and starts when the first are done.
  for (let round = 0; round < 6; round += 1) clock.advance(LONG_MS);
  for (const [index, entry] of entries.entries()) {
    const answer = await call("GET", paths[index] ?? "");
    const result = await readJson(answer);
    assert.equal(answer.status, 200, `${entry.endpoint}: ${JSON.stringify(result)}`);
    assert.equal(outputCheck(entry)(result), "", entry.endpoint);
    await seePictures(entry, result);
  }
  assert.equal(relay.ledger().charged, entries.length);
});

/** Every picture is there, and as large as its result says. */
async function seePictures({ endpoint }: Entry, result: Record<string, unknown>): Promise<void> {
  const images: unknown = result["images"] ?? [result["image"]];
  assert.ok(Array.isArray(images) && images.length > 0, `${endpoint}: no pictures`);
  for (const image of images) {
    const { url, width, height } = record(image);
    const file = await fetch(String(url));
    const seen = await sharp(await file.arrayBuffer()).metadata();
    assert.equal(file.headers.get("content-type"), `image/${seen.format}`, endpoint);
    if (width !== undefined) assert.deepEqual([seen.width, seen.height], [width, height], endpoint);
  }
}

test("every model of a whole catalogue refuses what its schema refuses, naming each field", {
  skip,
}, async (context) => {
  const { call } = await openRelay(context, { schemaErrors: "submit" });
  await call("POST", "/sandbox/models", catalogue);
  const faults = async (endpoint: string, body: unknown): Promise<string[]> => {
    const answer = await call("POST", `/${endpoint}`, body);
    if (answer.status === 200) return [];
    assert.equal(answer.status, 422, endpoint);
    const { detail } = await readJson(answer);
    assert.ok(Array.isArray(detail));
    return [...new Set(detail.map(({ loc, type }) => `${loc[1]} ${type}`))];
  };
  let bounds = 0;
  for (const { endpoint, document, input } of entries) {
    const missing = await faults(endpoint, {});
    const required = requiredNames(input).map((name) => `${name} missing`);
    assert.deepEqual(missing.sort(), required.sort(), endpoint);

    const wrong = wrongTypes(input, document);
    assert.ok(Object.keys(wrong).length >= properties(input).length - 3, `${endpoint}: ${Object.keys(wrong)}`);
    const named = (await faults(endpoint, wrong)).filter((fault) => !fault.endsWith(" missing"));
    for (const name of Object.keys(wrong)) {
      assert.ok(
        named.some((fault) => fault.startsWith(`${name} `)),
        `${endpoint} ${name}: ${named}`,
      );
    }

    const beyond = outOfBounds(input, document);
    bounds += Object.keys(beyond).length;
    const told = await faults(endpoint, { ...record(validInput(input, document)), ...beyond });
    const expected = Object.keys(beyond).sort();
    const beyondTold = told.filter((fault) => !fault.endsWith(" multiple_of"));
    assert.deepEqual(beyondTold.map((fault) => fault.split(" ")[0]).sort(), expected, `${endpoint}: ${told}`);
    assert.ok(
      beyondTold.every((fault) => /(less|greater)_than_equal$/.test(fault)),
      `${endpoint}: ${told}`,
    );
  }
  assert.ok(bounds > 300, `${bounds}`);
});
