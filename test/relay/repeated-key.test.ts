import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { QueueStatus } from "../../src/relay/progress.ts";
import {
  clientOf,
  ENDPOINT,
  json,
  KEY,
  MemoryTraits,
  REQUEST,
  type Script,
  startScriptedRelay,
} from "./scripted-relay.ts";

const RUNNING = { status: "IN_PROGRESS", logs: [{ message: `loading with ${KEY}` }] };
const FAILED = { status: "COMPLETED", error: `no model for ${KEY}`, error_type: `refused ${KEY}` };
const FAILED_WITH_OBJECT = { status: "COMPLETED", error: { message: `no model for ${KEY}`, type: `refused ${KEY}` } };

/** A status wherever it is asked for: as an answer, as an event, in the place of the result. */
function always(body: object): Script {
  return ({ path }, response) => {
    if (!path.includes("/stream")) return json(response, 200, body);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`data: ${JSON.stringify(body)}\n\n`);
  };
}

describe("a relay that repeats the key where it tells of a request", () => {
  for (const body of [RUNNING, FAILED, FAILED_WITH_OBJECT]) {
    test(`has it taken out of all that people may read: ${JSON.stringify(body)}`, async (t) => {
      const relay = await startScriptedRelay(t, always(body));
      const client = clientOf(t, relay.url);
      const traits = new MemoryTraits({ hasStatus: false, app: "answered" });
      const heard: QueueStatus[] = [];
      await client.watch(ENDPOINT, REQUEST, (status) => void heard.push(status), new AbortController().signal);
      const told = {
        status: await client.progress(ENDPOINT, REQUEST),
        result: await clientOf(t, relay.url, { traits }).progress(ENDPOINT, REQUEST),
        heard,
      };
      for (const [where, what] of Object.entries(told)) {
        const text = JSON.stringify(what);
        assert.ok(text.includes("[key]"), `${where} tells it: ${text}`);
        assert.ok(!text.includes(KEY), `${where} repeats the key: ${text}`);
      }
    });
  }
});
