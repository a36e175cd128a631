import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { GivenPictureStore } from "../../src/jobs/given-picture-store.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { say } from "../../src/texts/say.ts";
import { customIdOf, form, labelsOf, lastPicture, localeOf, panelOf, sentBy } from "../support/going-on.ts";
import { makePicture } from "../support/make-pictures.ts";
import { forged } from "../support/seeing.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const FAST = { relay: { speed: 4 } };

async function withPicture(t: Parameters<typeof openStudio>[0], prompt = "a fox") {
  const studio = await openStudio(t, FAST);
  await makePicture(studio, studio.mira, { prompt });
  return { ...studio, studio, message: await lastPicture(studio.mira) };
}

type Sentence = "refused_gone" | "refused_source_gone" | "refused_others_pictures";
/** What Nils, who may read another language, was told last and alone. */
async function nilsReads({ nils }: Pick<Studio, "nils">, sentence: Sentence): Promise<void> {
  assert.equal((await nils.transcript()).at(-1), `Easel (only you): ${say(localeOf(nils), sentence)}`);
}

test("every way on works after a restart, an open form too, and is for whoever presses", async (t) => {
  const { studio, bot, mira, nils, message } = await withPicture(t);
  const panel = await panelOf(studio, mira, message);
  const open = await form(mira, message, "Edit");
  await bot.restart();
  const first = await sentBy(studio, () => open.submit({ prompt: "a hat" }));
  assert.equal(first.path, "/fal-ai/flux-pro/kontext");
  const varied = await form(mira, panel, "Vary");
  await sentBy(studio, () => varied.submit({}));
  const his = await form(nils, message, "Edit");
  await sentBy(studio, () => his.submit({ prompt: "a scarf" }));
  const lines = await studio.seen(nils, /“\D+1\D+1: a scarf/);
  assert.ok(lines.some((line) => line.includes("](https://discord.com/channels/")));
});

test("an id made by hand reaches neither a private picture, nor one of a direct message, nor one that is not there", async (t) => {
  const { studio, mira, nils, relay, message } = await withPicture(t);
  await mira.command("flux", { prompt: "my secret", private: true });
  const lines = await studio.seen(mira, /\(only you\).*“Picture 1 of 1: my secret/);
  const secret = (await mira.messages()).find((each) => JSON.stringify(each.components).includes("my secret"));
  assert.ok(secret, lines.join("\n"));
  await makePicture(studio, mira, { prompt: "between us" }, "dm");
  const direct = await lastPicture(mira, "dm");
  const taken = [
    customIdOf(secret, "Vary"),
    customIdOf(secret, "More…"),
    customIdOf(direct, "Edit"),
    customIdOf(direct, "Again"),
  ];
  const accepted = relay.ledger().accepted;
  for (const id of taken) {
    await nils.press(await forged(studio, id), id);
    await nilsReads(studio, "refused_gone");
  }
  const own = customIdOf(message, "Vary");
  const missing = [
    own.replace(".0", ".7"),
    own.replace("vary", "unheard_of"),
    own.replace(/\.0$/, ""),
    "go:vary:mAAAAAAAAAAAA",
  ];
  for (const id of missing) {
    const answer = await nils.press(await forged(studio, id), id);
    assert.equal(answer.outcome, "answered", id);
    assert.match((await nils.transcript()).at(-1) ?? "", /\(only you\): /, id);
  }
  assert.equal(relay.ledger().accepted, accepted);
});

test("a picture of a message that someone took up is nobody else's to go on from, and not for ever", async (t) => {
  const { studio, mira, nils, bot, clock, message } = await withPicture(t);
  const { dataDir, databaseUrl } = bot.config;
  const database = await openDatabase(databaseUrl === null ? join(dataDir, "easel.db") : { url: databaseUrl });
  t.after(() => database.destroy());
  const store = new GivenPictureStore({ database, clock, newId: () => "takenup12345" });
  const { id } = await store.take({
    ...{
      userId: mira.id,
      guildId: mira.world.guilds[0]?.id ?? null,
      channelId: message.channel_id,
      messageId: message.id,
    },
    ...{ authorId: nils.id, url: "https://example.com/a.png", fileName: "a.png", bytes: 9, contentType: "image/png" },
    ...{ width: 64, height: 48 },
  });
  const press = `go:edit:m${id}`;
  const button = await forged(studio, press);
  await nils.press(button, press);
  await nilsReads(studio, "refused_source_gone");
  assert.equal((await mira.press(button, press)).outcome, "modal");
  clock.advance(13 * 60 * 60_000);
  await mira.press(button, press);
  await studio.seen(mira, /not at hand any more/);
});

