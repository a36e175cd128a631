import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DiscordAPIError, HTTPError } from "discord.js";
import fc from "fast-check";
import { request } from "undici";
import { createLogger, type Logger } from "../../src/logger.ts";

const INTERACTION_TOKEN = `aW50ZXJhY3Rpb246${"MTI5MDAwMDAwMDAwMDAwMDAwMTpBYkNkRWY".repeat(4)}`;
/** The shapes are real, the contents are not. */
const SECRETS = {
  bot: "MTI5MDAwMDAwMDAwMDAwMDAwMQ.Gh7kLm.x0x0x0x0x0x0x0x0x0x0x0x0x0x0x0x0x0x0x0",
  interaction: INTERACTION_TOKEN,
  fal: "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0:0123456789abcdef0123456789abcdef",
  gateway: "sk-Zx81YqTr4WmLpK29VbNc",
  odd: 'a "key" of/its own%',
};

function listen(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  return { log: createLogger("trace", { write: (line) => void lines.push(line) }, [SECRETS.odd]), lines };
}

function assertSilent(lines: readonly string[]): void {
  const text = lines.join("");
  for (const [name, secret] of Object.entries(SECRETS)) {
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
      assert.ok(!text.includes(form), `${name}: ${text}`);
  }
  for (const line of lines) JSON.parse(line);
}

const CALLBACK = `https://discord.com/api/v10/interactions/1290000000000000001/${SECRETS.interaction}/callback`;
const EDIT = `https://discord.com/api/v10/webhooks/1290000000000000001/${SECRETS.interaction}/messages/@original`;

function apiError(url: string): DiscordAPIError {
  const body = { files: undefined, json: { content: "a private prompt", token: SECRETS.interaction } };
  return new DiscordAPIError({ code: 50027, message: "Invalid Webhook Token" }, 50027, 401, "PATCH", url, body);
}

describe("a log line", () => {
  test("of discord.js' errors says what happened and where, without the token in the address or what was sent", () => {
    const { log, lines } = listen();
    log.error({ err: apiError(EDIT) }, "an edit failed");
    log.error({ err: new HTTPError(502, "Bad Gateway", "POST", CALLBACK, { body: {}, files: [] }) }, "no answer");
    assertSilent(lines);
    const [edit, answer] = lines.map((line) => JSON.parse(line).err);
    assert.deepEqual([edit.code, edit.status, edit.method], [50027, 401, "PATCH"]);
    assert.match(edit.url, /\/webhooks\/1290000000000000001\/\[secret\]\/messages\/@original$/);
    assert.match(answer.url, /\/interactions\/1290000000000000001\/\[secret\]\/callback$/);
    assert.ok(!lines.join("").includes("a private prompt"), "what people write is not the log's business");
  });

  test("of a request that failed below HTTP is as silent", async () => {
    const { log, lines } = listen();
    const refused = await request(`http://127.0.0.1:1${new URL(EDIT).pathname}`, {
      headers: { authorization: `Bot ${SECRETS.bot}` },
    }).catch((error: unknown) => error);
    const unreadable = await fetch(`${EDIT} :// ${SECRETS.interaction}`.replace("https:", "")).catch(
      (error: unknown) => error,
    );
    log.error({ err: refused }, "refused");
    log.error({ err: unreadable }, "unreadable");
    assertSilent(lines);
    assert.match(lines[0] ?? "", /ECONNREFUSED/);
  });

  test("shows causes to the fifth, and never runs in circles", () => {
    const { log, lines } = listen();
    let error = new Error(`inmost ${SECRETS.fal}`);
    for (const depth of [1, 2, 3]) error = new Error(`outer ${depth}`, { cause: error });
    error.cause = new AggregateError([error, apiError(CALLBACK)], `Authorization: Bearer ${SECRETS.gateway}`);
    log.error({ err: error }, "nested");
    assertSilent(lines);
    assert.match(lines[0] ?? "", /Invalid Webhook Token/);
  });

  const places: readonly [string, (secret: string) => object | string][] = [
    ["as a field with a telling name, however deep", (secret) => ({ a: { b: { c: { relayKey: secret } } } })],
    ["as a header", (secret) => ({ headers: { authorization: `Key ${secret}` } })],
    ["in a list of headers", (secret) => ({ headers: ["Authorization", `Bearer ${secret}`] })],
    ["in JSON that a text quotes", (secret) => ({ body: JSON.stringify({ "api-key": secret, ok: true }) })],
    ["in JSON in JSON", (secret) => ({ body: JSON.stringify({ sent: JSON.stringify({ token: secret }) }) })],
    ["in a message", (secret) => `refused: Authorization Bearer ${secret}`],
    ["as the password of an address", (secret) => ({ proxy: `http://me:${encodeURIComponent(secret)}@proxy.example` })],
    [
      "as an address's signature",
      (secret) => ({ url: `https://cdn.example/a.png?ex=1&hm=${encodeURIComponent(secret)}` }),
    ],
  ];
  for (const [place, write] of places) {
    test(`hides a secret ${place}`, () => {
      const { log, lines } = listen();
      const { odd, ...shaped } = SECRETS;
      for (const secret of Object.values(
        place.startsWith("in a message") || place.includes("header") ? shaped : SECRETS,
      )) {
        const about = write(secret);
        if (typeof about === "string") log.info(about);
        else log.info(about, "an event");
      }
      log.info({ text: odd }, odd);
      assertSilent(lines);
    });
  }

  test("hides what looks like a secret where nothing names it", () => {
    const { log, lines } = listen();
    for (const secret of Object.values(SECRETS)) log.warn({ why: `the relay said ${secret}.` }, `${secret} is wrong`);
    assertSilent(lines);
  });

  test("keeps what an operator needs: ids, addresses, codes", () => {
    const { log, lines } = listen();
    const facts = {
      job: "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0",
      user: "1290000000000000201",
      model: "fal-ai/flux-pro/kontext/max/text-to-image",
      why: "relay_down ECONNREFUSED",
      relay: "https://relay.example.com/v1",
    };
    log.info(facts, "job submitted");
    const { time: _, level: __, ...line } = JSON.parse(lines[0] ?? "");
    assert.deepEqual(line, { ...facts, msg: "job submitted" });
  });

  test("is one line of JSON, whatever is logged", () => {
    const { log, lines } = listen();
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: "binary" }), (thing, text) => {
        lines.length = 0;
        log.info({ thing, err: thing }, text);
        log.error({ err: new Error(text, { cause: thing }) }, text);
        assert.equal(lines.length, 2);
        for (const line of lines) JSON.parse(line);
      }),
    );
  });
});
