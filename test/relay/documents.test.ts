import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { QueueRequest } from "../../src/relay/queue-request.ts";
import { clientOf, json, MemoryTraits, startScriptedRelay } from "./scripted-relay.ts";

const FOLDER = "../shared/relay-docs";
const skip = existsSync(FOLDER) ? false : `the relay's documents are not at ${FOLDER}`;

/** Every answer the documents show, byte for byte: as a block of its own, or as the string of an example's `data`. */
function documentedAnswers(): string[] {
  return globSync(`${FOLDER}/*.txt`)
    .sort()
    .flatMap((file) => jsonBlocks(readFileSync(file, "utf8")))
    .flatMap((block) => {
      const examples: unknown = JSON.parse(block);
      const list: { data?: unknown }[] = Array.isArray(examples) ? examples : [];
      return [block, ...list.flatMap(({ data }) => (typeof data === "string" ? [data] : []))];
    });
}

/** The JSON objects and lists that begin a line. */
function jsonBlocks(text: string): string[] {
  const blocks: string[] = [];
  for (const { index } of text.matchAll(/^[[{]/gm)) {
    for (
      let end = text.length;
      end > index;
      end = Math.max(text.lastIndexOf("}", end - 1), text.lastIndexOf("]", end - 1))
    ) {
      const block = text.slice(index, end === text.length ? end : end + 1);
      if (!isJson(block)) continue;
      blocks.push(block);
      break;
    }
  }
  return blocks;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Documented {
  readonly request_id?: string;
  readonly response_url?: string;
  readonly images?: readonly { readonly url: string; readonly width: number; readonly height: number }[];
  readonly video?: { readonly url: string; readonly file_name: string; readonly file_size: number };
  readonly seed?: number;
}

describe("the answers in the relay's documents", { skip }, () => {
  const answers =
    skip === false ? documentedAnswers().map((text) => ({ text, json: JSON.parse(text) as Documented })) : [];
  const submits = answers.filter(({ json }) => json.request_id !== undefined);
  const results = answers.filter(({ json }) => json.images !== undefined || json.video !== undefined);

  test("are all found", () => assert.deepEqual([submits.length, results.length], [5, 3]));

  for (const { text, json: documented } of submits) {
    test(`a submit taken as ${documented.response_url}`, async (t) => {
      const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, text));
      const outcome = await clientOf(t, relay.url).submit("fal-ai/flux-lora/inpainting", { prompt: "x" });
      const path = documented.response_url?.replace("https://queue.fal.run", "");
      assert.deepEqual(outcome, {
        ok: true,
        value: {
          requestId: documented.request_id,
          responsePath: path,
          statusPath: `${path}/status`,
          cancelPath: `${path}/cancel`,
        },
      });
    });
  }

  for (const { text, json: documented } of results) {
    const title = documented.video === undefined ? `an image result with seed ${documented.seed}` : "a video result";
    test(title, async (t) => {
      const relay = await startScriptedRelay(t, (_received, response) => json(response, 200, text));
      const traits = new MemoryTraits({ hasStatus: false, app: "answered" });
      const request: QueueRequest = { requestId: "id", statusPath: null, responsePath: null, cancelPath: null };
      const outcome = await clientOf(t, relay.url, { traits }).progress("fal-ai/flux-1/dev", request);
      assert.ok(outcome.ok && outcome.value.phase === "finished");
      const { media, seed } = outcome.value.result;
      assert.equal(seed, documented.seed === undefined ? null : String(documented.seed));
      assert.deepEqual(
        media.map(({ kind, url, width, fileName, bytes }) => ({ kind, url, width, fileName, bytes })),
        [
          ...(documented.images ?? []).map(({ url, width }) => ({
            kind: "image",
            url,
            width,
            fileName: null,
            bytes: null,
          })),
          ...(documented.video === undefined
            ? []
            : [{ kind: "video", url: documented.video.url, width: null, fileName: "output.mp4", bytes: 946_834 }]),
        ],
      );
    });
  }
});
