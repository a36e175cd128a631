import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { showEveryone } from "../commands/moderation/every-way-in.ts";
import { speechDocument, videoDocument } from "../models/import/documents.ts";
import { rowsOf } from "../support/batches.ts";
import { knowsModels } from "../support/import-model.ts";
import { newest, openOperating } from "../support/operating.ts";
import type { PersonFile } from "../support/person.ts";
import { picture } from "../support/studio.ts";

/** A catalogue with these models, as `CATALOG_URL` names one. */
async function openCatalogue(t: TestContext, ...documents: readonly { endpoint_id: string }[]): Promise<string> {
  const server = createServer((request, response) => {
    const id = decodeURIComponent((request.url ?? "").slice(1));
    const models = documents.filter(({ endpoint_id }) => endpoint_id === id);
    response.statusCode = models.length === 0 ? 404 : 200;
    response.end(id === "acme/broken" ? "<html>" : JSON.stringify({ models }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return `http://127.0.0.1:${address.port}/{id}`;
}

async function openModels(t: TestContext) {
  const CATALOG_URL = await openCatalogue(t, videoDocument, { endpoint_id: "acme/broken" });
  const studio = await openOperating(t, { relay: { speed: 8 }, environment: { CATALOG_URL } });
  const names = async () => (await studio.mira.commands()).map(({ name }) => name);
  const offered = (name: string, isThere = true) =>
    studio.until(`/${name}`, async () => (await names()).includes(name) === isThere);
  const models = (values: Parameters<typeof studio.operate>[0]) => studio.operate({ models: values });
  return { ...studio, names, offered, models };
}

const jsonFile = (name: string, json: unknown): PersonFile => ({
  name,
  type: "application/json",
  bytes: new TextEncoder().encode(JSON.stringify(json)),
});
const CLIP = "acme-clip-image-to-video";

test("a model is added by its id after a preview, used by a member, priced, moved and removed again", async (t) => {
  const studio = await openModels(t);
  const { ada, mira, models, seen, offered, names, bot, discord } = studio;
  await models({ add: { id: "acme/clip/image-to-video" } });
  const shown = (await seen(ada, /\[Add\]/)).join("\n");
  assert.match(shown, /## \/acme-clip-image-to-video/);
  assert.match(shown, /- `prompt` · .* · required/);
  assert.match(shown, /- `duration` · .* · 5, 10/);
  assert.match(shown, /`acme\/clip\/image-to-video` · makes video · no price/);
  assert.match(shown, /\d+ of 25 options, \d+ of 8,000 characters/);
  assert.match(shown, /say what it costs/);
  assert.ok(!(await names()).includes(CLIP));
  await bot.restart();
  await ada.press(await ada.lastMessage(), "Add");
  await seen(ada, /Added: `\/acme-clip-image-to-video`/);
  await offered(CLIP);
  await knowsModels(studio, videoDocument);
  await mira.command(CLIP, { prompt: "it runs off", image: await picture("fox.png"), duration: "10" });
  await seen(mira, /\.(webm|mp4)/);

  await models({ price: { model: CLIP, price: "0.5/second" } });
  await seen(ada, /costs \$0\.5\/second from now on/);
  await models({ enable: { model: CLIP, as: "generate" } });
  await seen(ada, /offered through \/generate only/);
  await offered(CLIP, false);
  const found = await mira.autocomplete("generate", { model: "clip" }, "model");
  assert.match(JSON.stringify(found), /acme-clip/);
  await models({ disable: { model: CLIP } });
  await seen(ada, /is not offered any more/);
  await models({ enable: { model: CLIP } });
  await offered(CLIP);
  await models({ remove: { model: CLIP } });
  await ada.press(await ada.lastMessage(), "Remove");
  await seen(ada, /`\/acme-clip-image-to-video` is removed/);
  await offered(CLIP, false);
  const registered = discord.requests().filter(({ method, route }) => method === "PUT" && /guilds/.test(route));
  assert.equal(registered.length, 1, "at the first of two starts, and not again when models change");
  await ada.command("operator", { audit: {} });
  assert.match(await newest(ada), /removed the model(.|\n)*offered `\/acme-clip/);
});

test("a catalogue that is attached shows what can be added and what cannot, and adds it all at once", async (t) => {
  const studio = await openModels(t);
  const { ada, models, seen, offered, bot } = studio;
  const odd = { endpoint_id: "acme/odd", metadata: {}, openapi: { openapi: "3.0.4", paths: {} } };
  const catalogue = { models: [videoDocument, speechDocument, odd] };
  await models({ add: { file: jsonFile("models.json", catalogue) } });
  const shown = (await seen(ada, /Add all 2/)).join("\n");
  assert.match(
    shown,
    /2 models can be added:\n.*`\/acme-clip-image-to-video` · acme\/clip\/image-to-video\n.*`\/acme-speech`/,
  );
  assert.match(shown, /1 cannot be added:\n.*acme\/odd: /);
  await ada.press(await ada.lastMessage(), "Cancel");
  await seen(ada, /Nothing was added/);
  if (bot.config.databaseUrl === null) {
    assert.deepEqual(await readdir(join(bot.config.dataDir, "pending-models")), []);
    assert.ok(!existsSync(join(bot.config.dataDir, "models", "acme-speech.yaml")));
  } else {
    assert.deepEqual(rowsOf(studio, "select name from folder_texts"), []);
  }
  await models({ add: { file: jsonFile("models.json", catalogue), only: "acme/speech" } });
  await seen(ada, /## \/acme-speech/);
  await ada.press(await ada.lastMessage(), "Add");
  await offered("acme-speech");
  await models({ add: { file: jsonFile("models.json", catalogue) } });
  await seen(ada, /1 is there already and stays unchanged/);
});

test("what cannot be added, priced or removed is said in a sentence", async (t) => {
  const { ada, models, seen, until } = await openModels(t);
  const says = async (values: Parameters<typeof models>[0], words: RegExp) => {
    await models(values);
    await until(String(words), async () => words.test(await newest(ada)));
  };
  await says({ add: {} }, /Name a model's id or attach a file/);
  await says({ add: { id: "flux dev" } }, /neither an endpoint id/);
  await says({ add: { id: "acme/nothing" } }, /no model “acme\/nothing” \(it answered 404\)/);
  await says({ add: { id: "acme/broken" } }, /not JSON/);
  await says({ add: { file: jsonFile("x.json", { hello: 1 }) } }, /cannot be added|no model in it/);
  await says(
    { add: { file: jsonFile("x.json", [videoDocument]), only: "acme/else" } },
    /None of these is in it: acme\/else/,
  );
  await says({ add: { id: "a/b", file: jsonFile("x.json", []) } }, /not both/);
  await says({ price: { model: "flux", price: "cheap" } }, /“cheap” is no price/);
  await says({ remove: { model: "flux" } }, /comes with Easel and has no file/);
  await says({ show: { model: "nothing" } }, /no model called “nothing”/);
  await seen(ada, /Choose one of those offered/);
});

test("models are listed, shown and completed by name, and whoever reads Chinese reads it in Chinese", async (t) => {
  const studio = await openModels(t);
  const { ada, xiaoyu, models, discord, clock } = studio;
  await models({ list: {} });
  assert.match(await newest(ada), /Models: 12\n(.|\n)*`\/flux` · a command · \$0\.025\/megapixel/);
  await models({ show: { model: "flux" } });
  assert.match(await newest(ada), /## \/flux\n/);
  const offered = await ada.autocomplete("operator", { models: { disable: { model: "redux" } } }, "model");
  assert.match(JSON.stringify(offered), /FLUX\.1 \[dev\] Redux \(flux-redux\)/);
  const [command] = (await ada.commands()).filter(({ name }) => name === "operator");
  assert.equal(command?.name_localizations?.["zh-CN"], "运营");
  discord.settings.team = [{ user: xiaoyu.id, role: "admin" }];
  clock.advance(5 * 60_000);
  const component = { type: 2, style: 2, label: "x", custom_id: "operator:limits" };
  await xiaoyu.press(
    await showEveryone(studio, { customId: "operator:limits", type: 2, component }),
    "operator:limits",
  );
  assert.match((await xiaoyu.transcript()).join("\n"), /所有服务器的限额(.|\n)*每日预算：?:? ?(.|\n)*运营者的频道/);
});

test("with PostgreSQL every process offers a model that one of them added, and none that another removed", async (t) => {
  const CATALOG_URL = await openCatalogue(t, videoDocument);
  const studio = await openOperating(t, { database: "postgres", environment: { CATALOG_URL } });
  const { ada, bot, another, clock, discord, mira, operate, seen, until } = studio;
  const other = another();
  const offers = async () => (await mira.commands()).some(({ name }) => name === CLIP);
  const told = () =>
    discord.requests().filter(({ method, route }) => method === "PUT" && /\/commands$/.test(route)).length;
  await operate({ models: { add: { id: "acme/clip/image-to-video" } } });
  await seen(ada, /\[Add\]/);
  // What was looked at in one process is decided about in another.
  await other.start();
  await bot.stop();
  await ada.press(await ada.lastMessage(), "Add");
  await seen(ada, /Added: `\/acme-clip-image-to-video`/);
  await until("the command", offers);
  await bot.start();
  const before = told();
  await mira.command(CLIP, { prompt: "it runs off", image: await picture("fox.png"), duration: "10" });
  await seen(mira, /it runs off/);
  await operate({ models: { remove: { model: CLIP } } });
  await ada.press(await ada.lastMessage(), "Remove");
  await until("the command's end", async () => !(await offers()));
  const later = clock.now() + 5_000;
  await until("the other's look", () => clock.now() >= later);
  assert.equal(told(), before + 1, "one of the two told Discord");
  assert.ok(!existsSync(join(bot.config.dataDir, "models")));
});
