import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { mountPage } from "../../../sandbox/page/serve-page.ts";

describe("the served page", () => {
  const app = new Hono();
  mountPage(app);

  it("comes with its script, its style and its icon", async () => {
    for (const [path, type] of [
      ["/", "text/html"],
      ["/page.js", "text/javascript"],
      ["/page.css", "text/css"],
      ["/icon.svg", "image/svg+xml"],
    ] as const) {
      const answer = await app.request(path);
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers.get("content-type") ?? "", new RegExp(`^${type.replace("+", "\\+")}`));
      assert.ok((await answer.text()).length > 200, path);
    }
  });

  it("names no other server to load anything from", async () => {
    const parts = await Promise.all(
      ["/", "/page.js", "/page.css"].map(async (path) => (await app.request(path)).text()),
    );
    const addresses = parts.join("\n").match(/https?:\/\/[\w.-]+/g) ?? [];
    const loaded = addresses.filter((address) => !address.endsWith("www.w3.org"));
    assert.deepEqual(loaded, []);
  });

  it("forbids the browser every other machine and all inline code", async () => {
    const policy = (await app.request("/")).headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*(?!;|$| http:\/\/localhost)|https:/);
  });
});
