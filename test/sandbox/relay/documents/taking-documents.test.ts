import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startRelay } from "../../../../sandbox/relay/start.ts";
import { openStore } from "../../../../sandbox/store.ts";
import { FakeClock } from "../../../support/fake-clock.ts";
import { LONG_MS, openRelay, readJson, withCalls } from "../relay-fixture.ts";
import { EDITING, openApi, SPEECH } from "./documents-by-hand.ts";

const TALKER = "fal-ai/talker/tts";

/** A relay that can be stopped and started on the same folder, with a folder for documents. */
async function openWithDirectory(context: TestContext) {
  const directory = await mkdtemp(join(tmpdir(), "relay-models-"));
  context.after(() => rm(directory, { recursive: true }));
  const modelsDirectory = join(directory, "models");
  const clock = new FakeClock();
  let running: { stop(): Promise<void> } | undefined;
  const start = async () => {
    const store = openStore(join(directory, "relay.db"));
    const filesDirectory = join(directory, "files");
    const relay = await startRelay({ port: 0, clock, store, filesDirectory, modelsDirectory });
    const stop = async () => {
      await relay.stop();
      store.close();
    };
    running = { stop };
    return { ...withCalls(relay, clock), stop };
  };
  context.after(() => running?.stop());
  return { start, modelsDirectory, clock };
}

test("documents put into the directory are served, new and changed ones without a restart", async (context) => {
  const { start, modelsDirectory } = await openWithDirectory(context);
  const { call } = await start();
  assert.equal((await call("POST", `/${TALKER}`, { text: "hello" })).status, 404);
  await mkdir(modelsDirectory);
  await writeFile(join(modelsDirectory, "talker.openapi.json"), JSON.stringify(SPEECH));
  await writeFile(join(modelsDirectory, "broken.openapi.json"), "{");
  await writeFile(join(modelsDirectory, "retouch.json"), JSON.stringify(EDITING));
  assert.equal((await call("POST", `/${TALKER}`, { text: "hello" })).status, 200);
  assert.equal((await call("POST", "/fal-ai/retouch/edit", { prompt: "a" })).status, 404);
  await call("POST", "/sandbox/settings", { schemaErrors: "submit" });
  const input = { type: "object", required: ["tone"], properties: { tone: { enum: ["warm"] } } };
  const changed = openApi(TALKER, "text-to-speech", input, { type: "object", properties: {} });
  await writeFile(join(modelsDirectory, "talker.openapi.json"), JSON.stringify(changed));
  const refused = await readJson(await call("POST", `/${TALKER}`, { tone: "cold" }));
  assert.match(JSON.stringify(refused), /"loc":\["body","tone"\].*"type":"one_of"/);
});

test("a path that no document names is told apart from an app nobody knows", async (context) => {
  const { call } = await openRelay(context);
  await call("POST", "/sandbox/models", SPEECH);
  const path = await readJson(await call("POST", "/fal-ai/talker/sing", {}));
  assert.deepEqual(path, { detail: "Path /sing not found" });
  const app = await readJson(await call("POST", "/other/talker/tts", {}));
  assert.deepEqual(app, { detail: "Application 'talker' not found" });
});

test("documents sent to the admin surface are listed, and outlast a restart with what waits for them", async (context) => {
  const { start, clock } = await openWithDirectory(context);
  const before = await start();
  const catalogue = { models: [{ endpoint_id: TALKER, metadata: {}, openapi: SPEECH }, EDITING, { endpoint_id: "x" }] };
  const sent = await before.call("POST", "/sandbox/models", catalogue);
  assert.deepEqual([sent.status, await readJson(sent)], [201, { added: [TALKER, "fal-ai/retouch/edit"] }]);
  const path = await before.submit(TALKER, { text: "hello" });
  await before.stop();

  const after = await start();
  const listed: unknown = await (await after.call("GET", "/sandbox/models")).json();
  assert.ok(Array.isArray(listed) && listed.includes(TALKER) && listed.includes("fal-ai/flux-1/dev"));
  clock.advance(LONG_MS);
  assert.equal((await after.call("GET", path)).status, 200);
});

test("what is no document is refused, and a document of a model the sandbox has itself changes nothing", async (context) => {
  const { call, finish } = await openRelay(context);
  for (const body of ["{", [], {}, { models: [] }, { openapi: { error: { code: "expansion_failed" } } }]) {
    assert.equal((await call("POST", "/sandbox/models", body)).status, 400);
  }
  const empty = openApi("fal-ai/flux-1/dev", "text-to-image", { type: "object" }, { type: "object" });
  await call("POST", "/sandbox/models", empty);
  assert.equal((await finish("fal-ai/flux-1/dev", {})).status, 422);
});
