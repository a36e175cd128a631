import assert from "node:assert/strict";
import { test } from "node:test";
import { openRelay, readJson } from "./relay-fixture.ts";

const BODY = { prompt: "a boat" };

test("both schemes let the key in, in any case", async (context) => {
  const { call, relay } = await openRelay(context);
  for (const scheme of ["Bearer", "Key", "key", "bearer"]) {
    const response = await call("POST", "/fal-ai/flux-1/dev", BODY, { authorization: `${scheme} ${relay.key}` });
    assert.equal(response.status, 200, scheme);
  }
});

test("no key, a wrong key and a strange scheme are 401 on every call, and nothing is taken", async (context) => {
  const { call, submit, relay } = await openRelay(context);
  const path = await submit("fal-ai/flux-1/dev", BODY);
  for (const authorization of ["", "Bearer wrong", `Basic ${relay.key}`, relay.key]) {
    for (const [method, target] of [
      ["POST", "/fal-ai/flux-1/dev"],
      ["POST", "/fal-ai/no-such-model"],
      ["GET", `${path}/status`],
      ["GET", path],
      ["PUT", `${path}/cancel`],
    ] as const) {
      const response = await call(method, target, method === "POST" ? BODY : undefined, { authorization });
      assert.equal(response.status, 401, `${method} ${target} with "${authorization}"`);
      assert.match(String((await readJson(response))["detail"]), /^Authentication is required/);
    }
  }
  assert.equal(relay.ledger().accepted, 1);
});

test("a relay that takes only one scheme refuses the other", async (context) => {
  const { call, relay } = await openRelay(context, { authSchemes: ["Bearer"] });
  const answer = await call("POST", "/fal-ai/flux-1/dev", BODY, { authorization: `Key ${relay.key}` });
  assert.equal(answer.status, 401);
  assert.equal((await call("POST", "/fal-ai/flux-1/dev", BODY)).status, 200);
});

test("refusals can have the shape of the common gateway software", async (context) => {
  const { call } = await openRelay(context, { refusals: "openai" });
  const response = await call("POST", "/fal-ai/flux-1/dev", BODY, { authorization: "Bearer wrong" });
  assert.equal(response.status, 401);
  assert.deepEqual(await readJson(response), {
    error: { message: "无效的令牌", type: "new_api_error", param: "", code: "invalid_api_key" },
  });
});

test("the record of requests names the scheme and never holds the key", async (context) => {
  const { call, relay } = await openRelay(context);
  await call("POST", "/fal-ai/flux-1/dev", BODY);
  const [recorded] = relay.requests();
  assert.deepEqual(
    {
      method: recorded?.method,
      path: recorded?.path,
      scheme: recorded?.scheme,
      answered: recorded?.answered,
      body: recorded?.body,
    },
    { method: "POST", path: "/fal-ai/flux-1/dev", scheme: "Bearer", answered: 200, body: BODY },
  );
  assert.match(String(recorded?.requestId), /^[0-9a-f-]{36}$/);
  assert.ok(!JSON.stringify(relay.requests()).includes(relay.key));
});
