import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { imageUrls, LONG_MS, openRelay, readJson, withCalls } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";
const PROCESS = new URL("./relay-process.ts", import.meta.url).pathname;

test("after a restart, what ran runs again, what waited waits, and what was done can still be read", async (context) => {
  const directory = await mkdtemp(join(tmpdir(), "relay-restart-"));
  context.after(() => rm(directory, { recursive: true }));
  const clock = new FakeClock();
  const open = async () => {
    const store = openStore(join(directory, "relay.sqlite"));
    const filesDirectory = join(directory, "files");
    const relay = await startRelay({ port: 0, clock, store, filesDirectory, settings: { workers: 1 } });
    const stop = async () => {
      await relay.stop();
      store.close();
    };
    return { ...withCalls(relay, clock), stop };
  };
  const before = await open();
  const done = await before.submit(DEV, { prompt: "done", image_size: "square" });
  clock.advance(LONG_MS);
  assert.equal((await before.call("GET", done)).status, 200);
  const running = await before.submit(DEV, { prompt: "running", image_size: "square" });
  const waiting = await before.submit(DEV, { prompt: "waiting", image_size: "square" });
  clock.advance(1000);
  await before.stop();
  assert.equal(clock.pending, 0);

  const after = await open();
  context.after(() => after.stop());
  const words = async () => {
    const answers = await Promise.all([done, running, waiting].map((path) => after.call("GET", `${path}/status`)));
    return Promise.all(answers.map(async (answer) => (await readJson(answer))["status"]));
  };
  assert.deepEqual(await words(), ["COMPLETED", "IN_PROGRESS", "IN_QUEUE"]);
  const [url = ""] = imageUrls(await readJson(await after.call("GET", done)));
  assert.ok(url.startsWith(after.relay.url));
  assert.equal((await fetch(url)).status, 200);
  assert.deepEqual([after.relay.ledger().accepted, after.relay.ledger().charged], [3, 1]);
  clock.advance(LONG_MS);
  assert.deepEqual(await words(), ["COMPLETED", "COMPLETED", "COMPLETED"]);
  assert.deepEqual([after.relay.ledger().accepted, after.relay.ledger().charged], [3, 3]);
});

test("a relay that is killed right after a submit has not forgotten it", async (context) => {
  const directory = await mkdtemp(join(tmpdir(), "relay-killed-"));
  context.after(() => rm(directory, { recursive: true }));
  const start = async () => {
    const child = spawn(process.execPath, [PROCESS, directory], { stdio: ["ignore", "pipe", "inherit"] });
    context.after(() => child.kill("SIGKILL"));
    const [line] = await once(createInterface(child.stdout), "line");
    const { url, key }: { url: string; key: string } = JSON.parse(String(line));
    const headers = { authorization: `Bearer ${key}` };
    return {
      child,
      url,
      call: (method: string, path: string, body?: string) =>
        fetch(url + path, { method, headers, ...(body ? { body } : {}) }),
    };
  };
  const first = await start();
  const submitted = await readJson(await first.call("POST", `/${DEV}`, '{"prompt":"a boat"}'));
  const exited = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await exited;

  const second = await start();
  const path = new URL(String(submitted["response_url"])).pathname;
  const stream = await second.call("GET", `${path}/status/stream`);
  assert.match(await stream.text(), /"status":"COMPLETED"/);
  assert.equal((await second.call("GET", path)).status, 200);
  const ledger = await readJson(await second.call("GET", "/sandbox/ledger"));
  assert.deepEqual([ledger["accepted"], ledger["charged"]], [1, 1]);
});

test("a port that is taken rejects with the error of listen", async (context) => {
  const { relay, clock } = await openRelay(context);
  const store = openStore();
  context.after(() => store.close());
  const filesDirectory = await mkdtemp(join(tmpdir(), "relay-port-"));
  context.after(() => rm(filesDirectory, { recursive: true }));
  const port = Number(new URL(relay.url).port);
  await assert.rejects(startRelay({ port, clock, store, filesDirectory }), { code: "EADDRINUSE" });
});
