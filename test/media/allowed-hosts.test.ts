import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const PNG = await noise(30, 20).png().toBuffer();
/** Nothing may leave this machine: a name that is looked up has passed the check of hosts. */
const NOWHERE = "ENOTFOUND";

async function outcomeOf(t: Parameters<typeof openTestArchive>[0], url: string, allowedHosts: string[]) {
  const asked: string[] = [];
  const { download } = await openTestArchive(t, async (host) => {
    asked.push(host);
    throw Object.assign(new Error(NOWHERE), { code: NOWHERE });
  });
  const outcome = await download({ url, allowedHosts, allowedOrigins: [] });
  return { outcome, asked };
}

describe("hosts that results are fetched from", () => {
  for (const host of ["fal.media", "v3.fal.media", "V3B.FAL.MEDIA", "fal.media.", "a.b.fal.media:8443"]) {
    test(`${host} is allowed where fal.media is`, async (t) => {
      const { outcome, asked } = await outcomeOf(t, `https://${host}/a.png`, ["fal.media"]);
      assert.equal(!outcome.ok && outcome.error.detail.endsWith(NOWHERE), true);
      assert.equal(asked.length, 1);
    });
  }

  for (const host of ["evil.example", "notfal.media", "fal.media.evil.example", "fal.media@evil.example", "1.1.1.1"]) {
    test(`${host} is not, and is told by its name`, async (t) => {
      const { outcome, asked } = await outcomeOf(t, `https://${host}/a.png`, ["fal.media"]);
      assert.ok(!outcome.ok);
      assert.deepEqual([outcome.error.kind, outcome.error.retry], ["forbidden_host", false]);
      assert.equal(outcome.error.host, host.replace(/^.*@/, ""));
      assert.deepEqual(asked, []);
    });
  }

  test("an allowed host is still asked only by https and at public addresses", async (t) => {
    const plain = await outcomeOf(t, "http://v3.fal.media/a.png", ["fal.media"]);
    assert.equal(!plain.outcome.ok && plain.outcome.error.kind, "forbidden_host");
    const { download } = await openTestArchive(t, async () => ["169.254.169.254"]);
    const inside = await download({ url: "https://v3.fal.media/a", allowedHosts: ["fal.media"], allowedOrigins: [] });
    assert.deepEqual(!inside.ok && [inside.error.kind, inside.error.host], ["forbidden_host", "v3.fal.media"]);
  });

  test("a redirect is held to them as well", async (t) => {
    const server = await startFileServer(t, (_request, response) =>
      response.writeHead(302, { location: "https://evil.example/a.png" }).end(),
    );
    const { download } = await openTestArchive(t);
    const outcome = await download({ url: server.origin, allowedHosts: ["fal.media"] });
    assert.deepEqual(!outcome.ok && [outcome.error.kind, outcome.error.host], ["forbidden_host", "evil.example"]);
  });

  test("an address that carries its bytes needs no host", async (t) => {
    const { download } = await openTestArchive(t);
    const url = `data:image/png;base64,${PNG.toString("base64")}`;
    assert.equal((await download({ url, allowedHosts: [], allowedOrigins: [] })).ok, true);
  });
});