test("where moderators keep members to their own pictures, others may look but not go on", async (t) => {
  const { studio, mira, nils, theo, message } = await withPicture(t);
  await theo.command("easel", { pictures: { others: { on: false } } });
  await nils.press(message, "Edit");
  await nilsReads(studio, "refused_others_pictures");
  const panel = await panelOf(studio, nils, message);
  assert.ok(JSON.stringify(panel.components).includes(say(localeOf(nils), "refused_others_pictures")));
  assert.ok(!labelsOf(panel).includes(say(localeOf(nils), "go_vary")));
  const own = await form(mira, message, "Edit");
  await sentBy(studio, () => own.submit({ prompt: "a hat" }));
});

test("models that are off here are not offered, and without any the button says so", async (t) => {
  const { studio, mira, theo, message } = await withPicture(t);
  await theo.command("easel", { model: { switch: { model: "kontext", on: false } } });
  const asked = await form(mira, message, "Edit");
  assert.deepEqual(asked.values("model"), ["kontext-max", "kontext-multi", "kontext-max-multi"]);
  for (const model of asked.values("model")) await theo.command("easel", { model: { switch: { model, on: false } } });
  await mira.press(message, "Edit");
  await studio.seen(mira, /That cannot be done with this picture here any more/);
  await asked.submit({ prompt: "a hat" });
  assert.equal(studio.relay.ledger().accepted, 1, "nor by a form that was open before");
});

test("a limit says no as for any request, and leaves nothing behind", async (t) => {
  const { studio, mira, theo, bot, message } = await withPicture(t);
  await theo.command("easel", { limits: { set: { limit: "images_day", amount: "1" } } });
  const asked = await form(mira, message, "Edit");
  await asked.submit({ prompt: "a hat" });
  await studio.seen(mira, /over your limit of images, 1 per 24 hours/);
  const files = await readdir(join(bot.config.dataDir, "archive"), { recursive: true });
  assert.equal(files.filter((name) => /given-/.test(name)).length, 0);
});

test("a deleted picture is not at hand any more; what waits to go on from it still does", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 }, environment: { RELAY_CONCURRENCY: "1" } });
  const { mira, nils, seen, until } = studio;
  await makePicture(studio, mira, { prompt: "a fox" });
  const message = await lastPicture(mira);
  await mira.command("flux", { prompt: "sandbox: queue 20" });
  await seen(mira, /relay's queue/);
  const asked = await form(nils, message, "Edit");
  await asked.submit({ prompt: "a hat" });
  await seen(nils, /a hat/);
  const panel = await panelOf(studio, mira, message);
  await mira.press(message, "Delete");
  await until("the reply is gone", async () => (await mira.messages()).every(({ id }) => id !== message.id));
  await mira.press(panel, "Edit");
  await seen(mira, /This picture is not at hand any more\. Nothing was charged/);
  await seen(nils, /“\D+1\D+1: a hat/);
  const hat = await lastPicture(nils);
  await nils.press(hat, customIdOf(hat, say(localeOf(nils), "button_again")));
  await until(
    "another hat",
    async () => (await nils.transcript()).filter((line) => /“\D+1\D+1: a hat/.test(line)).length === 2,
  );
});

test("what comes of a picture that someone alone sees is for them alone", async (t) => {
  const { studio, mira, nils } = await withPicture(t);
  await mira.command("flux", { prompt: "my secret", private: true });
  await studio.seen(mira, /“Picture 1 of 1: my secret/);
  const secret = (await mira.messages()).findLast((each) => JSON.stringify(each.components).includes("my secret"));
  assert.ok(secret);
  const asked = await form(mira, secret, "Vary");
  await sentBy(studio, () => asked.submit({ prompt: "hush" }));
  await studio.seen(mira, /\(only you\).*“Picture 1 of 1: hush/);
  assert.doesNotMatch((await nils.transcript()).join("\n"), /hush|secret/);
});
