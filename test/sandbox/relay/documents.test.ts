import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { LONG_MS, openRelay, readJson } from "./relay-fixture.ts";

const FOLDER = new URL("../../../../shared/relay-docs/", import.meta.url);
const present = existsSync(FOLDER);
const skip = present ? false : "the relay's documents are not beside this project (../shared/relay-docs)";

/** An escaped JSON text inside a document, as its `"value"` and `"data"` members are. */
function embedded(document: string, member: "value" | "data"): string[] {
  const found = document.matchAll(new RegExp(`"${member}":\\s*("(?:[^"\\\\]|\\\\.)*")`, "g"));
  return [...found].map(([, text = '""']) => String(JSON.parse(text)));
}

interface Example {
  readonly endpoint: string;
  readonly request: string;
  readonly answers: readonly Record<string, unknown>[];
}

/** The documents of single models: one request example each, and what it was answered. */
function readExamples(): Example[] {
  const documents = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER), "utf8"));
  return documents.flatMap((document) => {
    const endpoint = /^\/(fal-ai\/\S+)\nPOST /.exec(document)?.[1];
    const [request] = embedded(document, "value");
    if (endpoint === undefined || request === undefined) return [];
    return [{ endpoint, request, answers: embedded(document, "data").map((answer) => JSON.parse(answer)) }];
  });
}

test("each documented request, byte for byte, is answered with the documented members", { skip }, async (context) => {
  const { call } = await openRelay(context);
  const examples = readExamples();
  assert.equal(examples.length, 3);
  for (const { endpoint, request, answers } of examples) {
    const response = await call("POST", `/${endpoint}`, request);
    assert.equal(response.status, 200);
    const answer = await readJson(response);
    for (const documented of answers) {
      assert.deepEqual(Object.keys(answer), Object.keys(documented));
      const requestId = String(answer["request_id"]);
      const app = endpoint.split("/")[1];
      const expected = JSON.stringify(documented)
        .replaceAll(String(documented["request_id"]), requestId)
        .replaceAll("/fal-ai/flux-pro/", `/fal-ai/${app}/`);
      assert.deepEqual(answer, JSON.parse(expected));
    }
  }
});

test("the address that documents a flux-lora job under flux-pro is answered too, when asked for", {
  skip,
}, async (context) => {
  const { call } = await openRelay(context, { loraAnswersFluxPro: true });
  const example = readExamples().find(({ endpoint }) => endpoint === "fal-ai/flux-lora/inpainting");
  const documented = example?.answers[0];
  assert.ok(example && documented);
  const answer = await readJson(await call("POST", `/${example.endpoint}`, example.request));
  const expected = JSON.stringify(documented).replaceAll(
    String(documented["request_id"]),
    String(answer["request_id"]),
  );
  assert.deepEqual(answer, JSON.parse(expected));
});

test("each documented request ends in a picture of the documented shape", { skip }, async (context) => {
  const { finish } = await openRelay(context, { remotePictures: "draw" });
  for (const { endpoint, request } of readExamples()) {
    const response = await finish(endpoint, request);
    assert.equal(response.status, 200);
    const members = Object.keys(await readJson(response)).sort();
    assert.deepEqual(members, ["has_nsfw_concepts", "images", "prompt", "seed", "timings"]);
  }
});

test("the documented result of a composition has the sandbox's members, request and all", { skip }, async (context) => {
  const { submit, call, clock } = await openRelay(context, { remotePictures: "draw", repeatRequest: true });
  const document = readdirSync(FOLDER)
    .map((name) => readFileSync(new URL(name, FOLDER), "utf8"))
    .find((text) => text.includes("/requests/{request_id}"));
  const [data] = embedded(document ?? "", "data");
  const documented = JSON.parse(data ?? "{}");
  const path = await submit("fal-ai/flux-pro/kontext/max/multi", documented.request);
  clock.advance(LONG_MS);
  const result = await readJson(await call("GET", path.replace("flux-pro", "auto")));
  assert.deepEqual(Object.keys(result).sort(), Object.keys(documented).sort());
  for (const member of ["prompt", "request", "timings", "has_nsfw_concepts"]) {
    assert.deepEqual(result[member], documented[member]);
  }
  const [image, expected] = [Object(result["images"])[0], documented.images[0]];
  assert.deepEqual(Object.keys(image), Object.keys(expected));
  assert.equal(image.content_type, expected.content_type);
});

test("the tutorial's request, as its curl sends it, is taken", { skip }, async (context) => {
  const { call, relay } = await openRelay(context);
  const tutorial = readdirSync(FOLDER)
    .map((name) => readFileSync(new URL(name, FOLDER), "utf8"))
    .find((text) => text.includes("curl --request POST"));
  const body = /--data '(\{.*?\})'/s.exec(tutorial ?? "")?.[1];
  assert.ok(body);
  const response = await call("POST", "/fal-ai/flux-1/dev", body, { authorization: `Bearer ${relay.key}` });
  assert.equal(response.status, 200);
});
