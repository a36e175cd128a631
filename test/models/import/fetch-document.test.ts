import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import { fetchDocument } from "../../../src/models/import/fetch-document.ts";

/** A catalogue that answers these parts and does not say how long it all is. */
async function catalogue(t: TestContext, parts: readonly (string | Buffer)[]): Promise<string> {
  const server = createServer((_request, response) => {
    for (const part of parts) response.write(part);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return `http://127.0.0.1:${address.port}/`;
}

test("a document is read whole, also where a character is cut between two parts", async (t) => {
  const bytes = Buffer.from('{"title": "光影"}');
  const address = await catalogue(t, [bytes.subarray(0, 12), bytes.subarray(12)]);
  assert.deepEqual(await fetchDocument(address), { ok: true, json: { title: "光影" } });
});

test("a document without an end is left as soon as it is too large, though its length was not announced", async (t) => {
  const address = await catalogue(
    t,
    Array.from({ length: 50 }, () => " ".repeat(1_000)),
  );
  assert.deepEqual(await fetchDocument(address, 10_000), { ok: false, kind: "too_large" });
});
