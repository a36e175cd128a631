import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Fixture, openRelay, withCalls } from "./relay-fixture.ts";

const SCHNELL = "fal-ai/flux-1/schnell";

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Somebody to be called, who answers with the statuses given, then with 200. */
async function listen(t: TestContext, statuses: number[] = []) {
  const heard: Heard[] = [];
  const server = createServer(async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(Buffer.from(part));
    heard.push({ headers: incoming.headers, body: Buffer.concat(parts) });
    response.writeHead(statuses.shift() ?? 200).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return { heard, url: `http://127.0.0.1:${address.port}/hook?of=me` };
}

/** Lets what is drawn and sent in real time go on until it is there. */
async function until(check: () => boolean): Promise<void> {
  while (!check()) await setTimeout(5);
}

async function finishCalling(fixture: Fixture, url: string, body: object = { prompt: "a boat" }): Promise<string> {
  const path = await fixture.submit(`${SCHNELL}?fal_webhook=${encodeURIComponent(url)}`, body);
  fixture.clock.advance(10_000);
  await until(() => fixture.relay.taken().every(({ finishedAt }) => finishedAt !== undefined));
  fixture.clock.advance(0);
  return path.split("/").at(-1) ?? "";
}

/** What fal's page tells a receiver to check. */
async function isSigned({ relay, clock }: Fixture, { headers, body }: Heard): Promise<boolean> {
  const [id, user, time, signature] = ["request-id", "user-id", "timestamp", "signature"].map((name) =>
    String(headers[`x-fal-webhook-${name}`]),
  );
  const { keys } = (await (await fetch(`${relay.url}/.well-known/jwks.json`)).json()) as { keys: { x: string }[] };
  const [jwk] = keys;
  assert.ok(jwk);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: jwk.x }, format: "jwk" });
  const message = [id, user, time, createHash("sha256").update(body).digest("hex")].join("\n");
  const fresh = Math.abs(clock.now() / 1000 - Number(time)) < 300;
  return fresh && verify(null, Buffer.from(message), key, Buffer.from(signature ?? "", "hex"));
}

test("a request's webhook is called with its result when it is over, signed with the key that is told", async (t) => {
  const fixture = await openRelay(t);
  const { heard, url } = await listen(t);
  const requestId = await finishCalling(fixture, url);
  await until(() => heard.length === 1);
  const [call] = heard;
  assert.ok(call);
  assert.equal(await isSigned(fixture, call), true);
  const { payload, ...told } = JSON.parse(call.body.toString());
  assert.deepEqual(told, { request_id: requestId, gateway_request_id: requestId, status: "OK" });
  assert.equal(payload.images.length, 1);
  assert.ok(call.body.toString().includes(fixture.relay.taken()[0]?.seed ?? "no seed"), "no digit is lost");
});

test("what went wrong is called as an error, with the result's own explanation", async (t) => {
  const fixture = await openRelay(t);
  const { heard, url } = await listen(t);
  await finishCalling(fixture, url, { prompt: "a boat", num_images: 99 });
  await until(() => heard.length === 1);
  const { status, error, payload } = JSON.parse(heard[0]?.body.toString() ?? "");
  assert.deepEqual([status, error, payload.detail[0].type], ["ERROR", "Invalid status code: 422", "less_than_equal"]);
});

test("a call that is not taken is made again, ten times within two hours", async (t) => {
  const fixture = await openRelay(t);
  const { heard, url } = await listen(t, Array(20).fill(500));
  await finishCalling(fixture, url);
  const from = fixture.clock.now();
  for (let calls = 1; calls <= 11; calls += 1) {
    await until(() => fixture.relay.calls().length === calls);
    if (calls < 11) fixture.clock.advance(7_000 * 2 ** (calls - 1));
  }
  assert.ok(fixture.clock.now() - from <= 2 * 3_600_000);
  fixture.clock.advance(24 * 3_600_000);
  assert.equal(heard.length, 11);
});

for (const [webhooks, signed] of [
  ["unsigned", false],
  ["forged", false],
  ["stale", false],
] as const) {
  test(`with webhooks "${webhooks}" the signature does not hold`, async (t) => {
    const fixture = await openRelay(t, { webhooks });
    const { heard, url } = await listen(t);
    await finishCalling(fixture, url);
    await until(() => heard.length === 1);
    assert.ok(heard[0]);
    assert.equal(await isSigned(fixture, heard[0]), signed);
    assert.equal(heard[0].headers["x-fal-webhook-signature"] === undefined, webhooks === "unsigned");
  });
}

test("calls can come late, several times over, or never", async (t) => {
  const fixture = await openRelay(t, { webhookDelayMs: 60_000, webhookCopies: 2 });
  const { heard, url } = await listen(t);
  await finishCalling(fixture, url);
  assert.equal(heard.length, 0);
  fixture.clock.advance(60_000);
  await until(() => heard.length === 2);
});

test("a relay that never calls does not", async (t) => {
  const fixture = await openRelay(t, { webhooks: "never" });
  const { heard, url } = await listen(t);
  await finishCalling(fixture, url);
  fixture.clock.advance(3_600_000);
  assert.deepEqual([heard, fixture.relay.calls()], [[], []]);
});

test("a call that a stop cut off is made after the next start", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "relay-files-"));
  const [clock, store] = [new FakeClock(), openStore()];
  const start = () => startRelay({ port: 0, clock, store, filesDirectory: directory });
  const { heard, url } = await listen(t);
  const before = await start();
  before.settings.update({ webhookDelayMs: 60_000 });
  await finishCalling(withCalls(before, clock), url);
  await before.stop();
  clock.advance(60_000);
  const after = await start();
  t.after(async () => {
    await after.stop();
    store.close();
    await rm(directory, { recursive: true });
  });
  clock.advance(0);
  await until(() => heard.length === 1);
});
