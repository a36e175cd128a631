import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { openStudio } from "../support/studio.ts";

/** A photograph as a phone takes it: held upright, and telling where. */
async function photograph() {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#3377aa" } })
    .withExif({ IFD0: { Artist: "Mira Example" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "38/1 43/1 1/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  assert.ok(bytes.includes("Mira Example"));
  return { name: "holiday.jpg", type: "image/jpeg", bytes };
}

test("what a photograph tells of its owner stays here when it is sent on, and it stays upright", async (t) => {
  const { mira, relay, clock, bot, seen, until } = await openStudio(t, { relay: { speed: 4 } });
  await mira.command("kontext", { prompt: "a hat", image: await photograph() });
  await seen(mira, /\[Again\]/);
  // Discord has forgotten the attachment: the archive's copy goes along instead.
  clock.advance(3 * 24 * 60 * 60_000);
  await mira.press(await mira.lastMessage(), "Again");
  await until(
    "a second picture",
    async () => (await mira.transcript()).filter((line) => /“Picture/.test(line)).length === 2,
  );
  const body = relay.requests().findLast(({ method }) => method === "POST")?.body as { image_url: string };
  const sent = Buffer.from(body.image_url.replace("data:image/jpeg;base64,", ""), "base64");
  assert.equal(sent.includes("Mira Example"), false);
  const { autoOrient } = await sharp(sent).metadata();
  assert.deepEqual([autoOrient.width, autoOrient.height], [48, 64]);
  const archive = join(bot.config.dataDir, "archive");
  const kept = readdirSync(archive, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith("input-0.jpg"));
  assert.ok(
    kept.some((path) => readFileSync(join(archive, path)).includes("Mira Example")),
    "the original is kept",
  );
});
