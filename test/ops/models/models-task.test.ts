import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { readConfig } from "../../../src/config.ts";
import { modelsTask } from "../../../src/ops/models/models-task.ts";
import { entryOf, speechDocument, videoDocument } from "../../models/import/documents.ts";

interface TestContext {
  after(run: () => Promise<void> | void): void;
}

/** A terminal in an empty data directory. */
async function terminal(t: TestContext, environment: Record<string, string> = {}) {
  const directory = await mkdtemp(join(tmpdir(), "easel-models-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const outcome = readConfig({ DATA_DIR: directory, ...environment });
  return {
    directory,
    models: join(directory, "sandbox", "bot", "models"),
    async run(...words: string[]) {
      let text = "";
      const code = await modelsTask(words, outcome, (printed) => {
        text += printed;
      });
      return { code, text };
    },
    async file(json: unknown): Promise<string> {
      const path = join(directory, "given.json");
      await writeFile(path, typeof json === "string" ? json : JSON.stringify(json));
      return path;
    },
  };
}

const catalogue = {
  models: [videoDocument, speechDocument, { endpoint_id: "acme/lost", openapi: { error: { message: "gone" } } }],
};

/** A catalogue as fal's model search answers. */
async function catalogueServer(t: TestContext): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const id = new URL(request.url ?? "/", "http://x").searchParams.get("endpoint_id") ?? "";
    asked.push(id);
    const models = catalogue.models.filter(({ endpoint_id }) => endpoint_id === id);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ models, has_more: false }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/models?endpoint_id={id}&expand=openapi-3.0`, asked };
}

suite("npm run models -- import", () => {
  test("asks the catalogue for an endpoint id and keeps a file that says what members see", async (t) => {
    const { url, asked } = await catalogueServer(t);
    const { run, models } = await terminal(t, { CATALOG_URL: url });
    const { code, text } = await run("import", "acme/speech");
    assert.equal(code, 0, text);
    assert.deepEqual(asked, ["acme/speech"]);
    assert.match(text, /^\/acme-speech {2}Made up for a test/);
    assert.match(text, /text \* +text +What is spoken, up to 5000 characters/);
    assert.match(text, /npm run models -- price acme-speech/);
    assert.deepEqual(await readdir(models), ["acme-speech.openapi.json", "acme-speech.yaml"]);
    assert.match(await readFile(join(models, "acme-speech.yaml"), "utf8"), /^offer: command$/m);
  });

  test("takes the address of a model's page for its id", async (t) => {
    const { url, asked } = await catalogueServer(t);
    const { run } = await terminal(t, { CATALOG_URL: url });
    await run("import", "https://fal.ai/models/acme/clip/image-to-video/playground?tab=1");
    assert.deepEqual(asked, ["acme/clip/image-to-video"]);
  });

  test("takes all models of a file, or those that are named, and says which it cannot take", async (t) => {
    const { run, file, models } = await terminal(t);
    const named = await run("import", await file(catalogue), "--only", "acme/speech");
    assert.equal(named.code, 0);
    assert.deepEqual(
      (await readdir(models)).filter((name) => name.endsWith(".yaml")),
      ["acme-speech.yaml"],
    );
    const all = await run("import", await file(catalogue));
    assert.equal(all.code, 1);
    assert.match(all.text, /acme\/speech is imported already\. Add --again/);
    assert.match(all.text, /acme\/lost cannot be imported: the catalogue has no document: gone\./);
    assert.match(all.text, /\/acme-clip-image-to-video/);
  });

  test("again makes a model anew and keeps its command, its price and its place", async (t) => {
    const { run, file, models } = await terminal(t);
    const path = await file(speechDocument);
    await run("import", path);
    const yaml = join(models, "acme-speech.yaml");
    await writeFile(yaml, (await readFile(yaml, "utf8")).replace("command: acme-speech", "command: speak"));
    await run("price", "speak", "0.1 / 1000 characters");
    await run("enable", "speak", "--generate");
    assert.equal((await run("import", path, "--again")).code, 0);
    const { text } = await run("list");
    assert.match(text, /^\/speak +generate +audio +\$0\.1\/1000 characters +acme\/speech$/m);
  });

  test("puts what is too much for Discord's 100 commands behind /generate", async (t) => {
    const input = { type: "object", properties: { prompt: { type: "string" } } };
    const many = Array.from({ length: 90 }, (_, index) =>
      entryOf(`acme/model-${index}`, "", input, { type: "object" }),
    );
    const { run, file } = await terminal(t);
    assert.match((await run("import", await file(many))).text, /17 of them are reached through \/generate/);
    const commands = (await run("list")).text.split("\n").filter((line) => / command /.test(line));
    assert.equal(commands.length, 85);
  });

  test("says in a sentence what is wrong with what it was given", async (t) => {
    const { run, file } = await terminal(t, { CATALOG_URL: "http://127.0.0.1:9/{id}" });
    assert.match((await run("import", "nonsense")).text, /neither a file here nor an endpoint id/);
    assert.match((await run("import", "acme/clip")).text, /cannot be reached .*Save the document/);
    assert.match((await run("import", await file("{"))).text, /is not JSON/);
    assert.match((await run("import", await file([]))).text, /There is no model in it/);
    assert.match((await run("import", await file(catalogue), "--only", "acme/none")).text, /None of these is there/);
    assert.match((await run()).text, /npm run models -- COMMAND/);
  });
});

test("npm run models -- check prints a line for each model and writes nothing", async (t) => {
  const { run, file, models } = await terminal(t);
  const { code, text } = await run("check", await file(catalogue));
  assert.equal(code, 0);
  const [video, speech, lost] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(video.ok, true);
  assert.equal(video.command, "acme-clip-image-to-video");
  assert.equal(video.output, "video");
  assert.deepEqual(video.optionNames.slice(0, 3), ["prompt", "image", "image_link"]);
  assert.equal(speech.output, "audio");
  assert.ok(speech.characters > 100);
  assert.deepEqual(lost, {
    endpoint: "acme/lost",
    command: null,
    ok: false,
    reasons: ["the catalogue has no document: gone"],
  });
  await assert.rejects(readdir(models));
});

suite("npm run models --", () => {
  test("price, disable and enable work on every model, whoever brought it", async (t) => {
    const { run } = await terminal(t);
    assert.equal((await run("price", "flux", "0.05/image")).code, 0);
    assert.equal((await run("disable", "/flux-redux")).code, 0);
    const { text } = await run("list");
    assert.match(text, /^\/flux +command +images +\$0\.05\/image/m);
    assert.match(text, /^\/flux-redux +none/m);
    assert.match((await run("price", "flux", "cheap")).text, /Write a price like 0\.025\/image/);
    assert.match((await run("price", "nothing", "1/image")).text, /no model called nothing/);
  });

  test("remove forgets an imported model, and says how to be rid of one of Easel's own", async (t) => {
    const { run, file, models } = await terminal(t);
    await run("import", await file(speechDocument));
    assert.equal((await run("remove", "acme-speech")).code, 0);
    assert.deepEqual(await readdir(models), []);
    assert.match((await run("remove", "flux")).text, /comes with Easel.*disable flux/);
  });

  test("list tells which file is wrong, in which line", async (t) => {
    const { run, file, models } = await terminal(t);
    await run("import", await file(speechDocument));
    const yaml = join(models, "acme-speech.yaml");
    const lines = (await readFile(yaml, "utf8")).split("\n");
    const at = lines.indexOf("output: audio");
    await writeFile(yaml, lines.with(at, "output: sonnet").join("\n"));
    const { code, text } = await run("list");
    assert.equal(code, 1);
    assert.match(text, new RegExp(`^acme-speech\\.yaml, line ${at + 1}: output: Invalid option`, "m"));
  });
});
