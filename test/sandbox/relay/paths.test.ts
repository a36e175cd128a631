import assert from "node:assert/strict";
import { test } from "node:test";
import { LONG_MS, openRelay, readJson } from "./relay-fixture.ts";

const PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";

test("every model's request lives under its app, not under the whole endpoint id", async (context) => {
  const { submit, call } = await openRelay(context, { workers: 0 });
  const apps = {
    "fal-ai/flux-1/dev": "flux-1",
    "fal-ai/flux-1/dev/image-to-image": "flux-1",
    "fal-ai/flux-1/dev/redux": "flux-1",
    "fal-ai/flux-1/schnell": "flux-1",
    "fal-ai/flux-1/schnell/redux": "flux-1",
    "fal-ai/flux-pro/kontext": "flux-pro",
    "fal-ai/flux-pro/kontext/max": "flux-pro",
    "fal-ai/flux-pro/kontext/multi": "flux-pro",
    "fal-ai/flux-pro/kontext/max/multi": "flux-pro",
    "fal-ai/flux-pro/kontext/text-to-image": "flux-pro",
    "fal-ai/flux-pro/kontext/max/text-to-image": "flux-pro",
    "fal-ai/flux-lora/inpainting": "flux-lora",
  };
  for (const [endpoint, app] of Object.entries(apps)) {
    const path = await submit(endpoint, { prompt: "a boat", image_url: PICTURE });
    assert.match(path, new RegExp(`^/fal-ai/${app}/requests/[0-9a-f-]{36}$`));
    assert.equal((await call("GET", `${path}/status`)).status, 202);
  }
});

test("a request is found under the answered app and under auto, and nowhere else", async (context) => {
  const { submit, call } = await openRelay(context);
  const path = await submit("fal-ai/flux-1/dev", { prompt: "a boat" });
  const under = (app: string) => call("GET", `${path.replace("flux-1", app)}/status`);
  assert.equal((await under("auto")).status, 202);
  for (const app of ["flux-pro", "flux-1/dev"]) {
    const response = await under(app);
    assert.deepEqual([response.status, await readJson(response)], [404, { detail: "Request not found" }]);
  }
});

test("the settings decide what may stand for the app", async (context) => {
  const { submit, call, relay } = await openRelay(context);
  const path = await submit("fal-ai/flux-1/dev", { prompt: "a boat" });
  const found = async () => {
    const apps = ["flux-1", "auto", "anything"];
    const answers = await Promise.all(apps.map((app) => call("GET", `${path.replace("flux-1", app)}/status`)));
    return answers.map(({ status }) => status === 202);
  };
  relay.settings.update({ appInPath: "auto" });
  assert.deepEqual(await found(), [false, true, false]);
  relay.settings.update({ appInPath: "answered" });
  assert.deepEqual(await found(), [true, false, false]);
  relay.settings.update({ appInPath: "any" });
  assert.deepEqual(await found(), [true, true, true]);
});

test("a flux-lora request can be answered with a flux-pro path, as document 004 shows once", async (context) => {
  const { submit, call } = await openRelay(context, { loraAnswersFluxPro: true });
  const path = await submit("fal-ai/flux-lora/inpainting", { prompt: "a", image_url: PICTURE, mask_url: PICTURE });
  assert.match(path, /^\/fal-ai\/flux-pro\/requests\//);
  assert.equal((await call("GET", `${path}/status`)).status, 202);
  assert.equal((await call("GET", `${path.replace("flux-pro", "flux-lora")}/status`)).status, 404);
});

test("addresses can name the relay itself", async (context) => {
  const { call, relay } = await openRelay(context, { addresses: "own" });
  const body = await readJson(await call("POST", "/fal-ai/flux-1/dev", { prompt: "a boat" }));
  assert.ok(String(body["status_url"]).startsWith(`${relay.url}/fal-ai/flux-1/requests/`));
});

test("relays without a status or a cancel endpoint answer with 404 or 405, and the result stays", async (context) => {
  const { submit, call, clock, relay } = await openRelay(context, {
    statusEndpoint: "missing-404",
    cancelEndpoint: "missing-405",
  });
  const path = await submit("fal-ai/flux-1/dev", { prompt: "a boat" });
  assert.equal((await call("GET", `${path}/status`)).status, 404);
  assert.equal((await call("PUT", `${path}/cancel`)).status, 405);
  relay.settings.update({ statusEndpoint: "missing-405", cancelEndpoint: "missing-404" });
  assert.equal((await call("GET", `${path}/status`)).status, 405);
  assert.equal((await call("PUT", `${path}/cancel`)).status, 404);
  clock.advance(LONG_MS);
  assert.equal((await call("GET", path)).status, 200);
});

test("the readers of the queue can lag behind the submit", async (context) => {
  const { submit, call, clock } = await openRelay(context, { readLagMs: 300 });
  const path = await submit("fal-ai/flux-1/dev", { prompt: "a boat" });
  assert.equal((await call("GET", `${path}/status`)).status, 404);
  clock.advance(300);
  assert.equal((await call("GET", `${path}/status`)).status, 202);
});

test("unknown models, unknown paths of a known app and wrong methods are told apart", async (context) => {
  const { call } = await openRelay(context);
  const unknown = await call("POST", "/fal-ai/no-such-model", { prompt: "a" });
  assert.deepEqual(
    [unknown.status, await readJson(unknown)],
    [404, { detail: "Application 'no-such-model' not found" }],
  );
  const path = await call("POST", "/fal-ai/flux-1/no-such-path", { prompt: "a" });
  assert.deepEqual([path.status, await readJson(path)], [404, { detail: "Path /no-such-path not found" }]);
  assert.equal((await call("GET", "/fal-ai/flux-1/dev")).status, 405);
  assert.equal((await call("POST", "/fal-ai/flux-1/requests/some-request")).status, 405);
});

test("before the end, a result can be a status instead of fal's refusal", async (context) => {
  const { submit, call, relay } = await openRelay(context, { unfinishedResult: "status-200" });
  const path = await submit("fal-ai/flux-1/dev", { prompt: "a boat" });
  const response = await call("GET", path);
  assert.deepEqual([response.status, (await readJson(response))["status"]], [200, "IN_QUEUE"]);
  relay.settings.update({ unfinishedResult: "status-202" });
  assert.equal((await call("GET", path)).status, 202);
});
