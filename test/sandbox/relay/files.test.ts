import assert from "node:assert/strict";
import { test } from "node:test";
import { imageUrls, LONG_MS, openRelay, readJson } from "./relay-fixture.ts";

const DEV = "fal-ai/flux-1/dev";
const BODY = { prompt: "a boat", image_size: "square" };
const HOUR_MS = 3_600_000;

test("files need no key and expire after their time", async (context) => {
  const { submit, call, clock } = await openRelay(context, { speed: 1e6 });
  const path = await submit(DEV, BODY);
  clock.advance(0);
  const [url = ""] = imageUrls(await readJson(await call("GET", path)));
  clock.advance(HOUR_MS - 1);
  assert.equal((await fetch(url)).status, 200);
  clock.advance(1);
  assert.equal((await fetch(url)).status, 404);
  assert.equal((await call("GET", path)).status, 200);
});

test("expired files can be 410 instead", async (context) => {
  const { finish, clock } = await openRelay(context, { expiredFileStatus: 410, fileLifeMs: LONG_MS });
  const [url = ""] = imageUrls(await readJson(await finish(DEV, BODY)));
  clock.advance(LONG_MS);
  assert.equal((await fetch(url)).status, 410);
});

test("a submit can ask for files that live shorter", async (context) => {
  const { submit, call, clock } = await openRelay(context, { speed: 1e6 });
  const preference = JSON.stringify({ expiration_duration_seconds: 60 });
  const path = await submit(DEV, BODY, { "x-fal-object-lifecycle-preference": preference });
  clock.advance(0);
  const [url = ""] = imageUrls(await readJson(await call("GET", path)));
  assert.equal((await fetch(url)).status, 200);
  clock.advance(60_000);
  assert.equal((await fetch(url)).status, 404);
});

test("no other file of the machine can be read", async (context) => {
  const { relay } = await openRelay(context);
  for (const path of [
    "/files/none/none.png",
    "/files/..%2f..%2fetc%2fhostname",
    "/files/",
    "/files/%2e%2e/%2e%2e/etc/hostname",
  ]) {
    assert.ok([401, 404].includes((await fetch(relay.url + path)).status), path);
  }
});
