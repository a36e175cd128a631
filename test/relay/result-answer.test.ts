import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { readErrorBody } from "../../src/relay/error-body.ts";
import { readJson } from "../../src/relay/json.ts";
import { readResult, readResultAnswer } from "../../src/relay/result-answer.ts";
import { readStatus } from "../../src/relay/status-answer.ts";
import { readSubmitted } from "../../src/relay/submit-answer.ts";

const ORIGIN = "https://relay.example";
const media = (json: unknown) => readResult(json, ORIGIN)?.media.map(({ kind, url }) => [kind, url]);

describe("an output's files", () => {
  test("of a picture model come with their sizes and types, in order", () => {
    const result = readResult(
      {
        images: [
          { url: "https://v3.fal.media/a.png", width: 1024, height: 768, content_type: "image/png" },
          { url: "https://v3.fal.media/b.png", width: "1024", height: -1, file_name: "b.png", file_size: 12 },
        ],
        seed: 920_212_137,
        has_nsfw_concepts: [false, true],
        prompt: "a cat",
        timings: { inference: 1.25 },
      },
      ORIGIN,
    );
    assert.deepEqual(result, {
      media: [
        {
          kind: "image",
          url: "https://v3.fal.media/a.png",
          width: 1024,
          height: 768,
          contentType: "image/png",
          fileName: null,
          bytes: null,
        },
        {
          kind: "image",
          url: "https://v3.fal.media/b.png",
          width: null,
          height: null,
          contentType: null,
          fileName: "b.png",
          bytes: 12,
        },
      ],
      text: null,
      seed: "920212137",
      nsfw: [false, true],
      inferenceSeconds: 1.25,
    });
  });

  const shapes: readonly [string, unknown, unknown][] = [
    ["a single image", { image: { url: "https://a.example/x" } }, [["image", "https://a.example/x"]]],
    [
      "a video",
      { video: { url: "https://a.example/o.mp4", content_type: "video/mp4" } },
      [["video", "https://a.example/o.mp4"]],
    ],
    ["an audio file", { audio: { url: "https://a.example/o" } }, [["audio", "https://a.example/o"]]],
    [
      "a content type over a field's name",
      { image: { url: "https://a.example/o", content_type: "video/webm" } },
      [["video", "https://a.example/o"]],
    ],
    [
      "addresses as bare strings",
      { output: ["https://a.example/1.webp?sig=1"] },
      [["image", "https://a.example/1.webp?sig=1"]],
    ],
    [
      "an unknown nested shape",
      { data: { items: [{ mesh: { url: "https://a.example/m.glb" } }] } },
      [["file", "https://a.example/m.glb"]],
    ],
    [
      "a picture inside the answer",
      { images: [{ url: "data:image/png;base64,AAAA" }] },
      [["image", "data:image/png;base64,AAAA"]],
    ],
    ["a path at the relay's own host", { images: [{ url: "/files/a.png" }] }, [["image", `${ORIGIN}/files/a.png`]]],
    ["an empty list, which is an output all the same", { images: [] }, []],
    [
      "not what was put in",
      { images: [], request: { image_url: "https://a.example/in.png" }, prompt: "https://a.example/p.png" },
      [],
    ],
    ["nothing where there is no output", { status: "COMPLETED", response_url: "https://a.example/r" }, undefined],
    ["nothing in an error", { error: { message: "x", url: "https://docs.example/errors" } }, undefined],
    ["no address with spaces", { text: "https://a.example and more" }, []],
  ];
  for (const [title, json, expected] of shapes) {
    test(`are found: ${title}`, () => assert.deepEqual(media(json), expected));
  }

  test("of a text model are none, and the text stands", () => {
    assert.equal(readResult({ output: "a description" }, ORIGIN)?.text, "a description");
    assert.equal(readResult({ text: "words" }, ORIGIN)?.text, "words");
  });
});

test("a seed keeps all its digits", () => {
  const seedOf = (text: string) => readResult(readJson(text), ORIGIN)?.seed;
  assert.equal(seedOf('{"images":[],"seed":18446744073709551615}'), "18446744073709551615");
  assert.equal(seedOf('{"images":[],"seed":2841475369}'), "2841475369");
  assert.equal(seedOf('{"images":[],"seed":"42"}'), "42");
  assert.equal(seedOf('{"images":[],"seed":1.5}'), null);
  assert.equal(seedOf('{"images":[]}'), null);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n }), (seed) => {
      assert.equal(seedOf(`{"images":[],"seed":${seed}}`), seed.toString());
    }),
  );
});

describe("whatever a relay answers", () => {
  const readers: readonly [string, (json: unknown) => unknown][] = [
    ["a result", (json) => readResult(json, ORIGIN)],
    ["a status", (json) => readStatus(json, "k-123456")],
    ["a submit", (json) => readSubmitted(json, "fal-ai/flux-1/dev", { origin: ORIGIN, prefix: "" })],
    ["an error", readErrorBody],
  ];
  const names =
    "images image url width seed status request_id response_url detail loc msg ctx error code logs metrics text output";
  const key = fc.oneof(fc.constantFrom(...names.split(" "), "__proto__"), fc.string());
  const leaf = fc.oneof(
    fc.constantFrom(
      "IN_QUEUE",
      "COMPLETED",
      "https://a.example/x.png",
      "//a",
      "http://[",
      "data:,x",
      -1,
      Number.MAX_VALUE,
      2 ** 60,
    ),
    fc.jsonValue({ maxDepth: 0 }),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie("json"), { maxLength: 4 }),
      fc.dictionary(key, tie("json"), { maxKeys: 5 }),
    ),
  }));

  for (const [title, read] of readers) {
    test(`is read as ${title} or as nothing, and never throws`, () => {
      fc.assert(fc.property(json, (value) => void read(readJson(JSON.stringify(value)))));
    });
  }

  test("ends in an outcome, as text of any kind", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json.map((value) => JSON.stringify(value)),
        ),
        fc.integer({ min: 200, max: 599 }),
        (text, status) => {
          const outcome = readResultAnswer(
            { status, headers: {}, text: text ?? "" },
            { call: "read", key: "k-123456", now: 0 },
            ORIGIN,
          );
          assert.equal(typeof outcome.ok, "boolean");
          if (!outcome.ok) assert.equal(outcome.error.taken, "maybe");
        },
      ),
    );
  });

  test("may be nested more deeply than the stack reaches", () => {
    const deep = `${'{"a":['.repeat(200_000)}${"]}".repeat(200_000)}`;
    const outcome = readResultAnswer(
      { status: 200, headers: {}, text: deep },
      { call: "read", key: "k-123456", now: 0 },
      ORIGIN,
    );
    assert.equal(!outcome.ok && outcome.error.kind, "unreadable");
  });

  test("only names files that can be fetched", () => {
    fc.assert(
      fc.property(json, (value) => {
        for (const { url } of readResult(readJson(JSON.stringify(value)), ORIGIN)?.media ?? []) {
          assert.match(url, /^(https?:\/\/|data:)/i);
          assert.ok(URL.canParse(url));
        }
      }),
    );
  });
});
