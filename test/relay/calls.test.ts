import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { CallAddresses } from "../../src/relay/calls/call-address.ts";
import { startCallReceiver } from "../../src/relay/calls/call-receiver.ts";
import { SigningKeys } from "../../src/relay/calls/signing-keys.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { jobId } from "../support/job-rows.ts";
import { json, MemoryTraits, startScriptedRelay } from "./scripted-relay.ts";

const JOB = jobId(7);
const BODY = JSON.stringify({ request_id: "r-1", status: "OK", payload: {} });
const DAY_MS = 24 * 60 * 60_000;

const pair = () => generateKeyPairSync("ed25519");
const keySet = (...keys: KeyObject[]) => ({ keys: keys.map((key) => key.export({ format: "jwk" })) });

/** Where calls come in, with a key set that is served next door. */
async function openReceiver(t: TestContext) {
  const clock = new FakeClock();
  const traits = new MemoryTraits();
  const own = pair();
  const served = { keys: keySet(own.publicKey) as object, status: 200 };
  const keyServer = await startScriptedRelay(t, (_received, response) => json(response, served.status, served.keys));
  const keys = new SigningKeys(keyServer.url, clock);
  const heard: [string, string | null][] = [];
  const refused: string[] = [];
  const addresses = new CallAddresses("https://bot.example/easel", "a-secret");
  const receiver = await startCallReceiver({
    port: 0,
    addresses,
    keys,
    traits,
    clock,
    called: async (job, requestId) => void heard.push([job, requestId]),
    refused: (why) => void refused.push(why),
  });
  t.after(async () => {
    await receiver.stop();
    await keys.close();
  });
  const origin = `http://127.0.0.1:${receiver.port}`;
  const path = new URL(addresses.of(JOB)).pathname;
  const call = (body = BODY, headers: Record<string, string> = {}, at = path) =>
    fetch(origin + at, { method: "POST", body, headers }).then(({ status }) => status);
  const signed = (changes: { by?: KeyObject; at?: number; over?: string; requestId?: string } = {}) => {
    const { by = own.privateKey, at = clock.now(), over = BODY, requestId = "r-1" } = changes;
    const seconds = String(Math.floor(at / 1000));
    const digest = createHash("sha256").update(over).digest("hex");
    return {
      "x-fal-webhook-request-id": requestId,
      "x-fal-webhook-user-id": "somebody",
      "x-fal-webhook-timestamp": seconds,
      "x-fal-webhook-signature": sign(null, Buffer.from(`${requestId}\nsomebody\n${seconds}\n${digest}`), by).toString(
        "hex",
      ),
    };
  };
  return { clock, traits, own, served, keyServer, heard, refused, addresses, origin, path, call, signed };
}

test("a signed call is heard with its request, and the keys are asked for once a day", async (t) => {
  const { call, signed, heard, keyServer, traits, clock } = await openReceiver(t);
  assert.deepEqual([await call(BODY, signed()), await call(BODY, signed())], [200, 200]);
  assert.deepEqual(heard, Array(2).fill([JOB, "r-1"]));
  assert.deepEqual([keyServer.received.length, traits.current.signsCalls], [1, true]);
  clock.advance(DAY_MS);
  assert.equal(await call(BODY, signed()), 200);
  assert.equal(keyServer.received.length, 2);
});

test("an unsigned call is believed for its address alone, unless this relay signs", async (t) => {
  const { call, signed, heard, refused, traits } = await openReceiver(t);
  assert.equal(await call(), 200);
  assert.equal(await call(BODY, signed()), 200);
  assert.equal(await call(), 401);
  assert.deepEqual([heard.length, refused], [2, ["not signed"]]);
  // Its calls were given up for lost: it may have stopped signing.
  traits.current = { ...traits.current, callsBack: false };
  assert.equal(await call(), 200);
});

test("a forged, changed or old call is not heard", async (t) => {
  const { call, signed, heard, refused, clock } = await openReceiver(t);
  const statuses = [
    await call(BODY, signed({ by: pair().privateKey })),
    await call(`${BODY} `, signed()),
    await call(BODY, { ...signed(), "x-fal-webhook-request-id": "r-2" }),
    await call(BODY, signed({ at: clock.now() - 301_000 })),
    await call(BODY, signed({ at: clock.now() + 301_000 })),
    await call(BODY, { "x-fal-webhook-signature": "00" }),
  ];
  assert.deepEqual(statuses, Array(6).fill(401));
  assert.deepEqual(heard, []);
  const foreign = Array(3).fill("signed by another");
  assert.deepEqual(refused, [...foreign, "too old", "too old", "signature not whole"]);
});

test("without keys a signed call is put off, not believed; a new key is found", async (t) => {
  const { call, signed, served, heard, refused, clock } = await openReceiver(t);
  served.status = 500;
  assert.equal(await call(BODY, signed()), 503);
  assert.deepEqual([heard, refused], [[], ["no keys"]]);
  served.status = 200;
  assert.equal(await call(BODY, signed()), 200);
  const next = pair();
  served.keys = keySet(next.publicKey);
  assert.equal(await call(BODY, signed({ by: next.privateKey })), 401, "they were asked for just now");
  clock.advance(5 * 60_000);
  assert.equal(await call(BODY, signed({ by: next.privateKey })), 200);
});

test("an address that was never told is nobody's, whatever is said there", async (t) => {
  const { call, signed, heard, refused, path, keyServer } = await openReceiver(t);
  const other = new CallAddresses("https://bot.example", "another-secret");
  const paths = [
    new URL(other.of(JOB)).pathname,
    path.replace(JOB, jobId(8)),
    path.slice(0, -1),
    "/metrics",
    "/healthz",
    "/",
    "/easel/relay-call",
  ];
  for (const each of paths) assert.equal(await call(BODY, signed(), each), 404, each);
  assert.deepEqual([heard, refused, keyServer.received.length], [[], [], 0]);
});

test("a body beyond all measure is not read", async (t) => {
  const { heard, refused, path, origin } = await openReceiver(t);
  const { port } = new URL(origin);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 9999999999\r\n\r\n`);
  const [answer] = await once(socket, "data");
  socket.destroy();
  assert.match(String(answer), /^HTTP\/1\.1 413 (.|\r\n)*connection: close/i);
  assert.deepEqual([heard, refused], [[], ["too large"]]);
});

test("the bot alone can say that an address leads to it", async (t) => {
  const { origin, addresses } = await openReceiver(t);
  const nonce = "0123456789abcdef".repeat(2);
  const { pathname } = new URL(addresses.reachAddress(nonce));
  const answer = await (await fetch(origin + pathname)).text();
  assert.equal(answer, addresses.reachAnswer(nonce));
  assert.notEqual(answer, new CallAddresses("https://bot.example", "another-secret").reachAnswer(nonce));
});
