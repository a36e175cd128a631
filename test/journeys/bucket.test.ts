import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openBucket, type TestBucket } from "../support/bucket.ts";
import { openPicture } from "../support/found.ts";
import { makePicture } from "../support/make-pictures.ts";
import { formOf } from "../support/seeing.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

/** The real bot with its pictures in a bucket. */
async function openWithBucket(t: { after(run: () => Promise<void>): void }): Promise<Studio & { bucket: TestBucket }> {
  const bucket = await openBucket(t);
  const studio = await openStudio(t, { relay: { speed: 4 }, environment: bucket.environment });
  return { ...studio, bucket };
}

/** What lies on the bot's own disk of files. */
function onDisk({ bot }: Studio): string[] {
  return readdirSync(join(bot.config.dataDir, "archive"), { recursive: true }).map(String).sort();
}

test("a picture in a bucket is shown, found again after a restart, gone on from, exported, and forgotten", async (t) => {
  const studio = await openWithBucket(t);
  const { mira, bot, bucket, relay, log, seen, until } = studio;
  await makePicture(studio, studio.nils, { prompt: "a heron" });
  const [herons = ""] = (await bucket.keys())[0]?.match(/[0-9a-f-]{36}/) ?? [];
  await makePicture(studio, mira, { prompt: "a red fox" });
  const kept = await bucket.keys();
  assert.equal(kept.length, 2);
  for (const key of kept) assert.match(key, /^easel\/[0-9a-f-]{36}\/2026\/11\/0\.jpg$/);
  assert.deepEqual(onDisk(studio), [".partial"], "nothing stays on this machine");
  await bot.restart();
  await mira.command("history");
  await seen(mira, /<1\.webp 384×288> “1: a red fox”/);
  await openPicture(mira, 1);
  await until("it is open", async () => /Download original/.test(JSON.stringify(await mira.lastMessage())));
  await mira.press(await mira.lastMessage(), "Download original");
  await seen(mira, /\(only you\): <[0-9a-f]{8}-1\.jpg \d+×\d+> “a red fox”/);
  await mira.command("kontext", { prompt: "a hat", image: await picture() });
  await seen(mira, /Picture 1 of 1: a hat/);
  await until("both of its files", async () => (await bucket.keys()).length === 4);
  await until("it is written down", () => log.filter((line) => line.includes('"job delivered"')).length === 3);
  await mira.command("forget-me");
  await mira.press(await mira.lastMessage(), "Export");
  await seen(mira, /Part 1: 2 requests, 3 pictures\./);
  await mira.command("forget-me");
  const form = formOf(await mira.press(await mira.lastMessage(), "Delete everything …"));
  await mira.submitModal(form, { word: "delete" });
  await seen(mira, /Done\. 2 requests were emptied/);
  assert.deepEqual(await bucket.keys(), [kept.find((key) => key.includes(herons))], "only what another member made");
  assert.deepEqual(onDisk(studio), [".partial"]);
  assert.equal(relay.ledger().accepted, 3);
});

test("a picture waits for a bucket out of reach, and is not lost when the relay forgets it meanwhile", async (t) => {
  const studio = await openWithBucket(t);
  const { mira, bot, bucket, relay, log, seen, until } = studio;
  const tries = () => log.filter((line) => /"why":"archive_down: archive: AccessDenied"/.test(line)).length;
  bucket.trouble = () => [403, "AccessDenied"];
  await mira.command("flux", { prompt: "a red fox" });
  await until("it was refused", () => tries() > 0);
  assert.deepEqual(await bucket.keys(), []);
  await rm(join(bot.config.dataDir, "..", "relay"), { recursive: true });
  await bot.restart();
  const before = tries();
  await until("it was refused again", () => tries() > before);
  bucket.trouble = () => null;
  await seen(mira, /Picture 1 of 1: a red fox/);
  assert.equal((await bucket.keys()).length, 1);
  assert.equal(relay.ledger().accepted, 1, "nobody paid twice");
  assert.deepEqual(onDisk(studio), [".partial"]);
});

test("a picture in a bucket that is slow for a while is delivered when it answers", async (t) => {
  const studio = await openWithBucket(t);
  const { mira, bucket, relay, log, seen, until } = studio;
  let slow = 0;
  bucket.trouble = (request) => {
    // The download for the delivery; what saved it has gone through.
    if (!/^GET \S*\/0\.jpg/.test(request) || slow > 10) return null;
    slow += 1;
    return slow % 2 === 0 ? [503, "SlowDown"] : "reset";
  };
  await mira.command("flux", { prompt: "a red fox" });
  await until("delivery waits", () => log.some((line) => /"why":"[^"]*archive: /.test(line)));
  await seen(mira, /Picture 1 of 1: a red fox/);
  assert.ok(slow > 10);
  assert.equal(relay.ledger().accepted, 1);
});

test("a picture whose bucket is out of reach stays with its Delete button, which then deletes it", async (t) => {
  const studio = await openWithBucket(t);
  const { mira, bucket, until } = studio;
  await makePicture(studio, mira, { prompt: "a red fox" });
  const message = await mira.lastMessage();
  bucket.trouble = () => [403, "AccessDenied"];
  await mira.press(message, "Delete");
  await until("it was told", async () =>
    (await mira.transcript()).some((line) => /\(only you\).*went wrong/.test(line)),
  );
  assert.equal((await bucket.keys()).length, 1);
  bucket.trouble = () => null;
  await mira.press(message, "Delete");
  await until("it is gone", async () => (await bucket.keys()).length === 0);
  await until("its message, too", async () => !(await mira.transcript()).some((line) => /a red fox/.test(line)));
});
